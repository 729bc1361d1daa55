"""What the letters say, in text, in HTML and to a calendar."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking import links
from booking.choices import ABOUT_A_SUBSTITUTION, CancelledBy, NotificationKind
from booking.emails import compose
from booking.models import Notification
from booking.services.visits.cancel import cancel
from tests.booking.support.letters import calendar_event, deliver_all, parsed
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.illness import SubstitutionFactory

pytestmark = pytest.mark.django_db
# Early enough for a patient to cancel online.
IN_TIME = NOW - timedelta(days=1)


def test_the_confirmation_says_when_with_whom_and_how_to_cancel() -> None:
    owed = NotificationFactory(appointment__practitioner__name="Noor Tester")

    [message] = deliver_all()

    link = f"http://localhost:8000{links.visit_path(owed.appointment)}"
    body = parsed(message)
    for kind in ("plain", "html"):
        text = body.get_body((kind,)).get_content()
        assert "dinsdag 12 januari 2027, 9.00\xa0u" in text
        assert "Noor Tester" in text
        assert link in text
    assert message.subject == "Je afspraak op dinsdag 12 januari 2027 om 9.00\xa0u"
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


# Day sheets go to the desk: see test_evening_mail.py.
TO_PATIENTS = [kind for kind in NotificationKind if kind != NotificationKind.SHEETS]


def owed_of(kind: NotificationKind) -> Notification:
    """With what a mail of this kind is about."""
    if kind == NotificationKind.SERIES:
        series = SeriesFactory()
        return NotificationFactory(
            kind=kind, appointment=None, series=series, patient=series.patient
        )
    if kind == NotificationKind.ENTRY:
        entry = WaitlistEntryFactory(appointment=AppointmentFactory())
        return NotificationFactory(kind=kind, appointment=None, entry=entry, patient=entry.patient)
    if kind in {NotificationKind.OFFER, NotificationKind.WITHDRAWN}:
        offer = WaitlistOfferFactory()
        return NotificationFactory(
            kind=kind, appointment=None, offer=offer, patient=offer.entry.patient
        )
    if kind in ABOUT_A_SUBSTITUTION:
        asked = SubstitutionFactory()
        return NotificationFactory(
            kind=kind, appointment=None, substitution=asked, patient=asked.appointment.patient
        )
    if kind == NotificationKind.LINKS:
        return NotificationFactory(kind=kind, appointment=None, patient=PatientFactory())
    return NotificationFactory(kind=kind)


@pytest.mark.parametrize("kind", TO_PATIENTS)
def test_a_mail_repeated_after_a_crash_has_the_same_message_id(kind: NotificationKind) -> None:
    owed = owed_of(kind)

    ids = {compose(owed, now=NOW).message()["Message-ID"] for _ in range(2)}

    assert len(ids) == 1


@pytest.mark.parametrize("kind", TO_PATIENTS)
def test_every_letter_says_that_a_machine_sent_it_from_one_mailbox(kind: NotificationKind) -> None:
    message = compose(owed_of(kind), now=NOW)

    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert message.from_email == "Kinepraktijk <afspraken@kinesite.example>"


@pytest.mark.parametrize("kind", TO_PATIENTS)
def test_a_letter_costs_few_queries(kind: NotificationKind) -> None:
    owed_of(kind)
    owed = Notification.objects.for_sending().get()

    with CaptureQueriesContext(connection) as queries:
        compose(owed, now=NOW)

    # The practice, its own words, and the visits of a series, whether another offer can come, or
    # the times to choose from.
    longer = {NotificationKind.SERIES, NotificationKind.WITHDRAWN, *ABOUT_A_SUBSTITUTION}
    assert len(queries) == (3 if kind in longer else 2)


def test_a_mail_that_the_desk_sends_again_has_a_message_id_of_its_own() -> None:
    owed = NotificationFactory()
    first = compose(owed, now=NOW).message()["Message-ID"]

    owed.send_again(NOW + timedelta(minutes=1))

    assert compose(owed, now=NOW).message()["Message-ID"] != first
