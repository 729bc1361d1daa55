"""Room in a therapist's day for an appointment that the desk books, without a database.

Example: Noor works from 9:00 to 12:00 and has an appointment from 10:00 to 10:30 with a turnaround
of 10 minutes. At 9:30 she is free until 10:00, which takes half an hour; a treatment of 30 minutes
with a turnaround of its own does not fit then. From 10:40 on she is free until 12:00.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.scheduling.spans import Span


@dataclass(frozen=True)
class Room:
    """The time of one therapist: worked, away, and taken by appointments and holds.

    `taken` has each appointment with its end and, after that, its turnaround.
    """

    worked: Sequence[Span]
    away: Sequence[Span]
    taken: Sequence[tuple[Span, timedelta]]

    @classmethod
    def of(
        cls, slots: Iterable[Span], away: Iterable[Span], taken: Iterable[tuple[Span, timedelta]]
    ) -> "Room":
        """Build the room from slots in any order; those that touch are one stretch."""
        worked: list[Span] = []
        for slot in sorted(slots):
            if worked and slot.starts_at <= worked[-1].ends_at:
                worked[-1] = Span(worked[-1].starts_at, max(worked[-1].ends_at, slot.ends_at))
            else:
                worked.append(slot)
        return cls(worked, list(away), list(taken))

    def free_until(self, start: datetime) -> datetime | None:
        """The moment until which `start` is free; None if it is not."""
        ends = [span.ends_at for span in self.worked if span.starts_at <= start < span.ends_at]
        if not ends:
            return None
        blocked = [Span(span.starts_at, span.ends_at + after) for span, after in self.taken]
        for span in [*self.away, *blocked]:
            if span.starts_at <= start < span.ends_at:
                return None
            if span.starts_at > start:
                ends.append(span.starts_at)
        return min(ends)

    def takes(self, start: datetime, length: timedelta, turnaround: timedelta) -> bool:
        """Tell whether an appointment of that length can start then, its turnaround included."""
        end, until = start + length, self.free_until(start)
        if until is None or until < end:
            return False
        blocked = Span(start, end + turnaround)
        return not any(span.overlap(blocked) for span, _after in self.taken)
