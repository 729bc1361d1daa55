"""The plan of a series on the agenda: its appointments, and other starts that each may have.

All buttons are of one form of the page. They send:

- `toont`: the day to show, "2027-01-12", or the week of a therapist in which it falls,
  "2027-01-12@3";
- `start`: another start for the appointment of a wished day, "2027-01-12=noor|2027-01-12T08:00Z";
- `zonder`: a wished day whose appointment is dropped; `toch`: one that gets an appointment again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from booking.models import Absence, Appointment, Practitioner
from booking.public.forms import HoldForm
from booking.public.presenters.proposal import Proposal
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.clocks import WithHours
from booking.reception.presenters.grid import Column, Visit
from booking.reception.presenters.where import month_around
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.grid import Block
from booking.scheduling.openings import Opening
from booking.scheduling.series_plan import Obstacle, Plan, PlannedVisit, Wish
from booking.scheduling.spans import Span
from booking.text.formats import day_of_year_text, time_text

DAY = timedelta(days=1)
# Another start is a quarter of an hour high, so that those around it show.
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Planned(WithHours):
    """A place in a column for appointment `number` of `count`, which is for the day `wished`.

    `is_chosen` is where the plan has it; elsewhere `value` puts it there.
    """

    block: Block
    number: int
    count: int
    wished: date
    opening: Opening
    practitioner: Practitioner
    is_chosen: bool

    @property
    def starts_at(self) -> datetime:
        return self.opening.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.opening.ends_at

    @property
    def value(self) -> str:
        """The wished day and this start, as the button sends them."""
        return f"{self.wished}={HoldForm.moment_of(self.opening, self.practitioner)}"


@dataclass(frozen=True, slots=True)
class Row:
    """An appointment of the plan with its list of starts."""

    number: int
    wished: date
    opening: Opening
    proposal: Proposal
    is_shown: bool

    @property
    def day(self) -> date:
        return clinic_date(self.opening.starts_at)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of the month, with the numbers of the appointments that the plan has on it."""

    day: date
    numbers: Sequence[int]
    is_of_month: bool
    is_closed: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """The weeks of the month of `day`, and a day of the month before and after it."""

    day: date
    weeks: Sequence[Sequence[PlannedDay]]
    before: date
    after: date


def draw_plan(agenda: Agenda, plan: Plan, people: Mapping[int, Practitioner]) -> Agenda:
    """The agenda with the plan in place of its free time; no query."""
    numbered = list(enumerate(plan.visits, 1))
    columns = [_with_plan(column, numbered, people) for column in agenda.columns]
    return replace(agenda, columns=columns)


def _with_plan(
    column: Column,
    numbered: Sequence[tuple[int, PlannedVisit]],
    people: Mapping[int, Practitioner],
) -> Column:
    pieces: list[Any] = [piece for piece in column.pieces if isinstance(piece, Visit)]
    person = people.get(column.practitioner.pk)
    for number, visit in numbered if person else ():
        for opening in {visit.opening, *visit.starts}:
            is_chosen = opening == visit.opening
            is_here = opening.practitioner_id == column.practitioner.pk
            if not is_here or clinic_date(opening.starts_at) != column.day:
                continue
            if not is_chosen and visit.opening.span.overlap(_quarter_of(opening)):
                continue
            block = column.scale.place(opening.span if is_chosen else _quarter_of(opening))
            if person and block:
                place = block, number, len(numbered), visit.wished
                pieces.append(Planned(*place, opening, person, is_chosen))
    pieces.sort(key=lambda piece: piece.starts_at)
    return replace(column, pieces=pieces, remark="")


def _quarter_of(opening: Opening) -> Span:
    return Span(opening.starts_at, min(opening.ends_at, opening.starts_at + QUARTER))


def rows_of(plan: Plan, proposals: Sequence[Proposal], shown: Span) -> list[Row]:
    """The appointments of the plan, in order of time; `shown` is what the agenda shows."""
    return [
        Row(
            number,
            visit.wished,
            visit.opening,
            proposal,
            bool(shown.overlap(visit.opening.span)),
        )
        for number, (visit, proposal) in enumerate(zip(plan.visits, proposals, strict=True), 1)
    ]


def with_other_visits(rows: Sequence[Row], starts: Sequence[datetime]) -> list[Row]:
    """Say at each row of a day with one of these `starts` that the patient comes then already."""
    by_day: dict[date, list[datetime]] = {}
    for start in sorted(starts):
        by_day.setdefault(clinic_date(start), []).append(start)
    told = _("The patient comes that day already, at %(hours)s.")
    noted = []
    for row in rows:
        if hours := by_day.get(row.day):
            words = told % {"hours": get_text_list([time_text(one) for one in hours], _("and"))}
            note = " ".join(filter(None, [row.proposal.note, words]))
            row = replace(row, proposal=replace(row.proposal, note=note))
        noted.append(row)
    return noted


def left_out(plan: Plan) -> list[date]:
    """Wished days whose appointment the desk dropped."""
    return [day for day, why in plan.skipped if why == Obstacle.LEFT_OUT]


def days_taken(
    days: Mapping[date, Sequence[Appointment]], wish: Wish, plan: Plan
) -> list[tuple[date, str]]:
    """Wished days that the plan passes over as the patient comes then already, with the words."""
    is_whole = len(plan.visits) == wish.count
    last = max(days, default=wish.first_day)
    if is_whole:
        last = clinic_date(plan.visits[-1].opening.starts_at)
    told = _("%(day)s: comes that day already at %(hours)s")
    return [
        (day, told % {"day": capfirst(day_of_year_text(day)), "hours": _hours_of(days[day])})
        for day in sorted(days)
        if day.isoweekday() in wish.weekdays and wish.first_day <= day <= last
    ]


def _hours_of(visits: Sequence[Appointment]) -> str:
    starts = sorted(visit.starts_at for visit in visits)
    return get_text_list([time_text(start) for start in starts], _("and"))


def month_of_plan(day: date, plan: Plan, shown: Span) -> PlannedMonth:
    """The month in which `day` falls; one query."""
    first, last = month_around(day)
    window = Span(clinic_day(first).starts_at, clinic_day(last).ends_at)
    closed = [one.span for one in Absence.objects.during(window).filter(practitioner=None)]
    numbers: dict[date, list[int]] = {}
    for number, visit in enumerate(plan.visits, 1):
        numbers.setdefault(clinic_date(visit.opening.starts_at), []).append(number)
    cells = [
        PlannedDay(
            one,
            numbers.get(one, []),
            one.month == day.month,
            any(span.covers(clinic_day(one)) for span in closed),
            bool(shown.overlap(clinic_day(one))),
        )
        for one in (first + number * DAY for number in range((last - first).days + 1))
    ]
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    after = (day.replace(day=28) + 4 * DAY).replace(day=1)
    return PlannedMonth(day, weeks, (day.replace(day=1) - DAY).replace(day=1), after)
