"""Mail is owed in the database: none is lost, none is sent twice, slips send nothing."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind, NotificationStatus
from booking.errors import NotExpected, TimeTaken
from booking.models import Appointment, Notification
from booking.models.sending import GIVE_UP_AFTER
from booking.services.mail.deliver import is_permanent, reason_of
from booking.services.mail.send_again import send_again
from booking.services.visits.cancel import cancel
from booking.services.visits.reinstate import reinstate
from tests.booking.support.letters import calendar_event, deliver_all
from tests.factories.booking import NOW, AppointmentFactory, NotificationFactory

pytestmark = pytest.mark.django_db
# Early enough for a patient to cancel online.
IN_TIME = NOW - timedelta(days=1)


def test_staff_changes_wait_five_minutes() -> None:
    booked = NotificationFactory().appointment
    deliver_all()

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)

    assert len(deliver_all(NOW + timedelta(minutes=4))) == 1
    assert len(deliver_all(NOW + timedelta(minutes=5))) == 2


def test_a_slip_that_is_taken_back_in_time_sends_nothing() -> None:
    booked = NotificationFactory().appointment
    deliver_all()

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)
    reinstate(appointment=booked, now=NOW + timedelta(minutes=4))

    assert len(deliver_all(NOW + timedelta(hours=1))) == 1
    booked.refresh_from_db()
    assert booked.status == AppointmentStatus.BOOKED


def test_a_cancellation_taken_back_after_its_mail_puts_the_entry_back() -> None:
    booked = NotificationFactory().appointment
    deliver_all()
    cancel(appointment=booked, by=CancelledBy.PATIENT, now=IN_TIME)
    deliver_all()

    reinstate(appointment=booked, now=NOW)
    again = deliver_all(NOW + timedelta(minutes=5))[-1]

    method, event, _mime_method = calendar_event(again)
    assert (method, event["SEQUENCE"]) == ("REQUEST", 2)


def test_a_confirmation_withdrawn_by_a_slip_is_owed_again() -> None:
    booked = NotificationFactory(due_at=NOW + timedelta(minutes=5)).appointment

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)
    reinstate(appointment=booked, now=NOW)

    assert [owed.kind for owed in Notification.objects.owed()] == [NotificationKind.BOOKED]


def test_a_reinstatement_taken_back_in_time_sends_nothing() -> None:
    booked = NotificationFactory().appointment
    deliver_all()
    cancel(appointment=booked, by=CancelledBy.PATIENT, now=IN_TIME)
    deliver_all()

    reinstate(appointment=booked, now=NOW)
    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW + timedelta(minutes=4))

    assert len(deliver_all(NOW + timedelta(hours=1))) == 2


def test_a_visit_that_is_over_is_cancelled_without_a_mail() -> None:
    booked = NotificationFactory().appointment
    deliver_all()

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=booked.ends_at)

    assert not Notification.objects.owed().exists()


def test_a_time_that_somebody_else_has_by_now_cannot_be_taken_back() -> None:
    cancelled = AppointmentFactory(cancelled=True)
    AppointmentFactory(practitioner=cancelled.practitioner)

    with pytest.raises(TimeTaken):
        reinstate(appointment=cancelled, now=NOW)


def test_a_hold_that_was_given_up_is_nothing_to_take_back() -> None:
    released = AppointmentFactory(cancelled=True, patient=None)

    with pytest.raises(NotExpected):
        reinstate(appointment=released, now=NOW)


def test_what_was_never_told_needs_no_cancellation() -> None:
    booked = NotificationFactory(due_at=NOW + timedelta(minutes=5)).appointment

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)

    assert not Notification.objects.exists()


def test_a_confirmation_that_is_overtaken_is_not_sent() -> None:
    NotificationFactory(appointment=AppointmentFactory(cancelled=True))

    assert deliver_all() == []
    assert not Notification.objects.exists()


def test_a_mail_is_sent_once_and_marked() -> None:
    owed = NotificationFactory()

    deliver_all()
    deliver_all()

    owed.refresh_from_db()
    assert (owed.status, owed.sent_at, owed.attempts) == (NotificationStatus.SENT, NOW, 1)
    assert len(mail.outbox) == 1


def test_one_mail_that_cannot_be_written_does_not_stop_the_others() -> None:
    broken = NotificationFactory(appointment__patient__email="geen adres\nBcc: x@y.example")
    good = NotificationFactory()

    deliver_all()

    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.status, broken.due_at) == (NotificationStatus.OWED, NOW + timedelta(seconds=30))
    assert good.status == NotificationStatus.SENT


def test_waits_grow_and_end_as_failed_after_two_days() -> None:
    owed = Notification(created_at=NOW)

    waits = []
    for _ in range(7):
        owed.put_off("OSError", NOW)
        waits.append(int((owed.due_at - NOW).total_seconds()))
    owed.put_off("OSError", NOW + GIVE_UP_AFTER + timedelta(seconds=1))

    assert waits == [30, 60, 300, 900, 1800, 3600, 3600]
    assert owed.status == NotificationStatus.FAILED


@pytest.mark.parametrize(
    ("error", "permanent", "reason"),
    [
        (
            smtplib.SMTPRecipientsRefused({"mia@patient.example": (550, b"mia: no such user")}),
            True,
            "SMTPRecipientsRefused 550",
        ),
        (
            smtplib.SMTPRecipientsRefused({"mia@patient.example": (451, b"later")}),
            False,
            "SMTPRecipientsRefused 451",
        ),
        (smtplib.SMTPDataError(554, b"spam"), True, "SMTPDataError 554"),
        (smtplib.SMTPAuthenticationError(535, b"login"), False, "SMTPAuthenticationError 535"),
        (smtplib.SMTPServerDisconnected("gone"), False, "SMTPServerDisconnected"),
        (ConnectionRefusedError(111, "no"), False, "ConnectionRefusedError"),
    ],
)
def test_a_refusal_for_good_is_told_apart_and_names_no_address(
    error: Exception, permanent: bool, reason: str
) -> None:
    assert (is_permanent(error), reason_of(error)) == (permanent, reason)


def test_the_desk_can_send_a_failed_mail_again() -> None:
    failed = NotificationFactory(status=NotificationStatus.FAILED, last_error="SMTPDataError 554")

    send_again(appointment=failed.appointment, now=NOW)
    deliver_all()

    failed.refresh_from_db()
    assert (failed.status, failed.last_error) == (NotificationStatus.SENT, "")


def test_a_confirmation_is_sent_again_after_a_slip_that_was_taken_back() -> None:
    booked = NotificationFactory().appointment
    deliver_all()
    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)
    reinstate(appointment=booked, now=NOW)

    send_again(appointment=booked, now=NOW)
    again = deliver_all()[1]

    method, event, _mime_method = calendar_event(again)
    assert (method, event["SEQUENCE"]) == ("REQUEST", 2)
    assert Notification.objects.get().status == NotificationStatus.SENT


def test_a_mail_whose_address_was_taken_away_ends_as_failed() -> None:
    owed = NotificationFactory(appointment__patient__email="")

    assert deliver_all() == []

    owed.refresh_from_db()
    assert (owed.status, owed.last_error) == (NotificationStatus.FAILED, "NoAddress")


def test_what_is_owed_is_written_with_the_change_or_not_at_all() -> None:
    booked: Appointment = AppointmentFactory()
    NotificationFactory(appointment=booked, kind=NotificationKind.CANCELLED, sequence=1)
    NotificationFactory(appointment=booked, sequence=2)
    deliver_all()

    with pytest.raises(IntegrityError, match="each_state_is_told_once"):
        cancel(appointment=booked, by=CancelledBy.PATIENT, now=IN_TIME)

    booked.refresh_from_db()
    assert booked.status == AppointmentStatus.BOOKED
