"""Closing days, slots and appointments of the demo practice, some weeks back and ahead.

Random choices come from a seed, so the same moment gives the same diary.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from booking.choices import AppointmentStatus, CancelledBy, Channel, Complaint
from booking.models import (
    Absence,
    Appointment,
    Patient,
    Practitioner,
    Slot,
    Treatment,
    WaitlistEntry,
)
from booking.scheduling.clock import clinic_day
from booking.scheduling.openings import next_on_grid
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.schedule.generate_slots import generate_slots
from booking.services.schedule.holidays import close_holidays
from kinesite.demo import content

HISTORY = timedelta(weeks=3)
AHEAD = timedelta(weeks=5)
SEED = 14
# Chance that free time is booked, by week from this one on; earlier weeks are as full as this one.
FILLED = (0.85, 0.7, 0.5, 0.35, 0.2)
PAUSE = timedelta(minutes=30)


def seeded() -> random.Random:
    return random.Random(SEED)


def first_day(today: date) -> date:
    """The Monday on which the history begins."""
    return today - timedelta(days=today.weekday()) - HISTORY


def make_closing_days(*, today: date) -> int:
    """Make the closing days: legal holidays, two weeks of August and a day of training."""
    first = first_day(today)
    closed = close_holidays(today=first, now=clinic_day(first).starts_at)
    summer = next(day for day in augusts(today) if day > today)
    two_weeks = Span(clinic_day(summer).starts_at, clinic_day(summer + timedelta(days=13)).ends_at)
    absences = [absence(two_weeks, reason="Zomersluiting")]
    thursday = today + timedelta(days=17 - today.weekday())
    away = Practitioner.objects.get(slug="tibo-rietmaeker")
    absences.append(absence(clinic_day(thursday), practitioner=away, reason="Bijscholing"))
    return closed + len(Absence.objects.bulk_create(absences))


def absence(span: Span, **fields: Any) -> Absence:
    return Absence(starts_at=span.starts_at, ends_at=span.ends_at, **fields)


def augusts(today: date) -> Iterator[date]:
    """The first Monday of August, this year's and the next."""
    for year in (today.year, today.year + 1):
        opening = date(year, 8, 1)
        yield opening + timedelta(days=-opening.weekday() % 7)


def make_slots(*, today: date) -> int:
    """Generate slots from the start of the history to as far ahead as the site itself does."""
    generate_slots(today=first_day(today))
    generate_slots(today=today)
    return Slot.objects.count()


def make_patients(*, now: datetime) -> int:
    """Make patients whose mail goes to a reserved domain and whose phones ring nowhere."""
    names = content.practice()["patients"]
    pairs = [(given, family) for given in names["given"] for family in names["family"]]
    patients = [
        Patient(
            name=f"{given} {family}",
            email=""
            if number % 12 == 0
            else f"{slugify(given)}.{slugify(family)}@patienten.example",
            phone=f"+325100{2000 + number}",
            created_at=now - HISTORY * 2,
        )
        for number, (given, family) in enumerate(seeded().sample(pairs, 120))
    ]
    return len(Patient.objects.bulk_create(patients))


def make_appointments(*, now: datetime) -> int:
    """Book appointments in free time only, at most one a day for a patient."""
    chance = seeded()
    start = clinic_day(first_day(timezone.localdate(now))).starts_at
    spans = Practitioner.objects.free_spans(
        Span(start, now + AHEAD), turnaround=timedelta(0), now=now
    )
    given_by = {
        one.pk: list(one.treatments.all())
        for one in Practitioner.objects.prefetch_related("treatments")
    }
    patients = list(Patient.objects.order_by("pk"))
    seen: set[tuple[int, date]] = set()
    appointments = []
    for practitioner_id, free in spans:
        for visit, treatment in visits(free, given_by[practitioner_id], now, chance):
            day = timezone.localdate(visit.starts_at)
            patient = chance.choice([one for one in patients if (one.pk, day) not in seen])
            seen.add((patient.pk, day))
            appointments.append(
                Appointment(
                    practitioner_id=practitioner_id,
                    treatment=treatment,
                    patient=patient,
                    starts_at=visit.starts_at,
                    ends_at=visit.ends_at,
                    turnaround=treatment.turnaround,
                    change_until=visit.starts_at - Rules.cancellation_notice,
                    **course(visit, now, chance, by_mail=bool(patient.email)),
                )
            )
    return len(Appointment.objects.bulk_create(appointments))


def make_waiting(*, now: datetime) -> int:
    """Put two patients on the waiting list who would rather come before their appointment."""
    late = Appointment.objects.coming(now).filter(starts_at__gt=now + timedelta(weeks=2))
    rows = [
        WaitlistEntry(
            patient=visit.patient,
            treatment=visit.treatment,
            appointment=visit,
            parts=[part],
            from_day=timezone.localdate(now),
            until_day=timezone.localdate(visit.starts_at),
            created_at=now - timedelta(days=1),
            asks_since=now - timedelta(days=1),
            confirmed_at=now - timedelta(days=1),
        )
        for visit, part in zip(
            late.exclude(patient__email="").for_page(),
            (PartOfDay.MORNING, PartOfDay.AFTERNOON),
            strict=False,
        )
    ]
    return len(WaitlistEntry.objects.bulk_create(rows))


def visits(
    free: Span, treatments: list[Treatment], now: datetime, chance: random.Random
) -> Iterator[tuple[Span, Treatment]]:
    """Fill free time from its start; treatments under way come more often than new complaints."""
    weights = [1 if treatment.complaint == Complaint.NEW else 3 for treatment in treatments]
    start = next_on_grid(free.starts_at, Rules.step)
    while start < free.ends_at:
        (treatment,) = chance.choices(treatments, weights)
        visit = Span(start, start + treatment.duration)
        if chance.random() > filled(start, now) or not free.covers(visit):
            start += PAUSE
            continue
        yield visit, treatment
        start = next_on_grid(visit.ends_at + treatment.turnaround, Rules.step)


def filled(start: datetime, now: datetime) -> float:
    """Chance that free time at `start` is booked, between 0 and 1."""
    week = max(0, (start - now).days // 7)
    return FILLED[week] if week < len(FILLED) else 0


def course(visit: Span, now: datetime, chance: random.Random, *, by_mail: bool) -> dict[str, Any]:
    """The status of an appointment by `now`, with the fields that go with it."""
    latest = min(visit.starts_at, now)
    created_at = latest - timedelta(hours=chance.randint(4, 14 * 24))
    online = by_mail and chance.random() < 0.6
    facts = {
        "created_at": created_at,
        "arranged_at": created_at,
        "channel": Channel.WEBSITE if online else Channel.DESK,
    }
    draw = chance.random()
    if draw < 0.06:
        return facts | {
            "status": AppointmentStatus.CANCELLED,
            "cancelled_at": created_at + (latest - created_at) * chance.uniform(0.2, 0.9),
            "cancelled_by": CancelledBy.PATIENT if online else CancelledBy.PRACTICE,
            "sequence": 1,
        }
    if visit.ends_at <= now:
        return facts | {
            "status": AppointmentStatus.NOSHOW if draw < 0.1 else AppointmentStatus.FULFILLED
        }
    arrived = visit.starts_at <= now + timedelta(minutes=10)
    return facts | {"status": AppointmentStatus.ARRIVED if arrived else AppointmentStatus.BOOKED}
