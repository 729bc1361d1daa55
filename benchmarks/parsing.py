"""Quality and speed of reading pasted source lists: `python -m benchmarks.parsing`.

The lines are those of the tests: real ones, and works printed in many citation styles, half of them
with the spaces lost where a line of a web page ended.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from references.parsing import parse_list  # noqa: E402
from tests.references.parsing.answers import (  # noqa: E402
    FIELDS,
    Line,
    mistakes,
    practice_lines,
    real_lines,
)
from tests.references.parsing.rendering import STYLES, printed  # noqa: E402

LINES = 500


@dataclass
class Tally:
    """Numbers of fields that lines should give and that were read right, by field."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Iterable[Line]) -> None:
        for line in lines:
            wrong = mistakes(line)
            fields = [name for name in line.truth if name in FIELDS]
            self.asked.update(fields)
            self.right.update(name for name in fields if name not in wrong)

    def row(self, name: str) -> str:
        """A line of the report: the percentage that is right, in total and by field."""
        cells = "".join(f"{self.share(one):>8}" for one in FIELDS)
        total = self.right.total() / self.asked.total()
        return f"{name:54}{total * 100:6.1f}{cells}\n"

    def share(self, name: str) -> str:
        return f"{self.right[name] / self.asked[name] * 100:.1f}" if self.asked[name] else "-"


def main() -> None:
    """Print the accuracy and the speed."""
    accuracy()
    speed()


def accuracy() -> None:
    """Print the percentage of fields that is read right, by kind of line and by style."""
    write = sys.stdout.write
    write(f"{'% right':54}{'all':>6}" + "".join(f"{name:>8}" for name in FIELDS) + "\n")
    tally = Tally()
    tally.add(real_lines())
    write(tally.row("real lines"))
    tally = Tally()
    tally.add(line for line in practice_lines() if line.truth)
    write(tally.row("lines of practices, many styles"))
    tally = Tally()
    tally.add(without_one_space())
    write(tally.row("real lines, each space lost in turn"))
    everything = Tally()
    for style, locale in STYLES:
        tally = Tally()
        for glue in (False, True):
            lines = list(printed(style, locale, glue=glue))
            tally.add(lines)
            everything.add(lines)
        write(tally.row(f"{style}, {locale}"))
    write(everything.row("all styles"))


def without_one_space() -> Iterator[Line]:
    """Real lines, each with one of its spaces lost."""
    for line in real_lines():
        for position, sign in enumerate(line.raw):
            if sign == " ":
                yield Line(line.raw[:position] + line.raw[position + 1 :], line.truth)


def speed() -> None:
    """Print the time that reading a list of LINES lines takes."""
    write = sys.stdout.write
    lines = [line.raw for line in real_lines()]
    text = "\n".join((lines * (LINES // len(lines) + 1))[:LINES])
    write(f"{LINES} lines: {seconds(text):.2f} s\n")


def seconds(text: str) -> float:
    """Seconds of processor time, on which other programs have no influence."""
    began = process_time()
    parse_list(text)
    return process_time() - began


if __name__ == "__main__":
    main()
