"""A calendar of openings: days, parts of the day, and one button for each start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.models import Practitioner
from booking.public.forms import HoldForm
from booking.scheduling.clock import clinic_day
from booking.scheduling.openings import Opening, by_day, one_per_start
from booking.scheduling.parts_of_day import PartOfDay, part_of_day
from booking.scheduling.spans import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """One opening as a button; `value` is posted by it."""

    value: str
    starts_at: datetime
    practitioner: Practitioner


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a day, with the openings in it."""

    name: str
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class Day:
    """A link to the openings of one day; `is_late` marks a day too late for the prescription."""

    date: date
    count: int
    url: str
    is_shown: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one week that have openings, and the openings of the day that is shown.

    `earlier_url` and `later_url` lead to the nearest weeks with openings; empty for none.
    """

    days: list[Day]
    shown: Day
    parts: list[Part]
    earlier_url: str
    later_url: str


def calendar(
    openings: Iterable[Opening],
    people: Iterable[Practitioner],
    *,
    asked: date | None,
    address: Callable[[date], str],
    is_late: Callable[[date], bool] = lambda _day: False,
) -> Calendar | None:
    """Show the day `asked` for, or else the next one with openings; None without any opening.

    `people` are all therapists who have an opening; `address` gives the page of a day.
    """
    free = by_day(openings)
    if not free:
        return None
    shown = next((day for day in free if asked is None or day >= asked), max(free))
    starts = {day: one_per_start(free[day]) for day in free if monday(day) == monday(shown)}
    days = [
        Day(day, len(listed), address(day), day == shown, is_late(day))
        for day, listed in starts.items()
    ]
    earlier = [monday(day) for day in free if day < days[0].date]
    later = [day for day in free if day > days[-1].date]
    before = [day for day in free if earlier and monday(day) == earlier[-1]]
    return Calendar(
        days,
        next(day for day in days if day.is_shown),
        parts_of_day(moments(starts[shown], people)),
        earlier_url=address(before[0]) if before else "",
        later_url=address(later[0]) if later else "",
    )


def week_of(shown: Calendar | None) -> Span | None:
    """The week that a calendar shows; None without one."""
    if shown is None:
        return None
    first = monday(shown.shown.date)
    return Span(clinic_day(first).starts_at, clinic_day(first + timedelta(days=6)).ends_at)


def monday(day: date) -> date:
    """Return the Monday of the week of that day."""
    return day - timedelta(days=day.weekday())


def moments(openings: Iterable[Opening], people: Iterable[Practitioner]) -> list[Moment]:
    """Turn openings into buttons, in the same order.

    `people` are all therapists who have one of the openings.
    """
    by_id = {person.pk: person for person in people}
    return [
        Moment(
            HoldForm.moment_of(opening, by_id[opening.practitioner_id]),
            opening.starts_at,
            by_id[opening.practitioner_id],
        )
        for opening in openings
    ]


def parts_of_day(of_day: Iterable[Moment]) -> list[Part]:
    """Divide one day into morning, afternoon and evening, on the clinic's clock.

    Parts without an opening are left out.
    """
    parts: dict[PartOfDay, list[Moment]] = {part: [] for part in PartOfDay}
    for moment in of_day:
        parts[part_of_day(moment.starts_at)].append(moment)
    return [Part(str(part.label), listed) for part, listed in parts.items() if listed]
