"""An appointment of a patient who was told of it, and holds to move it to."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from booking.choices import NotificationKind
from booking.models import Appointment, Notification, Practitioner
from booking.services.mail.owe import owe
from booking.services.visits.hold import hold
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

TUESDAY, THURSDAY = date(2027, 1, 19), date(2027, 1, 21)
SOON = timedelta(minutes=1)


@pytest.fixture
def practitioner() -> Practitioner:
    """A therapist who works on Tuesday and Thursday of next week, from 8 to 11 UTC."""
    TreatmentFactory(turnaround=timedelta(minutes=5))
    person: Practitioner = PractitionerFactory()
    for day in (TUESDAY, THURSDAY):
        SlotFactory(practitioner=person, starts_at=at(8, day=day), ends_at=at(11, day=day))
    return person


@pytest.fixture
def visit(practitioner: Practitioner) -> Appointment:
    """An appointment on Tuesday at 9 UTC, of which the patient was told."""
    booked: Appointment = AppointmentFactory(
        practitioner=practitioner,
        treatment=practitioner.treatments.get(),
        starts_at=at(9, day=TUESDAY),
    )
    owe(booked, NotificationKind.BOOKED, now=NOW)
    mail = Notification.objects.get()
    mail.mark_sent(NOW)
    mail.save()
    return booked


def hold_for(visit: Appointment, starts_at: datetime, *, now: datetime = NOW) -> Appointment:
    """Hold a time to move to, with the same therapist and by a visitor of its own."""
    return hold(
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=starts_at,
        key=uuid4(),
        now=now,
        moves=visit,
    )


def owed() -> list[NotificationKind]:
    return [NotificationKind(mail.kind) for mail in Notification.objects.owed()]
