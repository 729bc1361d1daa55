"""A real worker, broker and mail server, and what happens when one of them is away."""

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import NotificationStatus
from booking.models import Appointment, Notification
from booking.services.mail.deliver import deliver_next
from booking.services.mail.nudge import nudge
from kinesite.celery import app
from tests.factories.booking import NOW, NotificationFactory
from tests.mail_server import MailServer
from tests.processes import Broker, Program, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def statuses() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("status", flat=True))


def test_a_worker_sends_the_confirmation_a_moment_after_the_booking(
    smtp_server: MailServer,
    worker: Program,
    client: Client,
    held: Appointment,
    details: Callable[..., dict[str, Any]],
) -> None:
    client.post(links.hold_path(held), details())

    wait_until(lambda: statuses() == [NotificationStatus.SENT])
    [mail] = smtp_server.mails
    assert mail["To"] == "mia@patient.example"
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]


def test_neither_logs_nor_subjects_name_a_patient(
    smtp_server: MailServer,
    worker: Program,
    client: Client,
    held: Appointment,
    details: Callable[..., dict[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    smtp_server.unknown_addresses.add("mia@patient.example")

    client.post(links.hold_path(held), details())

    wait_until(lambda: statuses() == [NotificationStatus.FAILED])
    told = worker.log.read_text() + caplog.text + Notification.objects.get().last_error
    # Long enough that no task's random id has it.
    personal = ("Mia", "mia@", "0470 12 34", "470123456")
    assert [word for word in personal if word in told] == []


def test_with_the_broker_down_the_booking_succeeds_at_once_and_the_mail_is_owed(
    broker: Broker, client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    broker.server.stop()
    before = set(threading.enumerate())

    page = client.post(links.hold_path(held), details())

    assert page.status_code == 302
    # The client of the broker tries for seconds: it still does, and the request did not wait.
    started = [thread.name for thread in threading.enumerate() if thread not in before]
    assert started.count("nudge") == 1
    assert statuses() == [NotificationStatus.OWED]


def test_nudges_that_no_worker_takes_do_not_pile_up(broker: Broker) -> None:
    nudge()

    with broker.server.client() as queue:
        wait_until(lambda: queue.llen("celery") == 1)
        [message] = queue.lrange("celery", 0, -1)
    expires = datetime.fromisoformat(json.loads(message)["headers"]["expires"])
    assert timezone.now() < expires <= timezone.now() + timedelta(minutes=1)


def test_the_sweep_delivers_what_was_owed_while_the_broker_was_away(
    smtp_server: MailServer, worker: Program, broker: Broker
) -> None:
    NotificationFactory.create_batch(3, due_at=timezone.now(), created_at=timezone.now())

    app.send_task("booking.deliver_notifications")  # what beat does each minute

    wait_until(lambda: statuses() == [NotificationStatus.SENT] * 3)
    assert len(smtp_server.mails) == 3


def test_a_mail_server_that_is_down_delays_the_mail_and_loses_none(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    owed = NotificationFactory(due_at=timezone.now(), created_at=timezone.now())

    deliver_next(now=timezone.now())

    owed.refresh_from_db()
    assert (owed.status, owed.last_error) == (NotificationStatus.OWED, "ConnectionRefusedError")
    assert owed.due_at > timezone.now()


def test_a_mail_that_the_server_refuses_for_good_ends_as_failed_with_the_reason(
    smtp_server: MailServer,
) -> None:
    smtp_server.refusal = "554 5.7.1 We do not want this"
    owed = NotificationFactory()

    deliver_next(now=NOW)

    owed.refresh_from_db()
    assert (owed.status, owed.last_error) == (NotificationStatus.FAILED, "SMTPDataError 554")


def test_a_mail_that_the_server_puts_off_goes_out_later(smtp_server: MailServer) -> None:
    smtp_server.refusal = "451 4.7.1 Try again later"
    owed = NotificationFactory(due_at=timezone.now(), created_at=timezone.now())
    deliver_next(now=timezone.now())
    owed.refresh_from_db()
    assert owed.status == NotificationStatus.OWED
    smtp_server.refusal = ""

    deliver_next(now=owed.due_at)

    owed.refresh_from_db()
    assert owed.status == NotificationStatus.SENT
