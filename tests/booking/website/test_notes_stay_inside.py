"""No note of the desk leaves it: not by mail, calendar, page for patients or log."""

import logging
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.booking.support.owing import done, heard
from tests.booking.support.patient_pages import PAGES, Visitor, visitor
from tests.factories.booking import AppointmentFactory, NotificationFactory

__all__ = ["visitor"]
pytestmark = pytest.mark.django_db
SECRET = "Achterdeurbel"


def note_everywhere() -> None:
    """Keep a note with every patient, and with every appointment that has one."""
    Patient.objects.update(note=SECRET)
    Appointment.objects.exclude(patient=None).update(note=SECRET)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_for_patients_shows_a_note(visitor: Visitor, name: str) -> None:
    assert [visitor.entry, visitor.offer, visitor.series]
    note_everywhere()

    assert SECRET not in PAGES[name](visitor).content.decode()


@pytest.mark.parametrize("name", ["calendar_file", "series_calendar_file"])
def test_no_calendar_file_holds_a_note(visitor: Visitor, name: str) -> None:
    token = visitor.visit_token if name == "calendar_file" else visitor.series_token
    note_everywhere()

    file = visitor.get(name, token).content.decode()

    assert ("BEGIN:VEVENT" in file, SECRET in file) == (True, False)


def test_no_mail_and_no_calendar_in_it_holds_a_note() -> None:
    visit = AppointmentFactory()
    NotificationFactory(appointment=visit)
    note_everywhere()

    done(visit, "sent to10 sent reminded sent cancelled")

    assert heard() == "booked 9, moved 9 10, reminded 10, cancelled 10"
    for message in mail.outbox:
        parts = [part.get_payload(decode=True) for part in message.message().walk()]
        assert SECRET.encode() not in b" ".join(part for part in parts if part)


def test_no_log_holds_a_note_that_is_written_or_refused(
    desk: Client, practice_with_room: OpenPractice, caplog: Any
) -> None:
    visit = AppointmentFactory(practitioner=practice_with_room.practitioner)
    caplog.set_level(logging.DEBUG)

    for note in (SECRET, SECRET * 30):
        for name, pk in (
            ("agenda:note", visit.pk),
            ("agenda:patient_note", visit.pk),
            ("patienten:note", visit.patient.pk),
        ):
            desk.post(reverse(name, args=[pk]), {"note": note})

    visit.refresh_from_db()
    assert (visit.note, visit.patient.note) == (SECRET, SECRET)
    said = [f"{record.getMessage()} {record.args}" for record in caplog.records]
    assert [line for line in said if SECRET in line and not is_query(line)] == []


def is_query(line: str) -> bool:
    """Tell whether it is an SQL statement, which Django logs in tests and under DEBUG alone."""
    return "INSERT" in line or "UPDATE" in line or "SELECT" in line
