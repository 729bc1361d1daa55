"""Free time by day on the clinic's clock, without a database.

Example: a treatment of 30 minutes, on a grid of 15. Noor works from 9:00 to 12:00 and has an
appointment from 10:00 to 10:30. `free` holds 9:00-10:00 and 10:30-12:00, `worked` 9:00-12:00. Her
openings within those hours are 9:00, 9:30, 10:30, 11:00 and 11:30.
"""

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
    """Free time of the practitioners who give a treatment of `length`.

    `window` is the time that can be booked. `free` and `worked` are pairs of a practitioner's id
    and a span; `worked` is what would be free if nothing were booked. `closed` are the spans in
    which the whole practice is away.
    """

    window: Span
    length: timedelta
    grid: timedelta
    free: Sequence[tuple[int, Span]]
    worked: Sequence[tuple[int, Span]]
    closed: Sequence[Span] = ()

    @cached_property
    def practitioners(self) -> frozenset[int]:
        """Ids of the practitioners who have any free time."""
        return frozenset(pk for pk, _span in self.free)

    def hours(self, day: date, opens: time = time.min, closes: time = time.max) -> Span | None:
        """The UTC span of these hours, as far as it lies in the window; None if none of it does."""
        span = clinic_span(day, opens, closes)
        return span and span.overlap(self.window)

    def openings(self, hours: Span, people: Collection[int]) -> list[Opening]:
        """Openings with `people` (ids), back to back, within `hours` of one clinic day."""
        return self._cut(self._free_by_day, hours, people)

    def is_worked(self, hours: Span, people: Collection[int]) -> bool:
        """Tell whether there would be an opening within `hours` if nothing were booked."""
        return bool(self._cut(self._worked_by_day, hours, people))

    def is_closed(self, hours: Span) -> bool:
        """Tell whether the whole practice is away for at least a part of `hours`."""
        return any(span.overlap(hours) for span in self.closed)

    def opening_at(self, start: datetime, people: Iterable[int]) -> Opening | None:
        """The opening at `start` with the first of `people` (ids) who is free; None if nobody is.

        None also if `start` is off the grid or the appointment would not fit in the window.
        """
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
