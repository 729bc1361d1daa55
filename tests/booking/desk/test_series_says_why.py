"""What the plan of a series says of a day, at its place and for as long as it is so."""

import pytest
from django.test import Client

from booking.models import Appointment
from tests.booking.desk.test_series_on_grid import above
from tests.booking.support.planned import SCREEN, fields, others, press
from tests.booking.support.weekly import Weekly, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
JOS = {"name": "Jos Voorbeeld", "phone": "0470 12 34 56", "email": "jos@patient.example"}


def test_that_a_day_is_full_is_said_after_each_press_for_as_long_as_it_is(
    desk: Client, weekly: Weekly
) -> None:
    full = weekly.days[2]
    AppointmentFactory(
        practitioner=weekly.practitioner, starts_at=weekly.at(full, 17), ends_at=weekly.at(full, 19)
    )
    page = desk.get(SCREEN, weekly.wish())

    later = press(desk, page, toont=str(weekly.days[0]))
    moved = press(desk, later, start=others(later)["10.00"])
    assert "is volzet op die uren. Dit ligt het dichtst." in above(later)
    assert "is volzet op die uren. Dit ligt het dichtst." in above(moved)

    Appointment.objects.all().delete()
    assert "is volzet" not in above(press(desk, moved, toont=str(full)))


def test_a_day_on_which_a_typed_patient_comes_already_is_named_at_its_appointment(
    desk: Client, weekly: Weekly
) -> None:
    known = PatientFactory(name=JOS["name"], email=JOS["email"])
    AppointmentFactory(patient=known, starts_at=weekly.at(weekly.days[1], 9))
    page = desk.get(SCREEN, weekly.wish())

    refused = desk.post(SCREEN, fields(page) | JOS, follow=True)

    assert list(refused.context["patient"].errors) == ["overrule"]
    notes = [row.proposal.note.replace("\u00a0", " ") for row in refused.context["rows"]]
    assert notes == ["", "De patiënt komt die dag al, om 9.00 u.", "", ""]
    assert "2 De patiënt komt die dag al, om 9.00 u." in above(refused).replace("\u00a0", " ")
    assert not Appointment.objects.exclude(patient=known).exists()
