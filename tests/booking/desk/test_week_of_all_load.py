"""The week of all on the largest practice that it is made for: light, and cheap when unchanged."""

import gzip
from datetime import timedelta

import pytest
from django.test import Client

from booking.models import Appointment, Patient, Practitioner, Slot
from tests.factories.booking import (
    DAY,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TreatmentFactory,
    at,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
URL = f"/beheer/agenda/?dag={DAY}&kin=allen"
SCRIPT = {"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"}
THERAPISTS, DAYS, VISITS_EACH = 12, 6, 21
MONDAY = DAY - timedelta(days=DAY.weekday())
HALF_AN_HOUR = timedelta(minutes=30)
NAMES = ("Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens")


@pytest.fixture
def full_week() -> list[Practitioner]:
    """1512 appointments of as many patients: 252 a day with 12 therapists, on six days."""
    treatment = TreatmentFactory(name="Vervolgbehandeling")
    people = PractitionerFactory.create_batch(THERAPISTS, treatments=[treatment])
    days = [MONDAY + timedelta(days=number) for number in range(DAYS)]
    total = THERAPISTS * DAYS * VISITS_EACH
    patients = Patient.objects.bulk_create(
        PatientFactory.build(name=f"Voornaam{number} {NAMES[number % len(NAMES)]}")
        for number in range(total)
    )
    Slot.objects.bulk_create(
        Slot(practitioner=person, starts_at=at(6, day=day), ends_at=at(17, day=day))
        for person in people
        for day in days
    )
    whose = iter(patients)
    Appointment.objects.bulk_create(
        AppointmentFactory.build(
            practitioner=person,
            treatment=treatment,
            patient=next(whose),
            starts_at=at(6, day=day) + number * HALF_AN_HOUR,
        )
        for person in people
        for day in days
        for number in range(VISITS_EACH)
    )
    return people


def test_a_full_week_of_twelve_therapists_is_light(
    desk: Client, full_week: list[Practitioner]
) -> None:
    queries = queries_of(desk, URL)

    page = desk.get(URL)
    assert page.content.count(b'class="agenda-slip ') == THERAPISTS * DAYS * VISITS_EACH
    assert len(queries) <= 12
    assert len(gzip.compress(page.content)) <= 100_000
