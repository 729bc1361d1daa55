"""A made-up practice to measure: ten therapists, eight weeks ahead half full, and a long past."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import connection
from psycopg import sql

from booking.models import Absence, Appointment, Practitioner, Slot, Treatment
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TreatmentFactory,
)

THERAPISTS, WEEKS = 10, 8
NOW = datetime(2027, 1, 11, 5, tzinfo=UTC)  # a Monday, before the first slot
# Patients can book online this far ahead.
RULES = Rules(horizon=timedelta(weeks=WEEKS))
WINDOW = Span(NOW + RULES.minimum_notice, NOW + RULES.horizon)
HALF_HOUR = timedelta(minutes=30)
HALF_DAYS = ((time(8), time(12)), (time(13), time(18)))
# Length of the past appointments, which follow each other day and night.
PAST_STEP = timedelta(minutes=20)
# Rows to add between two reports of progress.
AT_ONCE = 50_000


@dataclass(frozen=True)
class BusyPractice:
    """The practice that is measured: its treatment and its therapists."""

    treatment: Treatment
    people: list[Practitioner]


def open_up(*, full: float) -> BusyPractice:
    """Make the practice in an empty database; `full` is the share of half hours already booked."""
    dice = random.Random(20270111)  # noqa: S311  the same practice each time
    treatment: Treatment = TreatmentFactory.create(duration=HALF_HOUR)
    people = PractitionerFactory.create_batch(THERAPISTS)
    Slot.objects.bulk_create(
        Slot(practitioner=person, starts_at=half_day.starts_at, ends_at=half_day.ends_at)
        for person in people
        for half_day in half_days()
    )
    patients = PatientFactory.create_batch(50)
    Appointment.objects.bulk_create(
        AppointmentFactory.build(
            practitioner=person,
            treatment=treatment,
            patient=dice.choice(patients),
            starts_at=starts_at,
        )
        for person in people
        for half_day in half_days()
        for starts_at in half_hours(half_day)
        if dice.random() < full
    )
    return BusyPractice(treatment, people)


def close_some_days(practice: BusyPractice) -> None:
    """Give each therapist two days off, and close the practice for one day."""
    for number, person in enumerate(practice.people):
        away = NOW + timedelta(days=5 * number)
        AbsenceFactory.create(practitioner=person, starts_at=away, ends_at=away + timedelta(days=2))
    closing = NOW + timedelta(days=30)
    Absence.objects.create(starts_at=closing, ends_at=closing + timedelta(days=1))


def half_days() -> Iterator[Span]:
    for number in range(WEEKS * 7):
        day = NOW.date() + timedelta(days=number)
        if day.isoweekday() <= 5:
            for opens, closes in HALF_DAYS:
                yield Span(
                    datetime.combine(day, opens, CLINIC_TZ).astimezone(UTC),
                    datetime.combine(day, closes, CLINIC_TZ).astimezone(UTC),
                )


def half_hours(span: Span) -> Iterator[datetime]:
    """Starts of the half hours in this range."""
    start = span.starts_at
    while start < span.ends_at:
        yield start
        start += HALF_HOUR


def add_past(practice: BusyPractice, visits: int) -> Iterator[int]:
    """Add appointments before NOW, one every PAST_STEP per therapist; yield the number so far."""
    sample = Appointment.objects.latest("pk")
    people = [person.pk for person in practice.people]
    changed = {
        "practitioner_id": "(%(people)s::bigint[])[1 + mod(number, %(count)s)]",
        "starts_at": "%(now)s - (number / %(count)s + 1) * %(step)s",
        "ends_at": "%(now)s - (number / %(count)s) * %(step)s",
        "uid": "gen_random_uuid()",
        "status": "'fulfilled'",
    }
    columns = [
        field.column
        for field in Appointment._meta.concrete_fields
        if field.column and not field.generated and not field.primary_key
    ]
    values: list[sql.Composable] = [
        sql.SQL(changed[name]) if name in changed else sql.Identifier(name) for name in columns
    ]
    statement = sql.SQL(
        "INSERT INTO booking_appointment ({}) SELECT {} FROM booking_appointment,"
        " generate_series(%(first)s, %(last)s) number WHERE id = %(sample)s"
    ).format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(values),
    )
    fixed: dict[str, Any] = {"now": NOW, "step": PAST_STEP, "people": people, "count": len(people)}
    for first in range(0, visits, AT_ONCE):
        last = min(first + AT_ONCE, visits) - 1
        with connection.cursor() as cursor:
            cursor.execute(statement, fixed | {"first": first, "last": last, "sample": sample.pk})
        yield last + 1
