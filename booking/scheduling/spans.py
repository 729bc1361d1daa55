"""Half-open stretches of time between two aware instants."""

from datetime import datetime
from typing import NamedTuple


class Span(NamedTuple):
    starts_at: datetime
    ends_at: datetime

    def covers(self, other: "Span") -> bool:
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def overlap(self, other: "Span") -> "Span | None":
        """The part that both have."""
        start, end = max(self.starts_at, other.starts_at), min(self.ends_at, other.ends_at)
        return Span(start, end) if start < end else None
