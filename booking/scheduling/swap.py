"""Two appointments that change places, without a database.

Example: Ann has 9:00-10:00 with Noor, who is free until 11:00, and Bob 14:00-14:30 with Wout. They
can change places if Wout is free until 15:00.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.scheduling.room import Room
from booking.scheduling.spans import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment where it stands: with which therapist (id), and in what room."""

    practitioner_id: int
    span: Span
    turnaround: timedelta
    room: Room

    @property
    def length(self) -> timedelta:
        return self.span.ends_at - self.span.starts_at

    def blocked_at(self, start: datetime) -> Span:
        """The time that it would take from `start` on, its turnaround included."""
        return Span(start, start + self.length + self.turnaround)


def can_swap(one: Standing, other: Standing) -> bool:
    """Tell whether each fits where the other stands once both have left their places."""
    if not _fits(one, other) or not _fits(other, one):
        return False
    if one.practitioner_id != other.practitioner_id:
        return True
    there, here = one.blocked_at(other.span.starts_at), other.blocked_at(one.span.starts_at)
    return there.overlap(here) is None


def _fits(moves: Standing, stands: Standing) -> bool:
    """Tell whether the first fits where the second stands."""
    left = {(moves.span, moves.turnaround), (stands.span, stands.turnaround)}
    room = stands.room
    taken = [one for one in room.taken if one not in left]
    free = Room(room.worked, room.away, taken)
    return free.takes(stands.span.starts_at, moves.length, moves.turnaround)
