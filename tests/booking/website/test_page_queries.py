"""What the pages of a booking ask of the database, in a practice of full size."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Appointment, Slot, Treatment
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TreatmentFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
MOST = 8


def fill(treatment: Treatment, *, therapists: int, weeks: int) -> None:
    """Each has four hours a day, of which the first two are booked."""
    people = PractitionerFactory.create_batch(therapists, treatments=[treatment])
    today = timezone.localdate(timezone=CLINIC_TZ)
    mornings = [
        datetime.combine(today + timedelta(days=day), time(9), CLINIC_TZ).astimezone(UTC)
        for day in range(1, weeks * 7)
    ]
    Slot.objects.bulk_create(
        Slot(practitioner=person, starts_at=morning, ends_at=morning + timedelta(hours=4))
        for person in people
        for morning in mornings
    )
    patient = PatientFactory()
    Appointment.objects.bulk_create(
        AppointmentFactory.build(
            practitioner=person,
            treatment=treatment,
            patient=patient,
            starts_at=morning,
            ends_at=morning + timedelta(hours=2),
        )
        for person in people
        for morning in mornings
    )


@pytest.mark.parametrize("name", ["therapists", "openings"])
def test_ten_therapists_and_eight_weeks_take_as_few_queries_as_one_therapist(
    name: str, client: Client
) -> None:
    treatment = TreatmentFactory()
    url = f"{reverse(f'booking:{name}')}?behandeling={treatment.slug}"
    fill(treatment, therapists=1, weeks=1)
    alone = queries_of(client, url)
    fill(treatment, therapists=9, weeks=8)

    together = queries_of(client, url)

    assert len(together) == len(alone)
    assert len(together) <= MOST
