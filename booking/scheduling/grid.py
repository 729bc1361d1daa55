"""Places of periods on a scale of one day that is true to the minute, without a database.

Example: on a scale from 8:00 on, an appointment from 9:30 to 10:15 starts at minute 90 and is 45
minutes long. Minutes are those that pass, not those of the clock: on the night that winter time
begins, 8:00 comes nine hours after midnight.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.room import Room
from booking.scheduling.spans import Span

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
# Free time is looked for at each of these, counted from the first hour.
FREE_STEP = timedelta(minutes=5)
# Free time is cut at each half hour, so that each part can be pressed.
STEPS_PER_PART = 6
# These hours show even when nobody works then.
USUAL_HOURS = (8, 18)


class Block(NamedTuple):
    """A place on the scale: minutes after the first hour, and a length in minutes."""

    start: int
    length: int


class Gap(NamedTuple):
    """A start at which some treatment fits, until the next half hour or the end of the free time.

    `free_until` is how long nothing else begins. `is_first` for the first of its free time.
    """

    span: Span
    free_until: datetime
    is_first: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The hours of one day that are shown, from `span.starts_at` on."""

    span: Span

    @classmethod
    def of(cls, day: Span, periods: Iterable[Span]) -> "Scale":
        """Build the scale of whole hours: the usual ones, and others that hold a period.

        Example: with a period from 7:30 to 12:00 it runs from 7:00 to 18:00 in clinic time.
        """
        shown = list(periods)
        midnight = day.starts_at.astimezone(CLINIC_TZ)
        first, last = (midnight.replace(hour=hour) for hour in USUAL_HOURS)
        starts = [one.starts_at.astimezone(CLINIC_TZ) for one in shown]
        ends = [one.ends_at.astimezone(CLINIC_TZ) for one in shown]
        # In UTC: the difference of two local times forgets the hour that the clock skipped.
        begin = _whole_hour(min([first, *starts])).astimezone(UTC)
        end = _whole_hour(max([last, *ends]) + timedelta(minutes=59)).astimezone(UTC)
        return cls(Span(max(day.starts_at, begin), min(day.ends_at, end)))

    @classmethod
    def alike(cls, days: Sequence[Span], periods: Iterable[Span]) -> list["Scale"]:
        """Build scales of several days that show the same hours of the clock."""
        shown = list(periods)
        each = [cls.of(day, filter(day.overlap, shown)).span for day in days]
        first = min(one.starts_at.astimezone(CLINIC_TZ).hour for one in each)
        # Midnight is the end of its day, and no hour of the next.
        last = max((one.ends_at - timedelta(seconds=1)).astimezone(CLINIC_TZ).hour for one in each)
        return [cls.of(day, _hours(day, first, last)) for day in days]

    @property
    def minutes(self) -> int:
        """Length of the scale in minutes."""
        return (self.span.ends_at - self.span.starts_at) // MINUTE

    @property
    def hours(self) -> list[tuple[int, datetime]]:
        """Whole hours, each after its minute on the scale."""
        return [
            (minute, self.span.starts_at + minute * MINUTE) for minute in range(0, self.minutes, 60)
        ]

    def minute_of(self, instant: datetime) -> int | None:
        """The minute of an instant; None when it is not on the scale."""
        if not self.span.starts_at <= instant < self.span.ends_at:
            return None
        return (instant - self.span.starts_at) // MINUTE

    def place(self, period: Span) -> Block | None:
        """The place of the part of a period that is on the scale; None when no part of it is.

        Periods that touch get places that touch. Less than a minute is shown as one.
        """
        shown = period.overlap(self.span)
        if shown is None:
            return None
        start = (shown.starts_at - self.span.starts_at) // MINUTE
        end = (shown.ends_at - self.span.starts_at) // MINUTE
        return Block(start, max(end - start, 1))

    def gaps(self, room: Room, fits: Callable[[datetime], bool], *, now: datetime) -> list[Gap]:
        """Starts that can be booked from now on, in order; `fits` tells whether a treatment does.

        Each is cut at the half hour. Where nothing fits at its first moment, nothing fits later in
        it, so the others need not be asked.
        """
        count = self.minutes * MINUTE // FREE_STEP
        starts = [self.span.starts_at + step * FREE_STEP for step in range(count)]
        until = [room.free_until(start) if start >= now else None for start in starts]
        found: list[Gap] = []
        parts = groupby(range(count), key=lambda step: (until[step], step // STEPS_PER_PART))
        for (free_until, _part), steps in parts:
            part = list(steps)
            if free_until is None or not fits(starts[part[0]]):
                continue
            end = min(starts[part[-1]] + FREE_STEP, free_until)
            is_first = not found or found[-1].free_until != free_until
            found.append(Gap(Span(starts[part[0]], end), free_until, is_first))
        return found


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Join blocks that touch. They are in order of their starts.

    Example: (0, 30), (30, 15) and (60, 30) become (0, 45) and (60, 30).
    """
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and last.start + last.length >= block.start:
            end = max(last.start + last.length, block.start + block.length)
            found[-1] = Block(last.start, end - last.start)
        else:
            found.append(block)
    return found


def _hours(day: Span, first: int, last: int) -> list[Span]:
    """The first and the last hour of the clock on that day, a minute of each."""
    midnight = day.starts_at.astimezone(CLINIC_TZ)
    starts = [midnight.replace(hour=hour).astimezone(UTC) for hour in (first, last)]
    return [Span(start, start + MINUTE) for start in starts]


def _whole_hour(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
