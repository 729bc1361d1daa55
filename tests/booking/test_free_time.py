"""Openings against a plain model of a day: a list of minutes, without ranges or SQL."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from booking.availability import Span
from booking.models import Practitioner, Treatment
from booking.rules import GRID
from booking.services.find_openings import find_openings
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

FIVE = timedelta(minutes=5)
FIRST = at(6)
LAST = 12 * 12  # of five minutes: the day ends at 18:00
WINDOW = Span(at(7), at(17))

# (start, length) in fives of minutes; slots are laid end to end with gaps, as they cannot overlap.
stretches = st.lists(st.tuples(st.integers(0, LAST), st.integers(1, 24)), max_size=3)
gaps_and_lengths = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 40)), max_size=4)
turnarounds = st.integers(0, 12)


@dataclass
class Day:
    """What stands in one day, in fives of minutes after FIRST."""

    slots: list[tuple[int, int]] = field(default_factory=list)
    absences: list[tuple[int, int]] = field(default_factory=list)
    visits: list[tuple[int, int, int]] = field(default_factory=list)

    def is_free(self, five: int, turnaround: int) -> bool:
        return (
            any(start <= five < end for start, end in self.slots)
            and not any(start <= five < end for start, end in self.absences)
            and not any(
                start - turnaround <= five < end + after for start, end, after in self.visits
            )
        )

    def starts(self, length: int, turnaround: int) -> list[datetime]:
        """Greedy: walk the day, and where a whole visit fits on the grid, put one."""
        free = [self.is_free(five, turnaround) for five in range(LAST * 3)]
        found, five = [], (WINDOW.starts_at - FIRST) // FIVE
        while five + length <= (WINDOW.ends_at - FIRST) // FIVE:
            if five % (GRID // FIVE) == 0 and all(free[five : five + length]):
                found.append(instant(five))
                five += length
            else:
                five += 1
        return found


def instant(five: int) -> datetime:
    return FIRST + five * FIVE


def end_to_end(pieces: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """(gap, length, …) as (start, end, …), one after the other."""
    placed, clock = [], 0
    for gap, length, *rest in pieces:
        start = clock + gap
        clock = start + length
        placed.append((start, clock, *rest))
    return placed


class TestFreeTime(TestCase):
    @settings(deadline=None)
    @given(
        slots=gaps_and_lengths,
        absences=stretches,
        closings=stretches,
        visits=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 18), turnarounds), max_size=4),
        length=st.integers(1, 24),
        turnaround=turnarounds,
    )
    def test_openings_are_where_a_walk_through_the_day_finds_room(
        self,
        slots: list[tuple[int, int]],
        absences: list[tuple[int, int]],
        closings: list[tuple[int, int]],
        visits: list[tuple[int, int, int]],
        length: int,
        turnaround: int,
    ) -> None:
        away = [(start, start + lasts) for start, lasts in [*absences, *closings]]
        day = Day(end_to_end(slots), away, end_to_end(visits))
        treatment = TreatmentFactory(duration=length * FIVE, turnaround=turnaround * FIVE)
        person = PractitionerFactory()
        store(day, person, treatment, closings=len(closings))

        openings = find_openings(treatment, [person], now=NOW, window=WINDOW)

        assert [opening.starts_at for opening in openings] == day.starts(length, turnaround)


def store(day: Day, person: Practitioner, treatment: Treatment, *, closings: int) -> None:
    """The last `closings` of the absences close the practice. Somebody else must not matter."""
    other = PractitionerFactory()
    SlotFactory(practitioner=other, starts_at=at(6), ends_at=at(18))
    AppointmentFactory(practitioner=other, treatment=treatment, starts_at=at(8))
    for start, end in day.slots:
        SlotFactory(practitioner=person, starts_at=instant(start), ends_at=instant(end))
    for number, (start, end) in enumerate(day.absences):
        owner = None if number >= len(day.absences) - closings else person
        AbsenceFactory(practitioner=owner, starts_at=instant(start), ends_at=instant(end))
    for start, end, after in day.visits:
        AppointmentFactory(
            practitioner=person,
            treatment=treatment,
            starts_at=instant(start),
            ends_at=instant(end),
            turnaround=after * FIVE,
        )
