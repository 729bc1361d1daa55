"""Calendar arithmetic without a database: free time into openings, rosters into dated spans.

Instants are aware, spans half-open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

CLINIC_TZ = ZoneInfo("Europe/Brussels")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Years that somebody can mean: far from the ends of the calendar, where arithmetic overflows.
PLAUSIBLE_YEARS = range(2000, 2200)


class Span(NamedTuple):
    starts_at: datetime
    ends_at: datetime

    def covers(self, other: "Span") -> bool:
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def overlap(self, other: "Span") -> "Span | None":
        """The part that both have."""
        start, end = max(self.starts_at, other.starts_at), min(self.ends_at, other.ends_at)
        return Span(start, end) if start < end else None


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


def plausible_day(text: str) -> date | None:
    """What an ISO date in an address says; None for what is none, or far from our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in PLAUSIBLE_YEARS else None


def clinic_date(instant: datetime) -> date:
    return instant.astimezone(CLINIC_TZ).date()


def clinic_clock(instant: datetime) -> time:
    return instant.astimezone(CLINIC_TZ).time()


def comes_twice(instant: datetime) -> bool:
    """Whether the clinic's clock shows the same at another instant: the hour before winter time."""
    clock = instant.astimezone(CLINIC_TZ)
    return clock.utcoffset() != clock.replace(fold=1 - clock.fold).utcoffset()


def is_summer_time(instant: datetime) -> bool:
    return bool(instant.astimezone(CLINIC_TZ).dst())


def clinic_span(day: date, opens: time, closes: time, tz: ZoneInfo = CLINIC_TZ) -> Span | None:
    """The UTC span between two wall-clock times; None where the clock change leaves nothing."""
    span = Span(
        datetime.combine(day, opens, tz).astimezone(UTC),
        datetime.combine(day, closes, tz).astimezone(UTC),
    )
    return span if span.starts_at < span.ends_at else None


def clinic_day(day: date, tz: ZoneInfo = CLINIC_TZ) -> Span:
    """From midnight to midnight on the clinic's clock: 23 or 25 hours when the clock changes."""
    return Span(
        datetime.combine(day, time.min, tz).astimezone(UTC),
        datetime.combine(day + timedelta(days=1), time.min, tz).astimezone(UTC),
    )


def roster_days(
    first: date, last: date, *, weekday: int, every_n_weeks: int, anchor: date
) -> Iterator[date]:
    """Days on ISO `weekday`, both ends included, in every n-th week from the one of `anchor`."""
    if first > last:
        return  # before any arithmetic: a roster may begin on the last day of the calendar
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    while day <= last:
        if (day - monday).days // 7 % every_n_weeks == 0:
            yield day
        day += timedelta(days=7)


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
