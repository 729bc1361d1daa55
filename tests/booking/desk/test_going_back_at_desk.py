"""Back and reloading in the forms of the desk: each step has an address that shows it again."""

from random import Random
from typing import Any

import pytest
from django.test import Client

from booking.models import Appointment, AppointmentSeries, Patient, WaitlistEntry
from booking.services.privacy.keep_answer import MOST_KEPT
from tests.booking.desk.test_whose_it_is import SCREENS, anna, patient_form, screens, weekly
from tests.factories.booking import PatientFactory
from tests.factories.users import UserFactory

__all__ = ["anna", "screens", "weekly"]

pytestmark = pytest.mark.django_db
BOOK = "/beheer/agenda/boeken/"


def found(page: Any) -> list[str]:
    return [patient.name for patient in page.context["found"]]


@SCREENS
def test_each_step_of_a_form_is_shown_again_by_its_address(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]
    search = desk.post(address, typed | {"zoek": "anna", "vind": "ja", "name": "Zus"})
    choice = desk.post(address, typed | {"zoek": "anna", "kies": anna.pk})

    for _look in range(2):  # back, and reloaded
        chosen, searched = desk.get(choice["Location"]), desk.get(search["Location"])
        assert patient_form(chosen)["name"].value() == "Peeters Anna"
        assert (found(searched), patient_form(searched)["name"].value()) == (
            ["Peeters Anna"],
            "Zus",
        )
    assert "anna" not in (search["Location"] + choice["Location"]).lower()
    assert not any(
        model.objects.exists() for model in (Appointment, AppointmentSeries, WaitlistEntry)
    )


def test_a_new_plan_of_a_series_has_an_address_too(desk: Client, screens: dict[str, Any]) -> None:
    address, typed = screens["series"]

    step = desk.post(address, typed | {"toon": "ja", "name": "Zus", "aantal": "3"})

    for _look in range(2):
        page = desk.get(step["Location"])
        assert len(page.context["proposals"]) == 3
        assert patient_form(page)["name"].value() == "Zus"


def test_the_address_of_a_step_books_nothing_and_shows_nothing_to_another_login(
    desk: Client, anna: Patient, screens: dict[str, Any]
) -> None:
    address, typed = screens["book"]
    step = desk.post(address, typed | {"kies": anna.pk})["Location"]
    assert patient_form(desk.get(step))["name"].value() == "Peeters Anna"
    other = Client()
    other.force_login(UserFactory(groups=["Receptie"]))

    page = other.get(step)

    assert patient_form(page)["name"].value() is None
    assert not Appointment.objects.exists()


def test_no_cookie_holds_what_was_typed_and_each_search_stays(desk: Client) -> None:
    PatientFactory(name="Anna Peeters")
    steps = [
        desk.post(BOOK, {"zoek": "anna", "vind": "ja", "name": f"Wie {number} " + "x" * 90})
        for number in range(40)
    ]

    assert not any("gevonden" in name for name in desk.cookies)
    assert found(desk.get(steps[-1]["Location"])) == ["Anna Peeters"]
    assert found(desk.get(steps[0]["Location"])) == ["Anna Peeters"]


def test_what_is_too_much_to_keep_is_shown_at_once(desk: Client) -> None:
    PatientFactory(name="Anna Peeters")
    words = Random(1).randbytes(MOST_KEPT).hex() * 2

    page = desk.post(BOOK, {"zoek": "anna", "vind": "ja", "name": words})

    assert (page.status_code, found(page)) == (200, ["Anna Peeters"])
    assert patient_form(page)["name"].value() == words
