"""Impossible times typed at the desk get a message, and leave no row that breaks a page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Absence, Appointment, Patient, Slot, WorkingHours
from booking.services.schedule.generate_slots import generate_slots
from tests.factories.booking import (
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
)

pytestmark = pytest.mark.django_db
CHECK_THE_YEAR = ["Kijk het jaartal na."]


@pytest.mark.parametrize("day", ["0001-01-01", "0226-11-24", "9999-12-31"])
def test_a_visit_in_an_impossible_year_is_refused(desk: Client, day: str) -> None:
    treatment = TreatmentFactory()
    typed = {
        "treatment": treatment.pk,
        "practitioner": PractitionerFactory().pk,
        "day": day,
        "time": "23:45",
        "name": "Mia Voorbeeld",
        "phone": "0470 12 34 56",
        "overrule": "on",
    }

    page = desk.post("/beheer/agenda/boeken/", typed)

    assert page.context["form"].errors == {"day": CHECK_THE_YEAR}
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "wrong"),
    [
        ("0001-01-01 00:00", "2027-01-12 10:00", "starts_at"),
        ("2027-01-12 09:00", "9999-12-31 23:59", "ends_at"),
    ],
)
@pytest.mark.parametrize(("path", "model"), [("beschikbaarheid", Slot), ("afwezigheden", Absence)])
def test_a_period_in_an_impossible_year_is_refused(
    desk: Client, path: str, model: Any, starts_at: str, ends_at: str, wrong: str
) -> None:
    typed = {
        "practitioner": PractitionerFactory().pk,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reason": "vorming",
    }

    page = desk.post(f"/beheer/{path}/new/", typed)

    assert page.context["form"].errors == {wrong: CHECK_THE_YEAR}
    assert not model.objects.exists()


def test_an_offset_that_no_place_has_is_read_as_the_moment_it_names(desk: Client) -> None:
    typed = {
        "practitioner": PractitionerFactory().pk,
        "starts_at": "2027-01-12T09:00+23:59",
        "ends_at": "2027-01-12T10:00+23:59",
    }

    desk.post("/beheer/beschikbaarheid/new/", typed)

    assert Slot.objects.get().starts_at.isoformat() == "2027-01-11T09:01:00+00:00"


def test_a_roster_that_begins_on_the_last_day_of_the_calendar_lays_nothing_out() -> None:
    WorkingHoursFactory(valid_from=date.max)

    assert generate_slots(today=date(2027, 1, 11)) == 0
    assert (WorkingHours.objects.count(), Slot.objects.count()) == (1, 0)


def test_a_length_of_millions_of_years_gets_a_message(desk: Client) -> None:
    treatment = TreatmentFactory()
    typed = {
        "name": treatment.name,
        "slug": treatment.slug,
        "complaint": "any",
        "duration": "99999999999999",
        "group": "other",
        "turnaround": "0",
        "sort_order": "0",
    }

    page = desk.post(f"/beheer/behandelingen/edit/{treatment.pk}/", typed)

    assert page.context["form"].errors.keys() == {"duration"}


def test_the_desk_adds_a_patient(desk: Client) -> None:
    typed = {"name": "Mia Voorbeeld", "phone": "0470 12 34 56", "language": "nl"}
    desk.post("/beheer/patienten/new/", typed)

    added = Patient.objects.get()
    assert (added.name, added.phone.as_e164) == ("Mia Voorbeeld", "+32470123456")


def test_a_slot_keeps_its_hours_when_it_is_saved_as_it_is(desk: Client) -> None:
    slot = SlotFactory()
    typed = {
        "practitioner": slot.practitioner.pk,
        "starts_at": "12/01/2027 09:00",
        "ends_at": "12/01/2027 12:00",
    }

    desk.post(f"/beheer/beschikbaarheid/edit/{slot.pk}/", typed)

    saved = Slot.objects.get()
    assert saved.span == slot.span
