"""Beside the agenda: the coming days on which what is in the hand fits, and its first starts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.models import Absence, Practitioner
from booking.reception.presenters.clocks import WithStart
from booking.reception.presenters.hand import Hand
from booking.reception.presenters.kin import Kin
from booking.reception.presenters.spot import Spot
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.visits.find_starts import find_starts

DAY = timedelta(days=1)
# First starts are sought this far ahead.
AHEAD = timedelta(weeks=4)
MOST_ROWS = 6
# Of these the first ones, whoever has them; the others are with the therapist who had it.
FIRST_ROWS = 4


@dataclass(frozen=True, slots=True)
class FittingDay:
    """A day of the month, with the number of starts that fit and the address of its agenda."""

    day: date
    count: int
    is_closed: bool
    is_of_month: bool
    is_past: bool
    url: str


@dataclass(frozen=True, slots=True)
class Row(WithStart):
    """One of the first starts that fit; `is_same` with the therapist who had the appointment."""

    opening: Opening
    practitioner: Practitioner
    is_same: bool

    @property
    def starts_at(self) -> datetime:
        return self.opening.starts_at

    @property
    def spot(self) -> Spot:
        return Spot(self.practitioner.pk, self.starts_at)


@dataclass(frozen=True)
class Where:
    """The month around the day that is shown, in weeks, and the first starts from now on."""

    day: date
    weeks: Sequence[Sequence[FittingDay]]
    rows: Sequence[Row]
    previous_url: str
    next_url: str


def where_it_fits(hand: Hand, day: date, kin: Kin, *, now: datetime) -> Where:
    """Find where it fits in the month of `day`, and from now on; three queries at most.

    `kin` says whose week is shown, so that a day leads to that week.
    """
    first, last = month_around(day)
    month = Span(clinic_day(first).starts_at, clinic_day(last).ends_at)
    soon = Span(now, now + AHEAD)
    found = openings_in(hand, [month, soon], now)
    counts = Counter(clinic_date(one.starts_at) for one in found)
    closings = list(Absence.objects.during(month).filter(practitioner=None))
    days = [first + number * DAY for number in range((last - first).days + 1)]
    cells = [
        FittingDay(
            one,
            counts[one],
            any(closing.span.covers(clinic_day(one)) for closing in closings),
            one.month == day.month,
            one < clinic_date(now),
            hand.address(one, kin),
        )
        for one in days
    ]
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    rows = first_rows(hand, [one for one in found if one.starts_at < soon.ends_at])
    before, after = day.replace(day=1) - DAY, (day.replace(day=28) + 4 * DAY).replace(day=1)
    urls = [hand.address(one, kin) for one in (before.replace(day=1), after)]
    return Where(day, weeks, rows, *urls)


def month_around(day: date) -> tuple[date, date]:
    """The Monday and the Sunday between which all weeks of the month of `day` lie."""
    first = day.replace(day=1)
    last = (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY


def openings_in(hand: Hand, windows: Sequence[Span], now: datetime) -> list[Opening]:
    """Starts that fit in any of the windows; one query for windows that touch."""
    found: set[Opening] = set()
    apart: list[Span] = []
    for window in sorted(windows):
        if apart and window.starts_at <= apart[-1].ends_at:
            apart[-1] = Span(apart[-1].starts_at, max(apart[-1].ends_at, window.ends_at))
        else:
            apart.append(window)
    for window in apart:
        found |= set(find_starts(hand.wanted, hand.need, hand.people, window, now=now))
    return sorted(found)


def first_rows(hand: Hand, found: Sequence[Opening]) -> list[Row]:
    """The first start of each free time: some of anybody, the others with the same therapist."""
    people = {one.pk: one for one in hand.people}
    there = {(one.practitioner_id, one.starts_at) for one in found}
    same = hand.visit.practitioner_id if hand.visit else None
    firsts = [
        one for one in found if (one.practitioner_id, one.starts_at - hand.need.step) not in there
    ]
    shown = firsts[: FIRST_ROWS if same else MOST_ROWS]
    own = [one for one in firsts if one.practitioner_id == same and one not in shown]
    shown += own[: MOST_ROWS - len(shown)]
    return [
        Row(one, people[one.practitioner_id], one.practitioner_id == same) for one in sorted(shown)
    ]
