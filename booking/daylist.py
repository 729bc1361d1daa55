"""Openings as a page shows them: days, parts of the day, and one button for each start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from booking.availability import CLINIC_TZ, Opening, by_day, one_per_start
from booking.forms import HoldForm
from booking.models import Practitioner

NOON, EVENING = time(12), time(17)


@dataclass(frozen=True, slots=True)
class Moment:
    """One button: `value` is what it posts."""

    value: str
    starts_at: datetime
    practitioner: Practitioner


@dataclass(frozen=True, slots=True)
class PartOfDay:
    name: str
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    parts: list[PartOfDay]


def moments(openings: Iterable[Opening], people: Mapping[int, Practitioner]) -> list[Moment]:
    """In the order given. `people` by id."""
    return [
        Moment(
            HoldForm.moment_of(opening, people[opening.practitioner_id]),
            opening.starts_at,
            people[opening.practitioner_id],
        )
        for opening in openings
    ]


def days(openings: Iterable[Opening], people: Mapping[int, Practitioner]) -> list[Day]:
    return [
        Day(day, parts_of_day(moments(one_per_start(of_day), people)))
        for day, of_day in by_day(openings).items()
    ]


def parts_of_day(of_day: list[Moment]) -> list[PartOfDay]:
    """Morning, afternoon and evening on the clinic's clock; parts without a moment are left out."""
    names = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}
    parts: dict[str, list[Moment]] = {part: [] for part in names}
    for moment in of_day:
        clock = moment.starts_at.astimezone(CLINIC_TZ).time()
        part = "morning" if clock < NOON else "afternoon" if clock < EVENING else "evening"
        parts[part].append(moment)
    return [PartOfDay(names[part], listed) for part, listed in parts.items() if listed]
