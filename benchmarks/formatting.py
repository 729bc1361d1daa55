"""Costs of 30 rows of a source list in each style: `python -m benchmarks.formatting`."""

import json
import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402

from references.formatting.styles import STYLES  # noqa: E402
from references.works.csl import Csl, normalise  # noqa: E402

ROWS, ROUNDS = 30, 200


def main() -> None:
    """Measure every style, as HTML and as plain text."""
    path = settings.BASE_DIR / "kinesite" / "demo" / "references.json"
    works = [normalise(record) for record in json.loads(path.read_text())][:ROWS]
    for style in STYLES.values():
        report(f"{style.name}, HTML", style.entry_html, works)
        report(f"{style.name}, text", style.entry_text, works)
    sys.stdout.write(f"Medians of {ROUNDS} rounds of {ROWS} rows.\n")


def report(name: str, write: Callable[[Csl], str], works: list[Csl]) -> None:
    """Print the median time that `write` takes for all works, in milliseconds."""
    seconds = [timed(write, works) for _ in range(ROUNDS)]
    sys.stdout.write(f"{name:24}{median(seconds) * 1000:8.2f} ms\n")


def timed(write: Callable[[Csl], str], works: list[Csl]) -> float:
    """Write all works once and return the seconds that it took."""
    began = perf_counter()
    for csl in works:
        write(csl)
    return perf_counter() - began


if __name__ == "__main__":
    main()
