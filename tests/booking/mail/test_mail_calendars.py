"""Calendar entries, read back by another maker's library and by the letter of RFC 5545."""

from datetime import UTC, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
import vobject
from django.core.mail import EmailMessage

from booking.choices import CancelledBy, NotificationKind
from booking.models import Appointment
from booking.scheduling.spans import Span
from booking.services.mail.owe import owe, owe_series
from booking.services.mail.send_again import send_again
from booking.services.visits.cancel import cancel
from kinesite.models import PracticeSettings
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PatientFactory,
    SeriesFactory,
    WaitlistOfferFactory,
    at,
)

pytestmark = pytest.mark.django_db
IN_TIME = NOW - timedelta(days=1)


def calendar_parts(message: EmailMessage) -> list[tuple[str, str, bytes]]:
    """Of each: its file name, METHOD of its MIME header, and its bytes as the server gets them."""
    on_the_wire = message.message().as_bytes(linesep="\r\n")
    return [
        (
            part.get_filename() or "",
            part["Content-Type"].params["method"],
            part.get_payload(decode=True),
        )
        for part in message_from_bytes(on_the_wire, policy=default).walk()
        if part.get_content_type() == "text/calendar"
    ]


def read(message: EmailMessage) -> tuple[str, Any]:
    """METHOD of the first calendar part, and its events."""
    calendar = vobject.readOne(calendar_parts(message)[0][2].decode())
    return calendar.method.value, calendar.vevent_list


def moved(visit: Appointment) -> None:
    later = Span(visit.starts_at + timedelta(hours=1), visit.ends_at + timedelta(hours=1))
    visit.move_to(later, visit.practitioner, change_until=visit.change_until, now=IN_TIME)
    visit.save()
    owe(visit, NotificationKind.MOVED, now=IN_TIME)


def test_booked_moved_and_cancelled_are_one_entry_with_a_rising_sequence() -> None:
    visit = AppointmentFactory()
    owe(visit, NotificationKind.BOOKED, now=IN_TIME)
    deliver_all(IN_TIME)
    moved(visit)
    deliver_all(IN_TIME)
    cancel(appointment=visit, by=CancelledBy.PATIENT, now=IN_TIME)

    told = [read(message) for message in deliver_all(IN_TIME)]

    assert [method for method, _events in told] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event for _method, [event] in told]
    assert {event.uid.value for event in events} == {f"{visit.uid}@localhost"}
    assert [event.sequence.value for event in events] == ["0", "1", "2"]
    assert [event.status.value for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event.dtstart.value for event in events] == [at(8), at(9), at(9)]
    assert [event.dtend.value - event.dtstart.value for event in events] == [
        timedelta(minutes=30)
    ] * 3
    assert len({event.organizer.value for event in events}) == 1


def test_the_mime_parts_name_the_method_and_hold_the_same_bytes() -> None:
    NotificationFactory()

    [message] = deliver_all()

    alternative, attached = calendar_parts(message)
    assert alternative[:2] == ("", "REQUEST")
    assert attached[:2] == ("afspraak.ics", "REQUEST")
    assert alternative[2].strip() == attached[2].strip()


def test_a_series_is_one_file_with_all_visits_also_the_cancelled() -> None:
    series = SeriesFactory()
    of_series = {"series": series, "patient": series.patient, "treatment": series.treatment}
    first = AppointmentFactory(**of_series)
    second = AppointmentFactory(**of_series, starts_at=at(9))
    owe_series(series, now=NOW)
    deliver_all()
    second.cancel(by=CancelledBy.PATIENT, now=IN_TIME)
    second.save()
    send_again(appointment=first, now=IN_TIME)

    _first, message = deliver_all(IN_TIME)

    method, events = read(message)
    assert [part[:2] for part in calendar_parts(message)] == [("afspraken.ics", "PUBLISH")]
    assert method == "PUBLISH"
    assert [(event.uid.value, event.status.value, event.sequence.value) for event in events] == [
        (f"{first.uid}@localhost", "CONFIRMED", "0"),
        (f"{second.uid}@localhost", "CANCELLED", "1"),
    ]
    assert [hasattr(event, "attendee") for event in events] == [False, False]


def test_a_visit_of_a_series_that_moves_alone_changes_its_own_entry() -> None:
    series = SeriesFactory()
    visit = AppointmentFactory(series=series, patient=series.patient, treatment=series.treatment)
    owe_series(series, now=IN_TIME)
    deliver_all(IN_TIME)

    moved(visit)
    published, update = [read(message) for message in deliver_all(IN_TIME)]

    assert update[0] == "REQUEST"
    [before], [after] = published[1], update[1]
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")


@pytest.mark.parametrize("kind", ["reminder", "place", "offer", "links"])
def test_what_changes_nothing_carries_no_entry(kind: str) -> None:
    offer = WaitlistOfferFactory()
    patient = offer.entry.patient
    about: dict[str, Any] = {
        "reminder": {"appointment": AppointmentFactory(patient=patient)},
        "place": {"entry": offer.entry, "appointment": None},
        "offer": {"offer": offer, "appointment": None},
        "links": {"appointment": None},
    }[kind]
    NotificationFactory(kind=kind, patient=patient, **about)

    [message] = deliver_all()

    assert calendar_parts(message) == []


def test_commas_lines_and_emoji_come_back_as_they_were() -> None:
    practice = "Kine, Rug; \\ & “Knie” \N{PERSON IN LOTUS POSITION} " + "é" * 60
    PracticeSettings.objects.update_or_create(
        defaults={"name": practice, "street": "Dorp 1, bus 2"}
    )
    NotificationFactory(appointment__patient=PatientFactory(email="mia+kine@patient.example"))

    [message] = deliver_all()

    _method, [event] = read(message)
    assert event.summary.value == f"Afspraak bij {practice}"
    assert event.location.value.startswith("Dorp 1, bus 2")
    assert event.attendee.value == "mailto:mia+kine@patient.example"


def test_lines_are_folded_and_ended_as_the_standard_asks_and_hours_are_utc() -> None:
    PracticeSettings.objects.update_or_create(defaults={"name": "Praktijk " + "ë" * 90})
    NotificationFactory()

    [message] = deliver_all()

    _name, _method, entry = calendar_parts(message)[1]
    lines = entry.split(b"\r\n")
    assert [line for line in lines if b"\n" in line or len(line) > 75] == []
    assert b"DTSTART:20270112T080000Z" in lines
    assert f"DTSTAMP:{NOW.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode() in lines


def test_nothing_medical_and_no_link_stands_in_an_entry() -> None:
    NotificationFactory(
        appointment__treatment__name="Bekkenbodem",
        appointment__patient=PatientFactory(name="Mia Voorbeeld"),
    )

    [message] = deliver_all()

    entry = calendar_parts(message)[0][2].decode()
    found = [word for word in ("Bekkenbodem", "Mia", "http", "DESCRIPTION") if word in entry]
    assert found == []
