"""Mail is owed in the database: what it says, and that none is lost or sent twice."""

import smtplib
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage as Message
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from icalendar import Calendar, Event

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind, NotificationStatus
from booking.emails import compose
from booking.errors import NotExpected, TimeTaken
from booking.models import Appointment, Notification
from booking.models.notification import GIVE_UP_AFTER
from booking.services.cancel import cancel
from booking.services.deliver import deliver_next, is_permanent, reason_of
from booking.services.reinstate import reinstate
from booking.services.send_again import send_again
from tests.factories.booking import NOW, AppointmentFactory, NotificationFactory, PatientFactory

pytestmark = pytest.mark.django_db
# Early enough for a patient to cancel on line.
IN_TIME = NOW - timedelta(days=1)


def deliver_all(now: Any = NOW) -> list[mail.EmailMessage]:
    while deliver_next(now=now):
        pass
    return mail.outbox


def parsed(message: mail.EmailMessage) -> Message:
    result: Message = message_from_bytes(message.message().as_bytes(), policy=default)
    return result


def calendar_event(message: mail.EmailMessage) -> tuple[str, Event, str]:
    """METHOD of the calendar, its event, and the method that the MIME header names."""
    [part] = [
        part
        for part in parsed(message).walk()
        if part.get_content_type() == "text/calendar" and not part.get_filename()
    ]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event, part["Content-Type"].params["method"]


def test_the_confirmation_says_when_with_whom_and_how_to_cancel() -> None:
    owed = NotificationFactory(appointment__practitioner__name="Noor Tester")

    [message] = deliver_all()

    link = f"http://localhost:8000{links.visit_path(owed.appointment)}"
    body = parsed(message)
    for kind in ("plain", "html"):
        text = body.get_body((kind,)).get_content()
        assert "dinsdag 12 januari 2027, 9.00 u" in text
        assert "Noor Tester" in text
        assert link in text
    assert message.subject == "Je afspraak op dinsdag 12 januari 2027 om 9.00 u"
    assert message.to == [owed.appointment.patient.email]


def test_a_name_with_markup_is_escaped_in_the_letter_and_plain_in_the_text() -> None:
    NotificationFactory(appointment__patient=PatientFactory(name="O'Neill & <b>"))

    [message] = deliver_all()

    body = parsed(message)
    assert "O&#x27;Neill &amp; &lt;b&gt;" in body.get_body(("html",)).get_content()
    assert "O'Neill & <b>" in body.get_body(("plain",)).get_content()


def test_the_calendar_part_asks_and_carries_nothing_private() -> None:
    owed = NotificationFactory(appointment__treatment__name="Bekkenbodem")

    [message] = deliver_all()

    method, event, mime_method = calendar_event(message)
    assert (method, mime_method) == ("REQUEST", "REQUEST")
    assert event["UID"] == f"{owed.appointment.uid}@localhost"
    assert (event["SEQUENCE"], event["STATUS"], event["CLASS"]) == (0, "CONFIRMED", "PRIVATE")
    assert event.decoded("DTSTART") == owed.appointment.starts_at
    assert "Bekkenbodem" not in event.to_ical().decode()
    assert "/bezoek/" not in event.to_ical().decode()


def test_the_cancellation_takes_the_same_entry_out_of_the_calendar() -> None:
    booked = NotificationFactory().appointment
    deliver_all()

    cancel(appointment=booked, by=CancelledBy.PATIENT, now=IN_TIME)
    confirmation, cancellation = deliver_all()

    method, event, mime_method = calendar_event(cancellation)
    assert (method, mime_method, event["STATUS"]) == ("CANCEL", "CANCEL", "CANCELLED")
    assert event["UID"] == f"{booked.uid}@localhost"
    assert event["SEQUENCE"] == 1
    assert event["ORGANIZER"] == calendar_event(confirmation)[1]["ORGANIZER"]


def test_a_cancellation_by_the_practice_says_sorry() -> None:
    booked = NotificationFactory().appointment
    deliver_all()

    cancel(appointment=booked, by=CancelledBy.PRACTICE, now=NOW)
    _confirmation, cancellation = deliver_all(NOW + timedelta(minutes=5))

    assert "Het spijt ons" in cancellation.body


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


def test_a_mail_repeated_after_a_crash_has_the_same_message_id() -> None:
    owed = NotificationFactory()

    ids = {compose(owed, now=NOW).message()["Message-ID"] for _ in range(2)}

    assert len(ids) == 1


def test_the_letter_is_sent_as_a_machine_writes_it() -> None:
    assert compose(NotificationFactory(), now=NOW).message()["Auto-Submitted"] == "auto-generated"


def test_one_mail_that_cannot_be_written_does_not_stop_the_others() -> None:
    broken = NotificationFactory(appointment__patient__email="geen adres\nBcc: x@y.example")
    good = NotificationFactory()

    deliver_all()

    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.status, broken.due_at) == (NotificationStatus.OWED, NOW + timedelta(seconds=30))
    assert good.status == NotificationStatus.SENT


def test_waits_grow_and_end_as_failed_after_two_days() -> None:
    owed = NotificationFactory.build(appointment=None)

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


def test_what_is_owed_is_written_with_the_change_or_not_at_all() -> None:
    booked: Appointment = NotificationFactory().appointment
    NotificationFactory(appointment=booked, kind=NotificationKind.CANCELLED, sequence=1)
    deliver_all()

    with pytest.raises(IntegrityError, match="each_state_is_told_once"):
        cancel(appointment=booked, by=CancelledBy.PATIENT, now=IN_TIME)

    booked.refresh_from_db()
    assert booked.status == AppointmentStatus.BOOKED
