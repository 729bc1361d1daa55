"""Rates of holds, bookings and series of nine appointments: `python -m benchmarks.bookings`.

Each one takes a time of its own, through the services that the pages call, with their locks,
checks, limits and owed mail. For comparison, the rows that this wrote are inserted once more into
the same tables by plain psycopg, those of one booking in one transaction. Both are done by one
process and by four. The embedded server does not wait for its disk; on a server that does, the two
rates lie closer together.
"""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

import psycopg  # noqa: E402
from django.db import connection, connections  # noqa: E402
from psycopg import sql  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from benchmarks.practice import NOW, BusyPractice, half_days, half_hours, open_up  # noqa: E402
from booking.models import (  # noqa: E402
    Appointment,
    AppointmentSeries,
    Attempt,
    Notification,
    Patient,
    Practitioner,
    Treatment,
)
from booking.models.patient import ContactDetails  # noqa: E402
from booking.scheduling.openings import Opening  # noqa: E402
from booking.services.series.book_series import book_series  # noqa: E402
from booking.services.series.hold_series import hold_series  # noqa: E402
from booking.services.visits.book import book  # noqa: E402
from booking.services.visits.hold import hold  # noqa: E402
from kinesite import embedded  # noqa: E402

ROUNDS, PROCESSES = 5, 4
# Tables that a booking writes to, each after those that its rows refer to.
TABLES = [
    model._meta.db_table
    for model in (Patient, AppointmentSeries, Appointment, Notification, Attempt)
]
Rows = list[tuple[str, tuple[Any, ...]]]


@dataclass(frozen=True)
class Job:
    """One booking to make by a patient of its own, at one start or, for a series, at several."""

    number: int
    treatment: Treatment
    practitioner: Practitioner
    starts: list[datetime]

    def hold(self) -> Appointment:
        return hold(
            treatment=self.treatment,
            practitioner=self.practitioner,
            starts_at=self.starts[0],
            key=uuid4(),
            now=NOW,
        )

    def book(self) -> None:
        book(held=self.hold(), details=self.details, now=NOW)

    def book_series(self) -> None:
        """Hold and book a series with an appointment at each start."""
        length = self.treatment.duration
        visits = [Opening(start, start + length, self.practitioner.pk) for start in self.starts]
        held = hold_series(treatment=self.treatment, visits=visits, key=uuid4(), now=NOW)
        book_series(series=held, details=self.details, now=NOW)

    @property
    def details(self) -> ContactDetails:
        return ContactDetails(
            name=f"Mia Voorbeeld{self.number}",
            email=f"mia{self.number}@patient.example",
            phone=f"+3247{self.number:07}",
        )


@dataclass(frozen=True)
class Kind:
    """A kind of booking to measure; keys of `seconds` are such as "services, 4" for 4 processes."""

    name: str
    work: Callable[[Job], object]
    jobs: list[Job]
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def time(self, pool: ProcessPoolExecutor) -> None:
        """Measure services and plain rows in turns, each into empty tables."""
        self._time("services, 1", lambda: run(self.work, self.jobs))
        bookings = stored(len(self.jobs))
        for name, work in (
            ("rows, 1", lambda: insert(bookings)),
            ("services, 4", lambda: shared(pool, run, self.work, self.jobs)),
            ("rows, 4", lambda: shared(pool, insert, bookings)),
        ):
            empty()
            self._time(name, work)
        empty()

    def _time(self, name: str, work: Callable[[], object]) -> None:
        began = perf_counter()
        work()
        self.seconds.setdefault(name, []).append(perf_counter() - began)

    def line(self) -> str:
        """A line of the report: bookings a second by services and by rows, and the ratio."""
        cells = [self.name.ljust(18)]
        for processes in (1, PROCESSES):
            services, rows = (self.seconds[f"{name}, {processes}"] for name in ("services", "rows"))
            share = median(row / service for row, service in zip(rows, services, strict=True))
            cells += [f"{self._rate(services):10.0f}{self._rate(rows):10.0f}{share:8.2f}"]
        return "".join(cells) + "\n"

    def _rate(self, seconds: list[float]) -> float:
        return len(self.jobs) / median(seconds)


