"""A plain model of a calendar: cells of five minutes, no ranges.

Three days, of which the middle one may be a clock change. It is what free time is compared with.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import uuid4

from hypothesis import strategies as st

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, Patient, Practitioner, Slot, Treatment
from booking.models.treatment import STEPS
from booking.scheduling.clock import CLINIC_TZ, clinic_span
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from tests.factories.booking import AppointmentFactory, PractitionerFactory

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
        """The hours that the therapist works, at most once a day."""
        lines = {day: (opens, closes) for day, opens, closes in self.roster if opens < closes}
        return [
            (first + timedelta(days=day), time(opens), time(closes))
            for day, (opens, closes) in lines.items()
        ]

    def placed(self) -> list[tuple[int, int, int, str]]:
        """The visits one after the other, as they cannot overlap: start, end, turnaround, kind."""
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
    """The day and hour that the clinic's clock shows at the start of each cell."""
    midnight = datetime.combine(first, time(0), UTC)
    shown = [(midnight + cell * FIVE).astimezone(CLINIC_TZ) for cell in range(CELLS)]
    return [(clock.date(), clock.time()) for clock in shown]


def free_cells(asked: Question, diary: Diary, closings: list[tuple[int, int]]) -> list[bool]:
    """Tell for each cell if it is free, by what a clock on the wall of the clinic shows."""
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
    """Walk through the calendar and put a visit wherever a whole one fits on the grid."""
    found, cell = [], asked.bookable.start
    while cell + asked.length <= asked.bookable.stop:
        if cell % (asked.step // FIVE) == 0 and all(free[cell : cell + asked.length]):
            found.append(cell)
            cell += asked.length
        else:
            cell += 1
    return found


def clipped(asked: Question, free: list[bool]) -> list[bool]:
    first, last = asked.window
    return free[first:last]


def painted(asked: Question, spans: list[Span]) -> list[bool]:
    """Tell for each cell of the window if the spans have it free."""
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
