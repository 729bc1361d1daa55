"""Free time and openings against a plain model of a calendar: cells of five minutes, no ranges.

Three days, of which the middle one may be a clock change; several therapists in one query.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, Patient, Practitioner, Slot, Treatment
from booking.models.treatment import STEPS
from booking.scheduling.clock import CLINIC_TZ, clinic_span
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.practice.find_openings import find_openings
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

FIVE = timedelta(minutes=5)
DAYS = 3
CELLS = DAYS * 24 * 12
FIRST_DAYS = [date(2027, 1, 12), date(2027, 3, 27), date(2027, 10, 30)]
VISITOR = uuid4()
# What a row may be, and whether it keeps its time from VISITOR.
KINDS = {"booked": True, "held": True, "expired": False, "own hold": False, "cancelled": False}

# The clock changes between two and three: no practice opens or closes then.
hours = st.sampled_from([0, 1, 3, 4, 8, 9, 12, 13, 17, 20, 23])
cells = st.integers(-12, CELLS + 12)
rosters = st.lists(st.tuples(st.integers(0, DAYS - 1), hours, hours), max_size=4)
absences = st.lists(st.tuples(cells, st.integers(1, 200)), max_size=2)
visits = st.lists(
    st.tuples(
        st.integers(0, 80), st.integers(1, 24), st.integers(0, 12), st.sampled_from([*KINDS])
    ),
    max_size=8,
)


@dataclass(frozen=True)
class Diary:
    """One therapist: (day, opens, closes), (cell, cells), (gap, cells, turnaround, kind)."""

    roster: list[tuple[int, int, int]]
    absences: list[tuple[int, int]]
    visits: list[tuple[int, int, int, str]]

    def hours(self, first: date) -> list[tuple[date, time, time]]:
        """At most one line a day."""
        lines = {day: (opens, closes) for day, opens, closes in self.roster if opens < closes}
        return [
            (first + timedelta(days=day), time(opens), time(closes))
            for day, (opens, closes) in lines.items()
        ]

    def placed(self) -> list[tuple[int, int, int, str]]:
        """(start, end, turnaround, kind) one after the other, as they cannot overlap."""
        found, clock = [], -24
        for gap, lasts, after, kind in self.visits:
            start = clock + gap
            clock = start + lasts
            found.append((start, clock, after, kind))
        return found


@dataclass(frozen=True)
class Question:
    first: date
    length: int
    turnaround: int
    step: timedelta
    notice: int
    window: tuple[int, int]

    def instant(self, cell: int) -> datetime:
        return datetime.combine(self.first, time(0), UTC) + cell * FIVE

    @property
    def now(self) -> datetime:
        return self.instant(0)

    @property
    def rules(self) -> Rules:
        return Rules(step=self.step, minimum_notice=self.notice * FIVE, horizon=CELLS * FIVE)

    @property
    def bookable(self) -> range:
        return range(max(self.notice, self.window[0]), min(CELLS, self.window[1]))


diaries = st.builds(Diary, rosters, absences, visits)
questions = st.builds(
    Question,
    first=st.sampled_from(FIRST_DAYS),
    length=st.integers(1, 24),
    turnaround=st.integers(0, 12),
    step=st.sampled_from(STEPS),
    notice=st.integers(0, 300),
    window=st.tuples(st.integers(0, 200), st.integers(400, CELLS)),
)


@cache
def wall_clock(first: date) -> list[tuple[date, time]]:
    """What it shows at the start of each cell."""
    midnight = datetime.combine(first, time(0), UTC)
    shown = [(midnight + cell * FIVE).astimezone(CLINIC_TZ) for cell in range(CELLS)]
    return [(clock.date(), clock.time()) for clock in shown]


def free_cells(asked: Question, diary: Diary, closings: list[tuple[int, int]]) -> list[bool]:
    """Cell by cell, by what a clock on the wall of the clinic shows."""
    lines = diary.hours(asked.first)
    free = [
        any(day == shown and opens <= clock < closes for day, opens, closes in lines)
        for shown, clock in wall_clock(asked.first)
    ]
    away = [(start, start + lasts) for start, lasts in [*diary.absences, *closings]]
    kept = [
        (start - asked.turnaround, end + after)
        for start, end, after, kind in diary.placed()
        if KINDS[kind]
    ]
    for start, end in [*away, *kept]:
        for cell in range(max(start, 0), min(end, CELLS)):
            free[cell] = False
    return free


def openings_in(free: list[bool], asked: Question) -> list[int]:
    """Walk the calendar: where a whole visit fits on the grid, put one."""
    found, cell = [], asked.bookable.start
    while cell + asked.length <= asked.bookable.stop:
        if cell % (asked.step // FIVE) == 0 and all(free[cell : cell + asked.length]):
            found.append(cell)
            cell += asked.length
        else:
            cell += 1
    return found


@pytest.mark.django_db
def test_visits_just_outside_the_window_reach_into_it_with_their_turnaround() -> None:
    slot = SlotFactory(starts_at=at(7), ends_at=at(13))
    before, after = timedelta(minutes=50), timedelta(minutes=20)
    for start in (at(7, 30), at(12, 10)):
        AppointmentFactory(practitioner=slot.practitioner, starts_at=start, turnaround=before)

    free = Practitioner.objects.free_spans(Span(at(8), at(12)), turnaround=after, now=NOW)

    assert [span for _pk, span in free if span.ends_at > at(8)] == [Span(at(8, 50), at(11, 50))]


class TestFreeTime(TestCase):
    @settings(deadline=None, max_examples=80)
    @given(asked=questions, people=st.lists(diaries, min_size=1, max_size=3), closings=absences)
    def test_free_time_and_openings_are_where_a_walk_through_the_calendar_finds_room(
        self, asked: Question, people: list[Diary], closings: list[tuple[int, int]]
    ) -> None:
        treatment = TreatmentFactory(
            duration=asked.length * FIVE, turnaround=asked.turnaround * FIVE
        )
        PatientFactory()
        stored = [(store(asked, treatment, diary), diary) for diary in people]
        Absence.objects.bulk_create(absence(asked, closing, None) for closing in closings)
        walked = {person.pk: free_cells(asked, diary, closings) for person, diary in stored}
        window = Span(asked.instant(asked.window[0]), asked.instant(asked.window[1]))

        free = Practitioner.objects.filter(pk__in=walked).free_spans(
            window, turnaround=treatment.turnaround, now=asked.now, visitor=VISITOR
        )
        openings = find_openings(
            treatment,
            [person for person, _diary in stored],
            rules=asked.rules,
            now=asked.now,
            window=window,
            visitor=VISITOR,
        )

        for pk, cells_of_person in walked.items():
            spans = [span for owner, span in free if owner == pk]
            assert all(one.ends_at < next_one.starts_at for one, next_one in pairwise(spans))
            assert painted(asked, spans) == clipped(asked, cells_of_person)
        assert openings == sorted(
            Opening(asked.instant(cell), asked.instant(cell + asked.length), pk)
            for pk, cells_of_person in walked.items()
            for cell in openings_in(cells_of_person, asked)
        )


def clipped(asked: Question, free: list[bool]) -> list[bool]:
    first, last = asked.window
    return free[first:last]


def painted(asked: Question, spans: list[Span]) -> list[bool]:
    """What spans leave free of the window, cell by cell."""
    free = [False] * CELLS
    for span in spans:
        start, end = ((bound - asked.instant(0)) // FIVE for bound in span)
        for cell in range(max(start, 0), min(end, CELLS)):
            free[cell] = True
    return clipped(asked, free)


def store(asked: Question, treatment: Treatment, diary: Diary) -> Practitioner:
    person: Practitioner = PractitionerFactory(treatments=[treatment])
    spans = [clinic_span(*line) for line in diary.hours(asked.first)]
    Slot.objects.bulk_create(
        Slot(practitioner=person, starts_at=span.starts_at, ends_at=span.ends_at)
        for span in spans
        if span
    )
    Absence.objects.bulk_create(absence(asked, one, person) for one in diary.absences)
    Appointment.objects.bulk_create(
        appointment(asked, one, person, treatment) for one in diary.placed()
    )
    return person


def absence(asked: Question, one: tuple[int, int], person: Practitioner | None) -> Absence:
    start, lasts = one
    return Absence(
        practitioner=person,
        starts_at=asked.instant(start),
        ends_at=asked.instant(start + lasts),
    )


def appointment(
    asked: Question, one: tuple[int, int, int, str], person: Practitioner, treatment: Treatment
) -> Appointment:
    start, end, after, kind = one
    held = {"status": AppointmentStatus.PENDING}
    changes = {
        "booked": {"patient": Patient.objects.get()},
        "held": held | {"held_until": asked.now + FIVE, "hold_key": uuid4()},
        "expired": held | {"held_until": asked.now, "hold_key": uuid4()},
        "own hold": held | {"held_until": asked.now + FIVE, "hold_key": VISITOR},
        "cancelled": {"cancelled": True},
    }[kind]
    built: Appointment = AppointmentFactory.build(
        **{"patient": None} | changes,
        practitioner=person,
        treatment=treatment,
        turnaround=after * FIVE,
        starts_at=asked.instant(start),
        ends_at=asked.instant(end),
    )
    return built
