"""The search for a patient among 200,000: `python -m benchmarks.patients`.

A small practice and one with 200,000 patients are asked in turns, so that a slow moment of the
machine hits both. Both have the people who are looked for, so that the same rows are drawn: the
ratio says what the others cost. Each search is measured by itself and as the page of the desk.
"""

import io
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from benchmarks.names import name_of  # noqa: E402
from booking.models import Patient  # noqa: E402
from booking.reception.presenters.found_people import MOST_SHOWN  # noqa: E402
from booking.services.patients.find import find_patients  # noqa: E402
from booking.services.patients.glance import glances_at  # noqa: E402
from kinesite import embedded  # noqa: E402

MANY, ROUNDS, AT_ONCE = 200_000, 9, 10_000
# People who are looked for, in both practices more of each than a page shows.
WANTED = (
    *("Anna Peeters", "D'Hondt Luc", "Jan Maes", "An Claes"),
    *("Tom Van de Velde", "Jef Wouters", "Piet Jansen", "Mia Vandamme"),
)
SEARCHES = {
    "a name": "anna peeters",
    "a common first name": "jan",
    "the start of a name": "pee",
    "two letters": "pe",
    "two letters of many": "an",
    "two words of many": "van de",
    "accents and apostrophe": "d'hóndt",
    "a phone number": "0470 11 22 33",
    "a piece of a number": "11 22 33",
    "the start of a number": "0470",
    "a wrong digit": "0471 11 22 33",
    "two errors, two words": "peetres anan",
    "an error, three letters": "jxf",
    "an error, six letters": "jansem",
    "an error, eight letters": "vandamne",
    "part of an address": "anna.peeters@",
    "nonsense": "xyzzyq",
}
LETTERS = "anna peeters"


@dataclass
class Practice:
    """A database with patients, and a browser of the desk."""

    connection: BaseDatabaseWrapper
    client: Client
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def time(self, what: str, words: str) -> None:
        """Measure a search by itself, then as the rows below the field of the agenda."""
        connections["default"] = self.connection
        began = perf_counter()
        now = timezone.now()
        glances_at(find_patients(words, now=now, most=MOST_SHOWN).patients, now=now)
        between = perf_counter()
        self.ask(words)
        self.seconds.setdefault(what, []).append(between - began)
        self.seconds.setdefault(f"{what}, page", []).append(perf_counter() - between)

    def ask(self, words: str) -> None:
        """Send what the script of the agenda sends while somebody types."""
        headers = {"host": "localhost", "HX-Request": "true"}
        answer = self.client.post("/beheer/agenda/zoek/", {"zoek": words}, headers=headers)
        if answer.status_code != 200:
            sys.exit(f"The search answered {answer.status_code}.")

    def milliseconds(self, what: str) -> float:
        return median(self.seconds[what]) * 1000


def fill(size: int) -> None:
    """Store patients up to that number, those who are looked for first."""
    dice = random.Random(1)  # noqa: S311  names, no secrets
    names = [name for name in WANTED for _copy in range(MOST_SHOWN + 1)]
    names += [name_of(dice) for _name in range(size - Patient.objects.count() - len(names))]
    for start in range(0, len(names), AT_ONCE):
        Patient.objects.bulk_create(people(names[start : start + AT_ONCE], start, dice))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE booking_patient")


def people(names: list[str], start: int, dice: random.Random) -> Iterator[Patient]:
    """Patients of these names, the first of all with a number that is looked for."""
    now = timezone.now()
    for number, name in enumerate(names, start):
        digits = 70_112_233 if number == 0 else dice.randrange(70_000_000, 99_999_999)
        yield Patient(
            name=name,
            email=f"{name.lower().replace(' ', '.')}@patient.example",
            phone=f"+324{digits}",
            created_at=now,
        )


def open_up(size: int) -> Practice:
    """The demo practice with so many patients, in the database in use."""
    call_command("seed_demo", stdout=io.StringIO())
    fill(size)
    desk = Client()
    desk.force_login(User.objects.get(username="receptie"))
    return Practice(connections["default"], desk)


def main() -> None:
    """Measure each search in both databases in turns, then a name letter by letter."""
    with throw_away():
        few = open_up(0)
        with throw_away():
            many = open_up(MANY)
            for _round in range(ROUNDS):
                for what, words in SEARCHES.items():
                    for one in (few, many):
                        one.time(what, words)
            letters = [letter_by_letter(one) for one in (few, many)]
            connections["default"] = many.connection
        connections["default"] = few.connection
    report(few, many)
    typed = " and ".join(f"{one:.0f}" for one in letters)
    sys.stdout.write(f"{LETTERS!r} letter by letter, requests a second: {typed}\n")


def letter_by_letter(practice: Practice) -> float:
    """Requests a second of one process while somebody types, a search for each letter."""
    connections["default"] = practice.connection
    began = perf_counter()
    for _round in range(ROUNDS):
        for end in range(2, len(LETTERS) + 1):
            practice.ask(LETTERS[:end])
    return ROUNDS * (len(LETTERS) - 1) / (perf_counter() - began)


def report(few: Practice, many: Practice) -> None:
    """Print the medians of each search and of its page, and what the other patients make of it."""
    write = sys.stdout.write
    heads = "".join(f"{one:>9}{f'{MANY:,}':>10}{'ratio':>7}" for one in ("search", "page"))
    write(f"{'search for a patient, ms':28}{heads}\n")
    for what in SEARCHES:
        line = f"{what:28}"
        for measured in (what, f"{what}, page"):
            short, long = few.milliseconds(measured), many.milliseconds(measured)
            line += f"{short:9.1f}{long:10.1f}{long / short:7.2f}"
        write(f"{line}\n")


if __name__ == "__main__":
    with embedded.lease():
        main()
