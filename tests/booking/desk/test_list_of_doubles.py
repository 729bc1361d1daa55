"""The list of patients who may be double misses nobody, and says when it does not show all."""

import pytest
from django.test import Client

from booking.models import Patient
from booking.services.patients.doubles import tell_apart
from tests.factories.booking import PatientFactory

pytestmark = pytest.mark.django_db
DOUBLES = "/beheer/patienten/dubbel/"


def add(number: int, *names: str) -> list[Patient]:
    """Patients who share a phone."""
    phone = f"+32471{number:06d}"
    rows = [PatientFactory.build(name=name, phone=phone, email="") for name in names]
    return Patient.objects.bulk_create(rows)


def test_a_double_is_found_behind_hundreds_of_relatives_who_came_later(desk: Client) -> None:
    double = add(0, "Peeters Anna", "Ana Peeters")
    for family in range(1, 302):
        add(family, "Tom Nummer", "Francisca Nummer")

    assert list(desk.get(DOUBLES).context["pairs"]) == [tuple(double)]


def test_the_list_says_whether_there_are_more_than_it_shows(desk: Client) -> None:
    doubles = [add(number, "Jo Maes", "Maes Jo") for number in range(51)]

    first = desk.get(DOUBLES)
    tell_apart(*doubles[-1])
    second = desk.get(DOUBLES)

    more = "Er zijn er nog. Ze komen hier te staan als je van deze zei of het één mens is."
    assert [len(page.context["pairs"]) for page in (first, second)] == [50, 50]
    assert [more in page.content.decode() for page in (first, second)] == [True, False]
