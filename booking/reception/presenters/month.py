"""The month beside the agenda: each day leads to its agenda, and says how full it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.models import Absence
from booking.models.sight import Sight
from booking.reception.presenters.where import month_around
from booking.scheduling.clock import clinic_day
from booking.scheduling.spans import Span
from booking.services.practice.fullness import fullness

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month; `full` in per cent, None on a day without work or before it is known."""

    day: date
    is_of_month: bool
    is_closed: bool
    full: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of the month of `day`, and a day of the month before and after it.

    `is_known` when it says how full the days are.
    """

    day: date
    weeks: Sequence[Sequence[MonthDay]]
    before: date
    after: date
    is_known: bool


def month_of(day: date, full: Mapping[date, int], closed: Sequence[Span] = ()) -> Month:
    """The month in which a day falls, with what is known of its days. Takes no query."""
    first, last = month_around(day)
    cells = [
        MonthDay(
            one,
            one.month == day.month,
            any(span.covers(clinic_day(one)) for span in closed),
            full.get(one),
        )
        for one in (first + number * DAY for number in range((last - first).days + 1))
    ]
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    after = (day.replace(day=28) + 4 * DAY).replace(day=1)
    return Month(day, weeks, (day.replace(day=1) - DAY).replace(day=1), after, bool(full or closed))


def known_month(day: date, sight: Sight) -> Month:
    """The month with how full each day is of the therapists in sight. Takes three queries."""
    first, last = month_around(day)
    window = Span(clinic_day(first).starts_at, clinic_day(last).ends_at)
    full = {one: round(part * 100) for one, part in fullness(window, sight).items()}
    closings = Absence.objects.during(window).filter(practitioner=None)
    return month_of(day, full, [one.span for one in closings])
