"""Each form of the desk finds a known patient, and asks before it makes a second row of one."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.models import Appointment, AppointmentSeries, Patient, WaitlistEntry
from booking.services.patients.merge import merge_patients
from tests.booking.conftest import OpenPractice
from tests.booking.support.buttons import default_button
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory
from tests.factories.users import UserFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
# The name and the phone number are nearly those of Anna.
NEARLY = {"name": "Ana Peeters", "phone": "0470 11 22 33", "email": "", "contact_name": ""}


@pytest.fixture
def anna() -> Patient:
    patient: Patient = PatientFactory(
        name="Peeters Anna", email="anna@patient.example", phone="+32470112233"
    )
    return patient


@pytest.fixture
def screens(
    desk: Client, practice_with_room: OpenPractice, weekly: Weekly
) -> dict[str, tuple[str, dict[str, Any]]]:
    """The address of each form that books for a patient, and what is typed but for the patient."""
    start = practice_with_room.slot.starts_at
    today = timezone.localdate()
    plan = desk.get("/beheer/agenda/reeks/", weekly.wish())
    moments = dict(
        zip((one.name for one in plan.context["proposals"]), proposed(plan), strict=True)
    )
    return {
        "book": (
            "/beheer/agenda/boeken/",
            {
                "treatment": practice_with_room.treatment.pk,
                "practitioner": practice_with_room.practitioner.pk,
                "day": start.date().isoformat(),
                "time": "09:30",
            },
        ),
        "series": (
            "/beheer/agenda/reeks/",
            weekly.wish() | moments | {"getoond": plan.context["planned_for"]},
        ),
        "waiting list": (
            "/beheer/wachtlijst/erbij/",
            {
                "treatment": practice_with_room.treatment.pk,
                "weekdays": ["1", "3"],
                "from_day": today,
                "until_day": today + timedelta(days=7),
                "key": uuid4(),
            },
        ),
    }


SCREENS = pytest.mark.parametrize("screen", ["book", "series", "waiting list"])


def patient_form(page: Any) -> Any:
    form = page.context["form"]
    return form if "name" in form.fields else page.context["patient"]


def stored() -> int:
    return sum(model.objects.count() for model in (Appointment, AppointmentSeries, WaitlistEntry))


@SCREENS
def test_choosing_a_found_patient_fills_in_the_details_and_keeps_what_was_typed(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]

    found = desk.post(address, typed | {"zoek": "anna peeters", "vind": "ja"}, follow=True)
    chosen = desk.post(address, typed | {"zoek": "anna peeters", "kies": anna.pk}, follow=True)

    assert [patient.pk for patient in found.context["found"]] == [anna.pk]
    values = {name: patient_form(chosen)[name].value() for name in ("name", "phone", "email")}
    assert values == {
        "name": "Peeters Anna",
        "phone": "0470 11 22 33",
        "email": "anna@patient.example",
    }
    for page in (found, chosen):
        form = page.context["form"]
        for name in set(typed) & set(form.fields):
            assert str(form[name].value()) == str(typed[name]), name
    assert stored() == 0


@SCREENS
def test_what_was_filled_in_from_a_found_patient_is_for_that_patient(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]
    chosen = desk.post(address, typed | {"kies": anna.pk}, follow=True)
    form = patient_form(chosen)

    page = desk.post(
        address, typed | {name: form[name].value() or "" for name in (*NEARLY, "language")}
    )

    assert (page.status_code, Patient.objects.get()) == (302, anna)


@SCREENS
def test_a_search_on_a_form_takes_the_same_queries_and_shows_ten(
    desk: Client, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = desk.post(address, typed | {"zoek": "voorbeeld", "vind": "ja"}, follow=True)
        assert "voorbeeld" not in page.request["QUERY_STRING"]
        return len(asked)

    AppointmentFactory(patient=PatientFactory())
    few = queries()
    for _ in range(11):
        AppointmentFactory(patient=PatientFactory())

    assert queries() <= few
    page = desk.post(address, typed | {"zoek": "voorbeeld", "vind": "ja"}, follow=True)
    assert len(page.context["found"]) == 10
    assert "Er zijn er meer dan 10." in page.content.decode()


@SCREENS
def test_enter_searches_only_when_new_words_stand_in_the_search_field(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]
    enter = typed | NEARLY | {"name": "Tom Maes", "phone": "0499 00 00 00", "enter": "ja"}

    searched = desk.post(address, enter | {"zoek": "peeters"}, follow=True)
    assert (len(searched.context["found"]), stored()) == (1, 0)
    assert default_button(searched)["name"] == "enter"

    assert desk.post(address, enter | {"zoek": "peeters", "gezocht": "peeters"}).status_code == 302


@SCREENS
def test_nearly_the_same_details_are_asked_about_before_anything_is_stored(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]

    asked = desk.post(address, typed | NEARLY)

    assert [patient.pk for patient in asked.context["candidates"]] == [anna.pk]
    assert "Is dit dezelfde?" in asked.content.decode()
    assert (stored(), Patient.objects.get()) == (0, anna)
    assert patient_form(asked)["name"].value() == "Ana Peeters"


@SCREENS
@pytest.mark.parametrize(
    ("answer", "people"),
    [
        ("{pk}", [("Peeters Anna", "anna@patient.example")]),
        ("{pk}:nieuw", [("Ana Peeters", "anna@patient.example")]),
        ("nieuw", [("Ana Peeters", ""), ("Peeters Anna", "anna@patient.example")]),
    ],
)
def test_one_press_answers_and_books(
    desk: Client,
    anna: Patient,
    screens: dict[str, Any],
    screen: str,
    answer: str,
    people: list[tuple[str, str]],
) -> None:
    address, typed = screens[screen]
    asked = desk.post(address, typed | NEARLY)
    pressed = {"zelfde": answer.format(pk=anna.pk), "zelfde_voor": asked.context["answered_for"]}

    page = desk.post(address, typed | NEARLY | pressed)

    assert page.status_code == 302
    assert sorted(Patient.objects.values_list("name", "email")) == people
    assert stored() > 0


@SCREENS
def test_an_answer_about_other_details_does_not_count(
    desk: Client, anna: Patient, screens: dict[str, Any], screen: str
) -> None:
    address, typed = screens[screen]
    asked = desk.post(address, typed | NEARLY)
    pressed = {"zelfde": f"{anna.pk}:nieuw", "zelfde_voor": asked.context["answered_for"]}

    again = desk.post(address, typed | NEARLY | {"name": "Bert Maes"} | pressed)

    assert again.context["candidates"]
    assert (stored(), Patient.objects.get().name) == (0, "Peeters Anna")


def test_whom_the_desk_chose_and_who_was_merged_meanwhile_is_the_one_who_stays(
    desk: Client, anna: Patient, screens: dict[str, Any]
) -> None:
    address, typed = screens["book"]
    stays: Patient = PatientFactory(name="Anna Peeters", email="ap@patient.example")
    merge_patients(keep=stays, gone=anna, details=stays.contact_details, now=timezone.now())

    chosen = desk.post(address, typed | {"kies": anna.pk}, follow=True)

    assert chosen.context["form"]["email"].value() == "ap@patient.example"


@pytest.mark.parametrize("pk", ["0", "nonsense", "99999999999999999999", "-1"])
def test_a_forged_choice_fills_in_nothing(desk: Client, screens: dict[str, Any], pk: str) -> None:
    address, typed = screens["book"]

    for button in ("kies", "zelfde"):
        assert desk.post(address, typed | NEARLY | {button: pk}).status_code in {200, 302}


def test_whoever_may_not_see_patients_finds_none(
    client: Client, practice_with_room: OpenPractice, anna: Patient
) -> None:
    person = UserFactory()
    for codename in ("access_admin", "add_appointment"):
        person.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(person)

    page = client.post("/beheer/agenda/boeken/", {"zoek": "anna", "vind": "ja", "kies": anna.pk})

    assert (page.context["finder"], "Peeters" in page.content.decode()) == (None, False)
