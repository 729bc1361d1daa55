"""The servers that other tests use do what they say."""

import smtplib

import pytest
from django.core.mail import send_mail

from kinesite.celery import app
from tests.processes import wait_until


def send() -> None:
    send_mail("Je afspraak", "Tot dinsdag", "a@kine.example", ["p@kine.example"])


def test_the_mail_server_receives(smtp_server):
    send()

    assert [mail["Subject"] for mail in smtp_server.mails] == ["Je afspraak"]


def test_the_mail_server_can_refuse(smtp_server):
    smtp_server.refusal = "451 4.3.0 Later"

    with pytest.raises(smtplib.SMTPDataError, match="Later"):
        send()


def test_the_mail_server_can_refuse_one_address(smtp_server):
    smtp_server.unknown_addresses.add("p@kine.example")

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send()


def test_the_mail_server_can_be_slow(smtp_server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    smtp_server.delay = 1

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        send()


@pytest.mark.slow
def test_the_worker_runs_what_is_sent_by_name(worker):
    app.send_task("booking.deliver_notifications")

    wait_until(lambda: "Task booking.deliver_notifications" in worker.log.read_text())


@pytest.mark.slow
def test_a_broker_that_came_back_takes_tasks_again(broker):
    broker.server.stop()
    broker.server.start()

    app.send_task("booking.deliver_notifications")

    with broker.server.client() as client:
        assert client.llen("celery") == 1
