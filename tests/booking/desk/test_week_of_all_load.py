"""The week of all on the largest practice that it is made for: light, and cheap when unchanged."""

import gzip
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Appointment, Patient, Practitioner, Slot
from booking.services.visits.attendance import check_in
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


def test_nothing_new_takes_three_queries_and_a_move_brings_its_lines_alone(
    desk: Client, full_week: list[Practitioner]
) -> None:
    page = desk.get(URL).content.decode()
    [stand] = re.findall(r'name="stand" value="([^"]+)"', page)
    news = f"/beheer/agenda/nieuws/?dag={DAY}&kin=allen&{urlencode({'stand': stand})}"
    etag = desk.get(news, headers=SCRIPT)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        unchanged = desk.get(news, headers={**SCRIPT, "If-None-Match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert len(queries) <= 3

    with transaction.atomic():  # as what is changed comes in a transaction of its own
        visit = Appointment.objects.filter(practitioner=full_week[4]).earliest("starts_at")
        check_in(appointment=visit, now=visit.starts_at)
    changed = desk.get(news, headers={**SCRIPT, "If-None-Match": etag}).content.decode()

    swapped = re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob', changed)
    assert swapped == [f"rij-{full_week[4].pk}", "agenda-sum", "agenda-stand"]
