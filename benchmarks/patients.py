"""The search for a patient in a practice with 0, 1,000 and 200,000 of them."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

import random  # noqa: E402
from statistics import median  # noqa: E402
from time import perf_counter  # noqa: E402

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from booking.models import Patient  # noqa: E402
from booking.services.patients.find import find_patients  # noqa: E402
from booking.services.patients.glance import glances_at  # noqa: E402
from kinesite import embedded  # noqa: E402

SIZES = (0, 1_000, 200_000)
ROUNDS = 7
AT_ONCE = 10_000
SYLLABLES = (
    "van",
    "de",
    "pe",
    "ters",
    "jan",
    "sen",
    "ver",
    "mey",
    "er",
    "brug",
    "man",
    "lem",
    "ber",
)
SEARCHES = {
    "a name": "anna peeters",
    "the start of a name": "pee",
    "two letters": "pe",
    "a typing error": "peetres anan",
    "accents and apostrophe": "d'hóndt",
    "a phone number": "0470 11 22 33",
    "a piece of a number": "11 22 33",
    "a wrong digit": "0470 11 22 34",
    "part of an address": "anna.peeters@",
    "nonsense": "xyzzyq",
}


def fill(size: int) -> None:
    """Store patients up to that number: Anna Peeters, and others with made-up names."""
    dice = random.Random(1)  # noqa: S311  names, no secrets
    now = timezone.now()
    names = ["Anna Peeters", "D'Hondt Luc"]
    while Patient.objects.count() < size:
        names += [
            " ".join("".join(dice.choices(SYLLABLES, k=2)).title() for _word in range(2))
            for _name in range(min(AT_ONCE, size - Patient.objects.count()) - len(names))
        ]
        Patient.objects.bulk_create(
            Patient(
                name=name,
                email=f"{name.lower().replace(' ', '.')}@patient.example",
                phone=f"+324{dice.randrange(70_000_000, 99_999_999)}",
                created_at=now,
            )
            for name in names
        )
        names = []
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE booking_patient")


def milliseconds(typed: str) -> float:
    """The median time of a search with a glance at each patient found, in milliseconds."""
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        now = timezone.now()
        glances_at(find_patients(typed, now=now, most=10).patients, now=now)
        times.append(perf_counter() - began)
    return median(times) * 1000


def main() -> None:
    """Measure each search in one database as it grows, and print the medians."""
    with throw_away():
        figures = {}
        for size in SIZES:
            fill(size)
            figures[size] = {what: milliseconds(typed) for what, typed in SEARCHES.items()}
    report(figures)


def report(figures: dict[int, dict[str, float]]) -> None:
    """Print the medians of each search, and how much longer the most patients take than 1,000."""
    write = sys.stdout.write
    heads = "".join(f"{size:>12,}" for size in SIZES)
    write(f"{'search for a patient, ms':28}{heads}   ratio\n")
    for what in SEARCHES:
        times = [figures[size][what] for size in SIZES]
        ratio = times[-1] / times[1]
        write(f"{what:28}" + "".join(f"{time:12.2f}" for time in times) + f"{ratio:8.1f}\n")


if __name__ == "__main__":
    with embedded.lease():
        main()
