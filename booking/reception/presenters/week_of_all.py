"""The week of all therapists, compact: a line for each of them, with a cell for each day.

Example: where twelve work on six days, these are twelve lines of seven cells, the last of them
narrow. In each cell the day lies on its side, from the first hour to the last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.models import Appointment, Practitioner, Slot
from booking.models.sight import EVERYBODY, Sight
from booking.reception.presenters.agenda import Agenda, rows_around, spans_of
from booking.reception.presenters.grid import Column, Rows, column_of
from booking.reception.presenters.kin import ALL, Kin
from booking.reception.presenters.views_of_agenda import Address
from booking.reception.presenters.week_lines import Cell, Day, Line, words_of
from booking.scheduling.clock import clinic_date, clinic_day
from booking.scheduling.grid import Scale
from booking.scheduling.spans import Span
from booking.services.practice.fullness import full_part
from booking.services.practice.room import room_of


@dataclass(frozen=True)
class WeekOfAll(Agenda):
    """The week of all in which `day` falls; `columns` are its cells, line after line."""

    by_cell: Mapping[tuple[int, date], Rows]
    is_of_all = True
    is_week = True

    @property
    def kin(self) -> Kin:
        return ALL

    @property
    def title(self) -> str:
        """The Monday of the week, in words."""
        monday = self.day - timedelta(days=self.day.weekday())
        return _("Week of %(day)s") % {"day": date_format(monday, "j F")}

    def rows_of(self, column: Column) -> Rows:
        return self.by_cell[column.practitioner.pk, column.day]

    @property
    def widths(self) -> list[str]:
        """A word of the style sheet for each day: "idle" is narrow, "closed" less so."""
        narrow = ("closed" if column.away else "idle" for column in self.columns[:7])
        shown = zip(self.columns[:7], narrow, strict=True)
        return [width if column.is_slim else "open" for column, width in shown]

    @property
    def frame(self) -> list[object]:
        return [*super().frame, *self.widths]

    def lines(self, address: Address) -> list[Line]:
        """A line for each therapist, those without work this week last; `address` is of a day."""
        cells: dict[int, list[Cell]] = defaultdict(list)
        for column in self.columns:
            url = f"{address(column.day)}#kolom-{column.practitioner.pk}"
            cells[column.practitioner.pk].append(Cell(column, url))
        people = [each[0].column.practitioner for each in cells.values()]
        lines = [Line(one, address(self.day, one.pk), cells[one.pk]) for one in people]
        return sorted(lines, key=lambda line: line.is_idle)

    def days(self, address: Address) -> list[Day]:
        """The days from Monday to Sunday."""
        by_day: dict[date, list[Column]] = defaultdict(list)
        for column in self.columns:
            by_day[column.day].append(column)
        return [self._day(day, columns, address(day)) for day, columns in by_day.items()]

    def _day(self, day: date, columns: Sequence[Column], url: str) -> Day:
        rows = [(one.practitioner, self.rows_of(one)) for one in columns]
        rooms = [room_of(who, one.slots, one.absences, []) for who, one in rows]
        full = full_part(rooms, [visit for _who, one in rows for visit in one.visits])
        first = columns[0]
        closings = (
            one for one in first.away if one.is_closing and one.block.length == first.scale.minutes
        )
        return Day(
            day,
            url,
            None if full is None else round(full * 100),
            sum(len(column.visits) for column in columns),
            next((words_of(one, first.holiday) for one in closings), ""),
            first.is_slim,
        )


def week_of_all(day: date, *, now: datetime, sight: Sight = EVERYBODY) -> WeekOfAll:
    """The week from Monday to Sunday in which a day falls, of the therapists in `sight`.

    Takes four queries for any number of appointments.
    """
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    windows = [clinic_day(one) for one in days]
    window = Span(windows[0].starts_at, windows[-1].ends_at)
    seen = Appointment.objects.during(window).seen_by(sight)
    slots = Slot.objects.during(window).filter(sight.within("practitioner"))
    rows = rows_around(list(seen.for_compact_agenda(now)), slots, window)
    seen_then = Q(pk__in={visit.practitioner_id for visit in rows.visits})
    shown = Practitioner.objects.filter(Q(is_active=True) | seen_then, sight.within("pk"))
    people = list(shown.with_lengths())
    scales = Scale.alike(windows, spans_of(rows))
    by_cell = rows_by_cell(rows, people, days)
    columns = [
        column_of(person, one, scale, by_cell[person.pk, one], now=now)
        for person in people
        for one, scale in zip(days, scales, strict=True)
    ]
    minute = next((m for scale in scales if (m := scale.minute_of(now)) is not None), None)
    shrunk = with_narrow_days(columns)
    return WeekOfAll(day, None, people, scales[0], shrunk, rows, minute, now, by_cell)


def rows_by_cell(
    rows: Rows, people: Iterable[Practitioner], days: Sequence[date]
) -> dict[tuple[int, date], Rows]:
    """The rows of each therapist on each day, so that no cell is sought among all of the week."""
    found = {(one.pk, day): Rows([], [], [], []) for one in people for day in days}
    for kind in ("slots", "visits", "cancelled"):
        for row in getattr(rows, kind):
            for day in days_of(row.span):
                if cell := found.get((row.practitioner_id, day)):
                    getattr(cell, kind).append(row)
    away = {
        day: [one for one in rows.absences if one.span.overlap(clinic_day(day))] for day in days
    }
    return {(pk, day): cell._replace(absences=away[day]) for (pk, day), cell in found.items()}


def days_of(span: Span) -> set[date]:
    """The days on which a period of less than a day begins and ends."""
    return {clinic_date(span.starts_at), clinic_date(span.ends_at - timedelta(seconds=1))}


def with_narrow_days(columns: Sequence[Column]) -> list[Column]:
    """The cells, narrow on days on which nobody works; not in a week without any work."""
    worked = {column.day for column in columns if not column.is_idle}
    return [replace(one, is_slim=bool(worked) and one.day not in worked) for one in columns]
