"""A booking that is confirmed beside the agenda, without another page."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.emails.compose import compose
from booking.models import Appointment, Notification, Patient
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_rail import RAIL, address, fields, words
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    TreatmentFactory,
)
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Patient:
    patient: Patient = PatientFactory(
        name="Anna Peeters", email="anna@patient.example", phone="+32470112233"
    )
    return patient


def test_a_known_patient_is_booked_by_one_press(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, patient=anna.pk)

    shown = desk.get(ask, headers=RAIL)
    done = desk.post(ask, fields(shown), headers=RAIL)

    for text in ("Anna Peeters", 'href="tel:+32470112233"', "10.00 u – 10.30 u", "Noor Tester"):
        assert text in words(shown), text
    assert "vertrekt over enkele minuten naar anna@patient.example" in words(shown)
    assert ("<html" in words(shown), 'type="email"' in words(shown)) == (False, False)
    visit = Appointment.objects.get()
    assert (visit.patient, visit.starts_at) == (anna, practice_with_room.at(10))
    shown_at = json.loads(done["HX-Trigger"])["phone:booked"]
    assert shown_at == f"/beheer/agenda/?dag={visit.day}&kaart={visit.pk}"
    assert "De afspraak is geboekt: Anna Peeters" in words(desk.get(shown_at))


def test_a_booking_is_undone_from_the_bar_and_nobody_hears_of_it(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, patient=anna.pk)
    done = desk.post(ask, fields(desk.get(ask, headers=RAIL)), headers=RAIL)
    page = desk.get(json.loads(done["HX-Trigger"])["phone:booked"]).content.decode()
    [undo] = re.findall(r'action="([^"]*ongedaan[^"]*)"', page)
    [was] = re.findall(r'name="was" value="([^"]+)"', page)

    desk.post(undo.replace("&amp;", "&"), {"was": was})

    visit = Appointment.objects.get()
    assert (visit.is_cancelled, visit.patient) == (True, anna)
    assert not Notification.objects.exists()


def test_a_second_press_books_nothing_more(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, patient=anna.pk)
    sent = fields(desk.get(ask, headers=RAIL))

    for _ in range(2):
        assert "HX-Trigger" in desk.post(ask, sent, headers=RAIL)

    assert Appointment.objects.count() == 1


def test_somebody_new_needs_a_name_and_a_phone_number(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    ask = address(practice_with_room)
    sent = fields(desk.get(ask, headers=RAIL))

    refused = desk.post(ask, sent | {"name": "Tom Maes"}, headers=RAIL)
    done = desk.post(ask, sent | {"name": "Tom Maes", "phone": "0499 00 00 00"}, headers=RAIL)

    assert "Vul een telefoonnummer of een e-mailadres in." in words(refused)
    assert fields(refused)["name"] == "Tom Maes"
    assert "HX-Trigger" in done
    assert Appointment.objects.get().patient == Patient.objects.get(name="Tom Maes")


def test_somebody_nearly_known_is_asked_about_in_the_rail(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room)
    sent = fields(desk.get(ask, headers=RAIL)) | {"name": "Ana Peeters", "phone": "0470 11 22 33"}

    asked = desk.post(ask, sent, headers=RAIL)
    answer = {"zelfde": str(anna.pk), "zelfde_voor": asked.context["answered_for"]}
    done = desk.post(ask, sent | answer, headers=RAIL)

    assert "Is dit dezelfde?" in words(asked)
    assert "HX-Trigger" in done
    assert Appointment.objects.get().patient == anna


def test_a_patient_without_phone_and_mail_is_asked_for_one(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    nobody = PatientFactory(name="Zonder Iets", email="", phone="")
    ask = address(practice_with_room, patient=nobody.pk)
    shown = desk.get(ask, headers=RAIL)

    done = desk.post(ask, fields(shown) | {"phone": "0499 00 00 00"}, headers=RAIL)

    assert 'type="tel"' in words(shown)
    assert "HX-Trigger" in done or "Is dit dezelfde?" in words(done)


def test_only_treatments_of_that_therapist_are_offered_with_their_minutes(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    long = TreatmentFactory(name="Lymfe", duration=timedelta(hours=1))
    practice_with_room.practitioner.treatments.add(long)
    elsewhere = TreatmentFactory(name="Elders")
    ask = address(practice_with_room, patient=anna.pk)

    shown = desk.get(ask, headers=RAIL)
    sent = fields(shown) | {"treatment": str(long.pk), "vooraf": "ja"}
    other = desk.get(desk.post(ask, sent, headers=RAIL)["Location"], headers=RAIL)

    offered = [text for text, _one in soup(shown).find("option")]
    assert "Lymfe (60 minuten)" in offered
    assert not [text for text in offered if elsewhere.name in text]
    assert "10.00 u – 11.00 u" in words(other)
    assert "Anna Peeters" in words(other)
    assert Appointment.objects.count() == 0


def test_what_breaks_a_rule_is_booked_only_with_a_tick(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, hour="13:00", patient=anna.pk)
    sent = fields(desk.get(ask, headers=RAIL))

    refused = desk.post(ask, sent, headers=RAIL)
    done = desk.post(ask, sent | {"overrule": "on"}, headers=RAIL)

    assert "de kinesitherapeut werkt dan niet of is afwezig" in words(refused)
    assert 'name="overrule"' in words(refused)
    page = desk.get(json.loads(done["HX-Trigger"])["phone:booked"])
    assert "Buiten de regels: de kinesitherapeut werkt dan niet" in words(page)


def test_series_and_waiting_list_begin_with_the_patient_and_the_last_treatment(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    AppointmentFactory(
        patient=anna,
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=timezone.now() - timedelta(days=3),
    )

    series = desk.get(f"/beheer/agenda/reeks/?patient={anna.pk}")
    waiting = desk.get(f"/beheer/wachtlijst/erbij/?patient={anna.pk}")

    assert series.context["patient"]["name"].value() == "Anna Peeters"
    assert series.context["form"]["treatment"].value() == practice_with_room.treatment.slug
    assert f'name="patient" value="{anna.pk}"' in words(series)
    form = waiting.context["form"]
    assert form["name"].value() == "Anna Peeters"
    assert form["treatment"].value() == practice_with_room.treatment.pk


def test_the_rail_takes_the_same_queries_for_any_number_of_appointments(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, patient=anna.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(ask, headers=RAIL)
        return len(asked)

    queries()
    few = queries()
    for day in range(1, 8):
        AppointmentFactory(
            patient=anna,
            practitioner=practice_with_room.practitioner,
            treatment=practice_with_room.treatment,
            starts_at=practice_with_room.at(9) + timedelta(days=day),
        )
    TreatmentFactory()

    assert queries() == few <= 20


def test_a_note_that_is_typed_with_the_booking_stands_with_it_and_in_no_mail(
    desk: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    ask = address(practice_with_room, patient=anna.pk)
    typed = fields(desk.get(ask, headers=RAIL))

    refused = desk.post(ask, typed | {"note": "x" * 301}, headers=RAIL)
    assert "hoogstens 300 tekens" in words(refused)
    assert not Appointment.objects.exists()
    desk.post(ask, typed | {"note": "Belt aan de zijdeur"}, headers=RAIL)

    visit = Appointment.objects.get()
    assert visit.note == "Belt aan de zijdeur"
    mail = compose(Notification.objects.get(appointment=visit), now=timezone.now())
    assert visit.note not in str(mail.message())
