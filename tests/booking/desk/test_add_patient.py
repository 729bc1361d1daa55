"""The form of a new patient, which asks whether it is one who is known already."""

import pytest
from django.test import Client

from booking.models import Patient
from tests.factories.booking import PatientFactory

pytestmark = pytest.mark.django_db
ADD = "/beheer/patienten/new/"
# The name and the phone number are nearly those of Anna.
NEARLY = {"name": "Ana Peeters", "phone": "0470 11 22 33", "email": "", "contact_name": ""}


@pytest.fixture
def anna() -> Patient:
    patient: Patient = PatientFactory(
        name="Peeters Anna", email="anna@patient.example", phone="+32470112233"
    )
    return patient


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ({"name": "Anna Peeters", "phone": "0470 11 22 33"}, True),
        ({"name": "Àna Peeters", "email": "anna@patient.example"}, True),
        ({"name": "Mevrouw Anders", "phone": "0470 11 22 33"}, True),
        ({"name": "anna PEETERS", "phone": "0499 99 99 99"}, True),
        ({"name": "Ana Peeters", "phone": "0470 11 22 34"}, True),
        ({"name": "Ana Peeters", "email": "ana@patient.example"}, True),
        ({"name": "Ana Peeters", "phone": "0499 99 99 99"}, False),
        ({"name": "Bert Maes", "phone": "0499 99 99 99"}, False),
    ],
)
def test_it_asks_about_the_same_contact_or_name_and_nobody_else(
    desk: Client, anna: Patient, typed: dict[str, str], asks: bool
) -> None:
    page = desk.post(ADD, {"phone": "", "email": ""} | typed)

    assert (page.status_code == 200, Patient.objects.count() == 1) == (asks, asks)


@pytest.mark.parametrize(
    ("answer", "count"), [("{pk}", 1), ("{pk}:nieuw", 1), ("nieuw", 2), ("", 1)]
)
def test_a_patient_is_added_after_the_answer(
    desk: Client, anna: Patient, answer: str, count: int
) -> None:
    asked = desk.post(ADD, NEARLY)
    pressed = {"zelfde": answer.format(pk=anna.pk), "zelfde_voor": asked.context["answered_for"]}

    desk.post(ADD, NEARLY | pressed)

    assert Patient.objects.count() == count
