"""What is free, day by day on the clinic's clock, without a database."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from booking.scheduling.clock import clinic_date, clinic_span
from booking.scheduling.openings import Opening, cut, on_grid
from booking.scheduling.spans import Span

DAY = timedelta(days=1)
SpansByDay = dict[date, list[tuple[int, Span]]]


@dataclass(frozen=True)
class FreeTime:
    """Of everybody who gives a treatment of `length`, as far as it can be booked: in `window`.

    `free` and `worked` (what would be free if nothing were booked) are by practitioner; `closed` is
    for all.
    """

    window: Span
    length: timedelta
    grid: timedelta
    free: Sequence[tuple[int, Span]]
    worked: Sequence[tuple[int, Span]]
    closed: Sequence[Span] = ()

    @cached_property
    def practitioners(self) -> frozenset[int]:
        return frozenset(pk for pk, _span in self.free)

    def hours(self, day: date, opens: time = time.min, closes: time = time.max) -> Span | None:
        """As far as they can be booked still."""
        span = clinic_span(day, opens, closes)
        return span and span.overlap(self.window)

    def openings(self, hours: Span, people: Collection[int]) -> list[Opening]:
        """Back to back from where `hours`, of one day, begin."""
        return self._cut(self._free_by_day, hours, people)

    def is_worked(self, hours: Span, people: Collection[int]) -> bool:
        """Whether there would be an opening if nothing were booked."""
        return bool(self._cut(self._worked_by_day, hours, people))

    def is_closed(self, hours: Span) -> bool:
        return any(span.overlap(hours) for span in self.closed)

    def opening_at(self, start: datetime, people: Iterable[int]) -> Opening | None:
        """With the first of `people` who is free then."""
        visit = Span(start, start + self.length)
        if not on_grid(start, self.grid) or not self.window.covers(visit):
            return None
        of_day = self._free_by_day.get(clinic_date(start), [])
        free = {pk for pk, span in of_day if span.covers(visit)}
        return next((Opening(*visit, pk) for pk in people if pk in free), None)

    def _cut(self, by_day: SpansByDay, hours: Span, people: Collection[int]) -> list[Opening]:
        of_day = by_day.get(clinic_date(hours.starts_at), [])
        spans = [(pk, span) for pk, span in of_day if pk in people]
        return cut(spans, window=hours, length=self.length, grid=self.grid)

    @cached_property
    def _free_by_day(self) -> SpansByDay:
        return _by_day(self.free)

    @cached_property
    def _worked_by_day(self) -> SpansByDay:
        return _by_day(self.worked)


def _by_day(spans: Iterable[tuple[int, Span]]) -> SpansByDay:
    days: SpansByDay = {}
    for pk, span in spans:
        day, last = clinic_date(span.starts_at), clinic_date(span.ends_at)
        while day <= last:
            days.setdefault(day, []).append((pk, span))
            day += DAY
    return days
