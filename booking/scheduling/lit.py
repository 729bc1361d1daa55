"""Starts at which an appointment fits in a therapist's day, and why it does not elsewhere.

Example: Noor works from 9:00 to 12:00, and has appointments from 9:30 to 10:00 and from 10:15 to
11:00. For half an hour, on a step of a quarter, the starts are 9:00, 11:00, 11:15 and 11:30. The
quarter from 10:00 to 10:15 is too short.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from booking.scheduling.openings import Opening, next_on_grid
from booking.scheduling.room import Room
from booking.scheduling.spans import Span, less


class Start(NamedTuple):
    """A start that fits, in time that is free until `free_until`."""

    starts_at: datetime
    free_until: datetime


class Reason(Enum):
    """A reason why an appointment does not fit in free time."""

    TOO_SHORT = "too short"
    # The appointment would fit, and the time that is kept free after it would not.
    NO_TURNAROUND = "no turnaround"
    # No start of the practice lies where it would fit.
    NO_STEP = "no step"
    # The patient has another appointment then, or enough of them on that day.
    PATIENT = "patient"


class Unfit(NamedTuple):
    """Free time in which the appointment fits nowhere."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Need:
    """The time that an appointment takes, and the starts that it may have.

    `allows` tells of a period whether the patient can have it.
    """

    length: timedelta
    turnaround: timedelta
    step: timedelta
    allows: Callable[[Span], bool] = lambda _span: True

    def fits(self, room: Room, start: datetime) -> bool:
        """Tell whether the appointment fits in that room at `start`."""
        return room.takes(start, self.length, self.turnaround) and self.allows(
            Span(start, start + self.length)
        )

    def steps(self, span: Span) -> Iterator[datetime]:
        """Starts of the practice from the beginning of a span until it ends."""
        start = next_on_grid(span.starts_at, self.step)
        while start < span.ends_at:
            yield start
            start += self.step


def light(room: Room, window: Span, need: Need) -> tuple[list[Start], list[Unfit]]:
    """Starts in `window` that fit, and free time in which none does; both in order of time."""
    starts: list[Start] = []
    unfit: list[Unfit] = []
    for span in free_time(room, window):
        fitting = [one for one in need.steps(span) if need.fits(room, one)]
        starts += [Start(one, span.ends_at) for one in fitting]
        if not fitting:
            unfit.append(Unfit(span, _why_not(room, span, need)))
    return starts, unfit


def free_time(room: Room, window: Span) -> list[Span]:
    """Time in `window` that is worked and neither away nor taken, in order."""
    blocked = [Span(span.starts_at, span.ends_at + after) for span, after in room.taken]
    worked = [(0, shown) for span in room.worked if (shown := span.overlap(window))]
    return [span for _pk, span in less(worked, [(0, span) for span in [*room.away, *blocked]])]


def every_start(free: Iterable[tuple[int, Span]], window: Span, need: Need) -> list[Opening]:
    """Find every opening that starts in `window`, in order of time.

    `free` holds pairs of a practitioner's id and a span that leaves room for the turnaround.
    """
    return sorted(
        Opening(start, start + need.length, pk)
        for pk, span in free
        if (shown := span.overlap(window))
        for start in need.steps(shown)
        if start + need.length <= span.ends_at and need.allows(Span(start, start + need.length))
    )


def _why_not(room: Room, span: Span, need: Need) -> Reason:
    if span.ends_at - span.starts_at < need.length:
        return Reason.TOO_SHORT
    fitting = [one for one in need.steps(span) if room.takes(one, need.length, need.turnaround)]
    if fitting:
        return Reason.PATIENT
    alone = [one for one in need.steps(span) if room.takes(one, need.length, timedelta(0))]
    return Reason.NO_TURNAROUND if alone else Reason.NO_STEP
