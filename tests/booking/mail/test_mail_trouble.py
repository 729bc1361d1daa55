"""A mail server that is slow, hangs up or knows an address not: nothing is lost, nobody waits."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from booking.choices import CancelledBy, NotificationKind, NotificationStatus
from booking.models import Notification
from booking.services.mail.deliver import deliver_next
from booking.services.mail.send_again import send_again
from booking.services.visits.cancel import cancel
from kinesite import embedded
from tests.factories.booking import NOW, NotificationFactory
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)


def sweep() -> None:
    """As the worker does, a little later than anything so far was put off to."""
    while deliver_next(now=timezone.now() + timedelta(minutes=5)):
        pass


def outcomes() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("status", "last_error"))


@pytest.fixture
def owed() -> list[Notification]:
    now = timezone.now()
    mails: list[Notification] = NotificationFactory.create_batch(3, due_at=now, created_at=now)
    return mails


def test_an_address_that_the_server_knows_not_fails_alone(
    smtp_server: MailServer, owed: list[Notification]
) -> None:
    smtp_server.unknown_addresses.add(owed[1].patient.email)

    sweep()

    assert outcomes() == [
        (NotificationStatus.SENT, ""),
        (NotificationStatus.FAILED, "SMTPRecipientsRefused 550"),
        (NotificationStatus.SENT, ""),
    ]
    assert [mail["To"] for mail in smtp_server.mails] == [
        owed[0].patient.email,
        owed[2].patient.email,
    ]


def test_a_server_that_is_too_slow_ends_the_sweep_and_loses_nothing(
    smtp_server: MailServer, owed: list[Notification], settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    smtp_server.delay = 3600

    sweep()

    assert smtp_server.begun == 1
    assert outcomes() == [
        (NotificationStatus.OWED, "TimeoutError"),
        (NotificationStatus.OWED, ""),
        (NotificationStatus.OWED, ""),
    ]


def test_after_a_slow_hour_each_mail_goes_out_once(
    smtp_server: MailServer, owed: list[Notification], settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    smtp_server.delay = 3600
    for _minute in range(3):
        sweep()
    smtp_server.delay, settings.EMAIL_TIMEOUT = 0, 20

    while Notification.objects.owed().exists():
        deliver_next(now=timezone.now() + timedelta(hours=1))

    assert sorted(mail["To"] for mail in smtp_server.mails) == sorted(
        mail.patient.email for mail in owed
    )


def test_a_server_that_hangs_up_in_the_middle_gets_the_mail_again(
    smtp_server: MailServer, owed: list[Notification]
) -> None:
    smtp_server.hangs_up_in_the_middle = True
    for _mail in owed:
        deliver_next(now=timezone.now())
    assert outcomes() == [(NotificationStatus.OWED, "SMTPServerDisconnected")] * 3
    smtp_server.hangs_up_in_the_middle = False

    sweep()

    assert outcomes() == [(NotificationStatus.SENT, "")] * 3
    assert len(smtp_server.mails) == 3


@pytest.fixture
def being_sent() -> Iterator[Notification]:
    """A confirmation whose row another worker holds; who waits for it here waits in vain."""
    mail = NotificationFactory()
    worker = psycopg.connect(
        **embedded.database_parameters() | {"dbname": connection.settings_dict["NAME"]}
    )
    with worker, worker.transaction():
        worker.execute("SELECT FROM booking_notification WHERE id = %s FOR UPDATE", [mail.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        yield mail


def test_a_patient_who_cancels_does_not_wait_for_the_confirmation_that_is_being_sent(
    being_sent: Notification,
) -> None:
    assert being_sent.appointment is not None

    cancel(
        appointment=being_sent.appointment,
        by=CancelledBy.PATIENT,
        now=NOW - timedelta(days=1),
    )

    kinds = [mail.kind for mail in Notification.objects.order_by("pk")]
    assert kinds == [NotificationKind.BOOKED, NotificationKind.CANCELLED]


def test_the_desk_does_not_wait_for_the_mail_that_is_being_sent(being_sent: Notification) -> None:
    assert being_sent.appointment is not None

    send_again(appointment=being_sent.appointment, now=NOW)

    assert [mail.created_at for mail in Notification.objects.all()] == [being_sent.created_at]
