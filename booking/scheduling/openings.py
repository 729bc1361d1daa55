"""Free time cut into the starts that can be booked, without a database."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from booking.scheduling.clock import EPOCH, clinic_date
from booking.scheduling.spans import Span


class Opening(NamedTuple):
    """A start that can be booked: `practitioner_id` is free for the whole treatment."""

    starts_at: datetime
    ends_at: datetime
    practitioner_id: int

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


def on_grid(instant: datetime, grid: timedelta) -> bool:
    return (instant - EPOCH) % grid == timedelta(0)


def next_on_grid(instant: datetime, grid: timedelta) -> datetime:
    return instant + (EPOCH - instant) % grid


def cut(
    free: Iterable[tuple[int, Span]], *, window: Span, length: timedelta, grid: timedelta
) -> list[Opening]:
    """Visits of `length` on the grid within `window`, in order of time; `free` is by practitioner.

    Back to back in each free span, so that a day fills without gaps too short for a visit.
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


def by_day(openings: Iterable[Opening]) -> dict[date, list[Opening]]:
    """Openings under their clinic date, both in order of time."""
    days: dict[date, list[Opening]] = {}
    for opening in sorted(openings):
        days.setdefault(clinic_date(opening.starts_at), []).append(opening)
    return days


def one_per_start(openings: Iterable[Opening]) -> list[Opening]:
    """Of those that start together keep the one whose practitioner has the most left."""
    openings = sorted(openings)
    left = Counter(opening.practitioner_id for opening in openings)
    best: dict[datetime, Opening] = {}
    for opening in openings:
        kept = best.setdefault(opening.starts_at, opening)
        if left[opening.practitioner_id] > left[kept.practitioner_id]:
            best[opening.starts_at] = opening
    return list(best.values())


def nearest(openings: Iterable[Opening], to: datetime, *, count: int) -> list[Opening]:
    """Those that start closest to `to`, in order of time."""
    return sorted(sorted(openings, key=lambda opening: abs(opening.starts_at - to))[:count])
