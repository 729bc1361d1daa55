"""Stretches of time between two aware instants; the end is not part of it."""

from collections.abc import Iterable
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


def less(
    spans: Iterable[tuple[int, Span]], others: Iterable[tuple[int, Span]]
) -> list[tuple[int, Span]]:
    """Spans without what the others cover, in pairs of a practitioner's id and a span.

    Example: 9:00-12:00 less 10:00-11:00 is 9:00-10:00 and 11:00-12:00.
    """
    taken: dict[int, list[Span]] = {}
    for pk, other in others:
        taken.setdefault(pk, []).append(other)
    left = []
    for pk, span in spans:
        start = span.starts_at
        for other in sorted(taken.get(pk, [])):
            if other.starts_at >= span.ends_at:
                break
            if start < other.starts_at:
                left.append((pk, Span(start, other.starts_at)))
            start = max(start, other.ends_at)
        if start < span.ends_at:
            left.append((pk, Span(start, span.ends_at)))
    return left
