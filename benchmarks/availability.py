"""Costs of finding free time with a short and a long past: `python -m benchmarks.availability`.

Ten therapists, eight weeks ahead, half full. Databases with ever longer pasts are measured in
turns, and the figures are medians:

raw       the free ranges by hand-written SQL, unnested, fetched by a plain psycopg cursor as
          (therapist, start, end) and nothing else
free      PractitionerQuerySet.free_spans(): the same ranges through the ORM
openings  find_openings(): the same, cut into the openings that a patient can choose from
booking   hold() and book() of one of them, in a transaction that is undone

The ratios are medians of the ratios of each turn, so that a slow moment of the machine hits both.
"""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

import psycopg  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from benchmarks.practice import (  # noqa: E402
    NOW,
    RULES,
    WINDOW,
    BusyPractice,
    add_past,
    close_some_days,
    open_up,
)
from booking.models import Appointment, Practitioner  # noqa: E402
from booking.models.patient import ContactDetails  # noqa: E402
from booking.scheduling.openings import Opening  # noqa: E402
from booking.services.practice.find_openings import find_openings  # noqa: E402
from booking.services.visits.book import book  # noqa: E402
from booking.services.visits.hold import hold  # noqa: E402
from kinesite import embedded  # noqa: E402

SIZES = (0, 10_000, 100_000, 1_000_000)
ROUNDS = 40
MIA = ContactDetails(name="Mia Voorbeeld", email="mia@patient.example", phone="+32470123456")
RAW = """
SELECT person.id, lower(free.period), upper(free.period)
FROM booking_practitioner person,
LATERAL unnest(
    coalesce((SELECT range_agg(period) FROM booking_slot
              WHERE practitioner_id = person.id
                AND starts_at > %(starts_at)s - interval '1 day'
                AND starts_at < %(ends_at)s AND ends_at > %(starts_at)s), '{}')
  - coalesce((SELECT range_agg(period) FROM booking_absence
              WHERE (practitioner_id = person.id OR practitioner_id IS NULL)
                AND starts_at < %(ends_at)s AND ends_at > %(starts_at)s), '{}')
  - coalesce((SELECT range_agg(tstzrange(starts_at - %(turnaround)s, ends_at + turnaround))
              FROM booking_appointment
              WHERE practitioner_id = person.id
                AND status IN ('pending', 'booked', 'arrived', 'fulfilled', 'noshow')
                AND (held_until IS NULL OR held_until > %(now)s)
                AND starts_at > %(starts_at)s - interval '1 day 1 hour'
                AND starts_at < %(ends_at)s + interval '1 hour'
                AND ends_at > %(starts_at)s - interval '1 hour'), '{}')
) AS free (period)
WHERE person.id = ANY(%(people)s)
ORDER BY 1, 2
"""


@dataclass
class History:
    """One database of the benchmark: the practice with `size` past appointments."""

    size: int
    practice: BusyPractice
    database: Any
    link: psycopg.Connection
    seconds: dict[str, list[float]] = field(default_factory=dict)
    wanted: Opening | None = None

    def raw(self) -> list[tuple[Any, ...]]:
        """Read the free ranges by hand-written SQL, as (therapist, start, end)."""
        asked = {
            "starts_at": WINDOW.starts_at,
            "ends_at": WINDOW.ends_at,
            "turnaround": self.practice.treatment.turnaround,
            "now": NOW,
            "people": [person.pk for person in self.practice.people],
        }
        return self.link.execute(RAW, asked).fetchall()

    def free(self) -> list[tuple[Any, ...]]:
        """Read the free ranges through the ORM, as (therapist, range)."""
        people = Practitioner.objects.filter(pk__in=[one.pk for one in self.practice.people])
        turnaround = self.practice.treatment.turnaround
        return people.free_spans(WINDOW, turnaround=turnaround, now=NOW)

    def openings(self) -> list[Any]:
        """Find the openings that a patient can choose from."""
        practice = self.practice
        return find_openings(practice.treatment, practice.people, rules=RULES, now=NOW)

    def booking(self) -> None:
        """Hold and book an opening, then undo both.

        Raises RuntimeError when look() has not found an opening yet.
        """
        wanted = self.wanted
        if wanted is None:
            raise RuntimeError("look() comes first: it finds the opening to book")
        [person] = (one for one in self.practice.people if one.pk == wanted.practitioner_id)
        with transaction.atomic():
            held = hold(
                treatment=self.practice.treatment,
                practitioner=person,
                starts_at=wanted.starts_at,
                key=uuid4(),
                now=NOW,
            )
            book(held=held, details=MIA, now=NOW)
            transaction.set_rollback(True)

    def look(self) -> None:
        """Check that SQL and site agree on the right database, and choose the opening to book."""
        connections["default"] = self.database
        if Appointment.objects.filter(starts_at__lt=NOW).count() != self.size:
            sys.exit("The past is not as long as it should be.")
        if sorted((pk, *span) for pk, span in self.free()) != self.raw():
            sys.exit("The hand-written SQL and the site differ on what is free.")
        self.wanted = self.openings()[0]

    def time(self) -> None:
        """Measure the four ways once in this database."""
        connections["default"] = self.database
        self.openings()  # not timed: warms up after another database
        for ask in (self.raw, self.free, self.openings, self.booking):
            self.seconds.setdefault(ask.__name__, []).append(timed(ask))


def timed(ask: Callable[[], object]) -> float:
    """Call `ask` and return the seconds that it took."""
    began = perf_counter()
    ask()
    return perf_counter() - began


def ratio(above: list[float], below: list[float]) -> float:
    return median(one / other for one, other in zip(above, below, strict=True))


def main() -> None:
    with ExitStack() as databases:
        histories = [with_past(size, databases) for size in SIZES]
        for history in histories:
            history.look()
        for _ in range(ROUNDS):
            for history in histories:
                history.time()
        report(histories)


def with_past(size: int, databases: ExitStack) -> History:
    """Make a database with `size` past appointments, which is dropped with `databases`."""
    databases.enter_context(throw_away())
    practice = open_up(full=0.5)
    close_some_days(practice)
    for done in add_past(practice, size):
        sys.stderr.write(f"\r{done:,} of {size:,} past appointments")
    sys.stderr.write("\r\033[K")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    name = connection.settings_dict["NAME"]
    link = psycopg.connect(**embedded.database_parameters() | {"dbname": name}, autocommit=True)
    databases.enter_context(link)
    return History(size, practice, connections["default"], link)


def report(histories: list[History]) -> None:
    """Print a line for each database, with its medians and ratios."""
    write = sys.stdout.write
    none = histories[0].seconds
    heads = [f"{name} ms" for name in none] + [
        "free/raw",
        "openings/raw",
        "openings/0",
        "booking/0",
    ]
    write(f"{'past visits':>12}" + "".join(f"{head:>14}" for head in heads) + "\n")
    for history in histories:
        took = history.seconds
        ratios = [
            ratio(took["free"], took["raw"]),
            ratio(took["openings"], took["raw"]),
            ratio(took["openings"], none["openings"]),
            ratio(took["booking"], none["booking"]),
        ]
        write(f"{history.size:12,}")
        write("".join(f"{median(took[name]) * 1000:14.1f}" for name in took))
        write("".join(f"{one:14.2f}" for one in ratios) + "\n")
    connections["default"] = histories[0].database
    ranges, visits = len(histories[0].raw()), len(histories[0].openings())
    write(f"{ranges} free ranges, {visits} openings; medians of {ROUNDS} turns.\n")


if __name__ == "__main__":
    with embedded.lease():
        main()
