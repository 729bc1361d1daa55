"""Weeks of one therapist to scale: the roster as it repeats, or what is open day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import lcm

from django.utils.formats import date_format

from booking.models import Absence, Appointment, Practitioner, Slot, WorkingHours
from booking.models.shown import version_of
from booking.scheduling.clock import clinic_clock, clinic_date, clinic_day
from booking.scheduling.grid import Block, Scale
from booking.scheduling.spans import Span

WEEK = timedelta(days=7)
# Rosters that return after more weeks show the first of these; the others are a press away.
MOST_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours of a roster line or a slot in their place. `version` is that of a slot, to drag it."""

    block: Block
    span: Span
    row: WorkingHours | Slot
    version: str = ""

    @property
    def opens(self) -> time:
        return clinic_clock(self.span.starts_at)

    @property
    def closes(self) -> time:
        return clinic_clock(self.span.ends_at)


@dataclass(frozen=True, slots=True)
class Closed:
    """Time between, before or after the hours of a day; a break lies between two stretches."""

    block: Block
    span: Span
    is_break: bool

    @property
    def opens(self) -> time:
        return clinic_clock(self.span.starts_at)

    @property
    def closes(self) -> time:
        return clinic_clock(self.span.ends_at)

    @property
    def length(self) -> timedelta:
        return self.span.ends_at - self.span.starts_at


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its hours and what lies between them in order of time, absences and visits."""

    day: date
    pieces: list[Stretch | Closed]
    away: list[tuple[Block, Absence]]
    visits: list[Block]
    count: int = 0

    @property
    def weekday(self) -> int:
        return self.day.isoweekday()


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on, all on the same hours of the clock."""

    monday: date
    scale: Scale
    days: list[Day]

    @property
    def name(self) -> str:
        """The Monday in words. Example: "11 januari 2027"."""
        return date_format(self.monday, "j F Y")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def roster_weeks(person: Practitioner, monday: date) -> list[Week]:
    """The weeks after which the roster returns, from a Monday on; one query.

    Two for somebody who works every other Tuesday, at most MOST_WEEKS.
    """
    lines = list(person.working_hours.all())
    sunday = monday + MOST_WEEKS * WEEK - timedelta(days=1)
    shown = [line for line in lines if any(line.days(monday, sunday))]
    count = min(lcm(1, *(line.every_n_weeks for line in shown)), MOST_WEEKS)
    mondays = [monday + number * WEEK for number in range(count)]
    return [week_of_lines(lines, one) for one in mondays]


def week_of_lines(lines: Iterable[WorkingHours], monday: date) -> Week:
    """One week of roster lines, on the days on which they hold."""
    sunday = monday + timedelta(days=6)
    rows = [(span, line) for line in lines for span in line.spans(monday, sunday)]
    return _week(monday, rows, [], [])


def week_of_days(person: Practitioner, monday: date, *, now: datetime) -> Week:
    """The hours of one week that are open, with absences and appointments; three queries."""
    window = Span(clinic_day(monday).starts_at, clinic_day(monday + timedelta(days=6)).ends_at)
    slots = [(one.span, one) for one in person.slots.during(window).order_by("starts_at")]
    away = list(Absence.objects.during(window).of(person.pk))
    visits = Appointment.objects.during(window).holding_time(now).filter(practitioner=person)
    booked = [Span(*one) for one in visits.values_list("starts_at", "ends_at")]
    return _week(monday, slots, away, booked, now=now)


def _week(
    monday: date,
    rows: Sequence[tuple[Span, WorkingHours | Slot]],
    away: Sequence[Absence],
    visits: Sequence[Span],
    *,
    now: datetime | None = None,
) -> Week:
    windows = [clinic_day(monday + timedelta(days=number)) for number in range(7)]
    scales = Scale.alike(windows, [*(span for span, _row in rows), *visits])
    days = []
    for window, scale in zip(windows, scales, strict=True):
        own = sorted((one for one in rows if one[0].overlap(window)), key=lambda one: one[0])
        booked = [block for one in visits if (block := scale.place(one))]
        days.append(
            Day(
                clinic_date(window.starts_at),
                _pieces(scale, own, now),
                [(block, one) for one in away if (block := scale.place(one.span))],
                booked,
                len(booked),
            )
        )
    return Week(monday, scales[0], days)


def _pieces(
    scale: Scale, rows: Sequence[tuple[Span, WorkingHours | Slot]], now: datetime | None
) -> list[Stretch | Closed]:
    pieces: list[Stretch | Closed] = []
    for span, row in rows:
        if block := scale.place(span):
            version = version_of(row, now) if now and isinstance(row, Slot) else ""
            pieces.append(Stretch(block, span, row, version))
    first, last = (Span(edge, edge) for edge in scale.span)
    spans = [first, *(one.span for one in pieces), last]
    for number, (one, following) in enumerate(pairwise(spans)):
        between = Span(one.ends_at, following.starts_at)
        if between.starts_at < between.ends_at and (block := scale.place(between)):
            pieces.append(Closed(block, between, is_break=0 < number < len(spans) - 2))
    return sorted(pieces, key=lambda one: one.span)