def run(work: Callable[[Job], object], jobs: list[Job]) -> None:
    for job in jobs:
        work(job)


def shared(pool: ProcessPoolExecutor, work: Callable[..., None], *given: Any) -> None:
    """Divide the last of `given` among the processes and wait for all of them.

    The other values go to every process as they are.
    """
    *same, jobs = given
    parts = [pool.submit(work, *same, jobs[number::PROCESSES]) for number in range(PROCESSES)]
    for part in parts:
        part.result()


def stored(bookings: int) -> list[Rows]:
    """Read the rows that these bookings wrote, as a list for each booking."""
    found: list[Rows] = [[] for _ in range(bookings)]
    with plain() as link:
        for table in TABLES:
            rows = link.execute(sql.SQL("SELECT {} FROM {} ORDER BY id").format(*named(table)))
            every = rows.fetchall()
            each = len(every) // bookings
            for number, row in enumerate(every[: each * bookings]):
                found[number // each].append((table, row))
    return found


def insert(bookings: list[Rows]) -> None:
    with plain() as link:
        for rows in bookings:
            with link.transaction():
                for table, row in rows:
                    link.execute(insertion(table), row)


def insertion(table: str) -> sql.Composed:
    """The statement that inserts a row into this table."""
    columns, name = named(table)
    values = sql.SQL(", ").join([sql.Placeholder()] * len(column_names(table)))
    return sql.SQL("INSERT INTO {1} ({0}) VALUES ({2})").format(columns, name, values)


def named(table: str) -> tuple[sql.Composed, sql.Identifier]:
    return sql.SQL(", ").join(map(sql.Identifier, column_names(table))), sql.Identifier(table)


def column_names(table: str) -> list[str]:
    """Columns of this table for which an inserted row has a value."""
    [model] = (model for model in django.apps.apps.get_models() if model._meta.db_table == table)
    fields = model._meta.concrete_fields
    return [field.column for field in fields if field.column and not field.generated]


def plain() -> psycopg.Connection:
    """Open a plain psycopg connection to the database that is measured."""
    name = connection.settings_dict["NAME"]
    return psycopg.connect(**embedded.database_parameters() | {"dbname": name}, autocommit=True)


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


def main() -> None:
    with throw_away():
        practice = open_up(full=0)
        empty()
        kinds = [
            Kind("holds", Job.hold, list(jobs(practice, 100))),
            Kind("bookings", Job.book, list(jobs(practice, 100))),
            Kind("series of 9", Job.book_series, list(jobs(practice, 20, visits=9))),
        ]
        connections.close_all()  # before the fork, as the processes would share it
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
            shared(pool, hang_up, [])
            for _ in range(ROUNDS):
                for kind in kinds:
                    kind.time(pool)
            shared(pool, hang_up, [])
        report(kinds)


def jobs(practice: BusyPractice, count: int, *, visits: int = 1) -> Iterator[Job]:
    """Jobs for the therapists in turns; each appointment of a job is on a day of its own."""
    mornings = [list(half_hours(morning)) for morning in list(half_days())[2::2]]
    for number in range(count):
        round_, place = divmod(number, len(practice.people))
        block, half_hour = divmod(round_, len(mornings[0]))
        days = mornings[block * visits : (block + 1) * visits]
        starts = [morning[half_hour] for morning in days]
        yield Job(number, practice.treatment, practice.people[place], starts)


def hang_up(_nothing: list[Job]) -> None:
    connections.close_all()


def report(kinds: list[Kind]) -> None:
    """Print a line for each kind of booking."""
    write = sys.stdout.write
    heads = "".join(f"{head:>10}{'rows/s':>10}{'ratio':>8}" for head in ("1 process", "4 of them"))
    write(f"{'a second':18}{heads}\n")
    for kind in kinds:
        write(kind.line())
    write(f"Medians of {ROUNDS} turns; rows/s counts bookings whose rows were inserted.\n")


if __name__ == "__main__":
    with embedded.lease():
        main()
