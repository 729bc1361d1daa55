"""A practice that patients can book at from the real clock's now on, for tests of pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from booking.models import Appointment, Practitioner, Slot, Treatment
from booking.scheduling.clock import CLINIC_TZ
from booking.services.visits.hold import hold
from tests.booking.support.racing import deadlocks
from tests.booking.support.waitlist import NEXT_WEEK, also_free_next_week, opened, waits
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory


@dataclass
class OpenPractice:
    """One therapist, one treatment; free from 9 to 12 on the clinic's clock in three days."""

    treatment: Treatment
    practitioner: Practitioner
    slot: Slot

    def at(self, hour: int, minute: int = 0) -> datetime:
        """On the day of the slot, in UTC."""
        day = self.slot.starts_at.astimezone(CLINIC_TZ).date()
        return datetime.combine(day, time(hour, minute), CLINIC_TZ).astimezone(UTC)

    def choice(self, **changes: str) -> dict[str, str]:
        """What the first page sends."""
        return {
            "behandeling": self.treatment.slug,
            "kinesitherapeut": self.practitioner.slug,
        } | changes

    def press(self, starts_at: datetime, **changes: str) -> dict[str, str]:
        """What a button in the list sends."""
        moment = f"{self.practitioner.slug}|{starts_at.isoformat()}"
        return self.choice(moment=moment, sleutel=str(uuid4())) | changes


@pytest.fixture
def practice_with_room(db: None) -> OpenPractice:
    treatment = TreatmentFactory(name="Intake rug")
    practitioner = PractitionerFactory(name="Noor Tester")
    day = timezone.localdate(timezone=CLINIC_TZ) + timedelta(days=3)
    slot = SlotFactory(
        practitioner=practitioner,
        starts_at=datetime.combine(day, time(9), CLINIC_TZ),
        ends_at=datetime.combine(day, time(12), CLINIC_TZ),
    )
    return OpenPractice(treatment, practitioner, slot)


@pytest.fixture
def held(practice_with_room: OpenPractice) -> Appointment:
    """A hold of ten minutes at nine."""
    return hold(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
        key=str(uuid4()),
        now=timezone.now(),
    )


@pytest.fixture
def details() -> Callable[..., dict[str, Any]]:
    """What a patient types, with changes."""

    def typed(**changes: Any) -> dict[str, Any]:
        return {
            "name": "Mia Voorbeeld",
            "email": "mia@patient.example",
            "phone": "0470 12 34 56",
            "consent": "on",
        } | changes

    return typed


@pytest.fixture
def desk(client: Client) -> Client:
    """The browser of the receptionist."""
    client.force_login(UserFactory(groups=["Receptie"]))
    return client


@pytest.fixture
def free_hour(db: None) -> Treatment:
    """One therapist gives it, whose hours from 8:00 to 9:00 UTC came free just now: two visits."""
    treatment: Treatment = TreatmentFactory()
    practitioner = PractitionerFactory(treatments=[treatment])
    opened(SlotFactory(practitioner=practitioner, ends_at=at(9)), NOW)
    return treatment


@pytest.fixture
def therapist(free_hour: Treatment) -> Practitioner:
    return free_hour.practitioners.get()


@pytest.fixture
def waiting_visit(free_hour: Treatment, therapist: Practitioner) -> Appointment:
    """Next week; the patient was told, and waits for an earlier moment."""
    also_free_next_week(therapist)
    booked: Appointment = AppointmentFactory(
        treatment=free_hour, practitioner=therapist, starts_at=at(8, day=NEXT_WEEK)
    )
    mail = NotificationFactory(appointment=booked)
    mail.mark_sent(NOW)
    mail.save()
    waits(free_hour, patient=booked.patient, appointment=booked)
    return booked


@pytest.fixture
def no_deadlock() -> Iterator[None]:
    """For a module of races: `pytest.mark.usefixtures`."""
    before = deadlocks()
    yield
    assert deadlocks() == before
