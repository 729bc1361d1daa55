"""Free time cut into openings, without a database.

Example: on a grid of 15 minutes, a free span from 9:05 to 10:50 is cut for a treatment of 30
minutes into openings at 9:15, 9:45 and 10:15. For one of 40 minutes the next start is the next one
on the grid, after 45 minutes: 9:15 and 10:00.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from booking.scheduling.clock import EPOCH, clinic_date
from booking.scheduling.spans import Span


class Opening(NamedTuple):
    """A time at which the practitioner is free for the whole treatment."""

    starts_at: datetime
    ends_at: datetime
    practitioner_id: int

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


def on_grid(instant: datetime, grid: timedelta) -> bool:
    """Tell whether `instant` is a multiple of `grid`, counted from 1970 in UTC."""
    return (instant - EPOCH) % grid == timedelta(0)


def next_on_grid(instant: datetime, grid: timedelta) -> datetime:
    """The first instant on the grid that is not before `instant`."""
    return instant + (EPOCH - instant) % grid


def cut(
    free: Iterable[tuple[int, Span]], *, window: Span, length: timedelta, grid: timedelta
) -> list[Opening]:
    """Cut free time into openings of `length` on the grid within `window`, in order of time.

    `free` holds pairs of a practitioner's id and a span. The openings of a span lie back to back,
    so that a day fills without gaps too short for an appointment.
    """
    step = next_on_grid(EPOCH + length, grid) - EPOCH
    openings = []
    for practitioner_id, span in free:
        start = next_on_grid(max(span.starts_at, window.starts_at), grid)
        until = min(span.ends_at, window.ends_at)
        while (end := start + length) <= until:
            openings.append(Opening(start, end, practitioner_id))
            start += step
    return sorted(openings)


def every_start(
    free: Iterable[tuple[int, Span]], *, window: Span, length: timedelta, grid: timedelta
) -> list[Opening]:
    """Openings of `length` at each step of the grid within `window`, in order of time.

    They overlap, unlike those of cut(): of use where one hour is wanted and no other.
    """
    openings = []
    for practitioner_id, span in free:
        start = next_on_grid(max(span.starts_at, window.starts_at), grid)
        until = min(span.ends_at, window.ends_at)
        while (end := start + length) <= until:
            openings.append(Opening(start, end, practitioner_id))
            start += grid
    return sorted(openings)


def by_day(openings: Iterable[Opening]) -> dict[date, list[Opening]]:
    """Openings by their clinic date; days and openings are in order of time."""
    days: dict[date, list[Opening]] = {}
    for opening in sorted(openings):
        days.setdefault(clinic_date(opening.starts_at), []).append(opening)
    return days


def one_per_start(openings: Iterable[Opening]) -> list[Opening]:
    """Keep one of the openings that start together, whose practitioner has the most openings."""
    openings = sorted(openings)
    left = Counter(opening.practitioner_id for opening in openings)
    best: dict[datetime, Opening] = {}
    for opening in openings:
        kept = best.setdefault(opening.starts_at, opening)
        if left[opening.practitioner_id] > left[kept.practitioner_id]:
            best[opening.starts_at] = opening
    return list(best.values())


def nearest(openings: Iterable[Opening], to: datetime, *, count: int) -> list[Opening]:
    """The `count` openings that start closest to `to`, in order of time."""
    return sorted(sorted(openings, key=lambda opening: abs(opening.starts_at - to))[:count])
