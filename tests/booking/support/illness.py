"""Tibo is ill on Tuesday; Wout works then, and Tibo is back on Thursday."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from booking.choices import NotificationStatus
from booking.models import Absence, Appointment, Practitioner, Substitution, Treatment
from booking.scheduling.clock import CLINIC_TZ, clinic_date, clinic_day, clinic_span
from booking.services.schedule.fall_ill import Illness, fall_ill
from booking.services.substitutes.find import find_substitutes
from booking.services.substitutes.offer import Ticked, visits_to_offer
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

THURSDAY = date(2027, 1, 14)


@dataclass(frozen=True)
class Practice:
    """Both give the treatment of half an hour, and work from 8 to 11 UTC."""

    treatment: Treatment
    tibo: Practitioner
    wout: Practitioner
    start: datetime

    def visit_at(self, hour: int, **more: Any) -> Appointment:
        """An appointment with Tibo at an hour of the clinic's clock on the day of `start`."""
        day = clinic_date(self.start)
        starts_at = datetime.combine(day, time(hour), CLINIC_TZ).astimezone(UTC)
        booked: Appointment = AppointmentFactory(
            **{"treatment": self.treatment, "practitioner": self.tibo} | more,
            starts_at=starts_at,
        )
        return booked

    def visit(self, hour: int = 8, minute: int = 0, **more: Any) -> Appointment:
        """An appointment with Tibo on Tuesday that its patient was told of."""
        booked: Appointment = AppointmentFactory(
            **{"treatment": self.treatment, "practitioner": self.tibo} | more,
            starts_at=at(hour, minute),
        )
        NotificationFactory(appointment=booked, status=NotificationStatus.SENT, sent_at=NOW)
        return booked


def two_therapists() -> Practice:
    treatment = TreatmentFactory()
    tibo = PractitionerFactory(name="Tibo Rietmaeker", treatments=[treatment])
    wout = PractitionerFactory(name="Wout Maes", treatments=[treatment])
    for person in (tibo, wout):
        SlotFactory(practitioner=person)
    SlotFactory(practitioner=tibo, starts_at=at(8, day=THURSDAY), ends_at=at(11, day=THURSDAY))
    return Practice(treatment, tibo, wout, at(8))


def real_day() -> Practice:
    """The same in three days from the real clock's now; Tibo is back two days later."""
    practice = two_therapists()
    first = timezone.localdate(timezone=CLINIC_TZ) + timedelta(days=3)
    for person, day in (
        (practice.tibo, first),
        (practice.wout, first),
        (practice.tibo, first + timedelta(days=2)),
    ):
        hours = clinic_span(day, time(9), time(12))
        assert hours
        SlotFactory(practitioner=person, starts_at=hours.starts_at, ends_at=hours.ends_at)
    start = datetime.combine(first, time(9), CLINIC_TZ).astimezone(UTC)
    return replace(practice, start=start)


def away(person: Practitioner, day: date = DAY) -> Absence:
    """An absence of a whole day, not stored."""
    span = clinic_day(day)
    return Absence(
        practitioner=person, starts_at=span.starts_at, ends_at=span.ends_at, reason="Ziek"
    )


def reported(absence: Absence, *, by_mail: bool = True, now: datetime = NOW) -> Illness:
    """The absence is reported, with all that is proposed ticked."""
    visits = visits_to_offer(absence, now)
    found = find_substitutes(visits, absence, now=now)
    ticked = {pk: Ticked(openings, by_mail) for pk, openings in found.items()}
    return fall_ill(absence=absence, ticked=ticked, now=now)


def asked(practice: Practice, **more: Any) -> Substitution:
    """The only patient of Tuesday is asked to choose."""
    practice.visit(**more)
    reported(away(practice.tibo))
    return Substitution.objects.get()
