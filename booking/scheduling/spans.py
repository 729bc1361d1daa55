"""Stretches of time between two aware instants; the end is not part of it."""

from datetime import datetime
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of time: spans that only touch do not overlap."""

    starts_at: datetime
    ends_at: datetime

    def covers(self, other: "Span") -> bool:
        """Tell whether all of `other` lies in this span."""
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def overlap(self, other: "Span") -> "Span | None":
        """The part that both spans have; None if they have none."""
        start, end = max(self.starts_at, other.starts_at), min(self.ends_at, other.ends_at)
        return Span(start, end) if start < end else None
