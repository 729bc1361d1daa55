"""One day of all therapists side by side, as the rows and cells of a table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Literal, TypeVar

from django.db.models import Q

from booking.models import Absence, Appointment, Practitioner, Slot
from booking.scheduling.clock import CLINIC_TZ, clinic_day
from booking.scheduling.holidays import LegalHoliday, holiday_on
from booking.scheduling.room import Room
from booking.scheduling.spans import Span
from booking.services.practice.room import room_of

# Height of one row of the table.
ROW = timedelta(minutes=5)
# Each half hour has a line, and its hour in the margin.
ROWS_PER_LINE = 6
# These hours show even when nobody works then.
USUAL_HOURS = (8, 18)

# Time without an appointment: a start that some treatment fits, worked time in which none does,
# time that is not worked, and time away.
RowT = TypeVar("RowT", Slot, Appointment)
State = Literal["open", "short", "closed", "away"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell in the column of a therapist: an appointment, or time without one.

    `rows` is its height; `state` describes time without an appointment, and `free_until` the end of
    that time where an appointment can start. `is_hit` marks an
    appointment whose patient is expected while the therapist is away.
    """

    starts_at: datetime
    rows: int
    practitioner: Practitioner
    state: State
    appointment: Appointment | None = None
    is_hit: bool = False
    free_until: datetime | None = None

    @property
    def clock(self) -> str:
        """Start in clinic time for the address of the booking form. Example: "09:30"."""
        return self.starts_at.astimezone(CLINIC_TZ).strftime("%H:%M")

    @property
    def free_for(self) -> timedelta:
        """The time that is free from its start on; none where no appointment can start."""
        return self.free_until - self.starts_at if self.free_until else timedelta(0)


@dataclass(frozen=True, slots=True)
class Row:
    """Five minutes of the day: the cells that begin then.

    `is_line` where an hour stands in the margin; `is_now` on the line of the present half hour.
    """

    starts_at: datetime
    is_line: bool
    is_now: bool
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Agenda:
    """One day of the practice, for the template of the agenda."""

    day: date
    practitioners: Sequence[Practitioner]
    rows: list[Row]
    visits: Sequence[Appointment]
    cancelled: Sequence[Appointment]
    holiday: LegalHoliday | None
    closings: Sequence[Absence]


def agenda_of(day: date, *, now: datetime) -> Agenda:
    """Agenda of one day in clinic time. Takes four queries for any number of appointments.

    Example: the cell of an appointment from 9:00 to 9:30 stands in the row of 9:00, 6 rows tall.
    """
    window = clinic_day(day)
    appointments = list(Appointment.objects.during(window).for_agenda(now))
    visits = [visit for visit in appointments if not visit.is_cancelled]
    cancelled = [visit for visit in appointments if visit.is_cancelled]
    slots, absences = list(Slot.objects.during(window)), list(Absence.objects.during(window))
    seen_today = Q(pk__in={visit.practitioner_id for visit in visits})
    practitioners = list(Practitioner.objects.filter(Q(is_active=True) | seen_today).with_lengths())
    hours = shown_hours(window, [*slots, *visits])
    columns = [
        column_of(person, hours, slots, absences, visits, now=now) for person in practitioners
    ]
    closings = [absence for absence in absences if absence.practitioner_id is None]
    rows = rows_of(hours, columns, now)
    return Agenda(day, practitioners, rows, visits, cancelled, holiday_on(day), closings)


def shown_hours(day: Span, periods: Iterable[Slot | Appointment]) -> Span:
    """Whole hours to show: the usual ones, and earlier or later ones that hold a period.

    Example: with a slot of 7:30 to 12:00 the day shows 7:00 to 18:00 in clinic time.
    """
    midnight = day.starts_at.astimezone(CLINIC_TZ)
    first, last = (midnight.replace(hour=hour) for hour in USUAL_HOURS)
    starts = [period.starts_at.astimezone(CLINIC_TZ) for period in periods]
    ends = [period.ends_at.astimezone(CLINIC_TZ) for period in periods]
    # In UTC: the difference of two local times forgets the hour that the clock skipped.
    return Span(
        max(day.starts_at, whole_hour(min([first, *starts])).astimezone(UTC)),
        min(day.ends_at, whole_hour(max([last, *ends]) + timedelta(minutes=59)).astimezone(UTC)),
    )


def whole_hour(instant: datetime) -> datetime:
    """Start of the hour that an instant falls in."""
    return instant.replace(minute=0, second=0, microsecond=0)


def column_of(
    person: Practitioner,
    hours: Span,
    slots: Collection[Slot],
    absences: Collection[Absence],
    visits: Collection[Appointment],
    *,
    now: datetime,
) -> list[Cell]:
    """Cells of one therapist from top to bottom, without gaps.

    Rows are painted in turn: opened hours, absences over them, appointments over both. What is
    free of opened hours, and not past, is painted last.
    """
    count = row_of(hours.ends_at, hours)
    painted: list[State | Appointment] = ["closed"] * count

    def paint(period: Slot | Absence | Appointment, value: State | Appointment) -> None:
        top = max(row_of(period.starts_at, hours), 0)
        bottom = min(-(-(period.ends_at - hours.starts_at) // ROW), count)
        painted[top:bottom] = [value] * max(bottom - top, 0)

    away = [absence for absence in absences if absence.is_of(person.pk)]
    for slot in of_therapist(person, slots):
        paint(slot, "short")
    for absence in away:
        paint(absence, "away")
    for visit in of_therapist(person, visits):
        paint(visit, visit)
    room = room_of(person, slots, away, visits)
    starts = [hours.starts_at + row * ROW for row in range(count)]
    for row, start in enumerate(starts):
        if painted[row] == "short" and start >= now and room.free_until(start):
            painted[row] = "open"
    return cells_of(person, hours, painted, away, room)


def cells_of(
    person: Practitioner,
    hours: Span,
    painted: Sequence[State | Appointment],
    away: Sequence[Absence],
    room: Room,
) -> list[Cell]:
    """Join equal rows into cells; open time is cut at each half hour, to be pressed.

    It is pressed at its first row: where no treatment fits there, none fits later in the cell.
    """

    def look(row: int) -> tuple[object, int]:
        value = painted[row]
        if isinstance(value, Appointment):
            return value.pk, 0
        return value, row // ROWS_PER_LINE if value == "open" else 0

    cells = []
    for _look, group in groupby(range(len(painted)), key=look):
        rows = list(group)
        value = painted[rows[0]]
        starts_at = hours.starts_at + rows[0] * ROW
        if isinstance(value, Appointment):
            is_hit = value.is_expected and any(value.span.overlap(one.span) for one in away)
            cells.append(Cell(starts_at, len(rows), person, "open", value, is_hit))
        elif value == "open":
            until = room.free_until(starts_at) if takes_any(person, room, starts_at) else None
            state: State = "open" if until else "short"
            cells.append(Cell(starts_at, len(rows), person, state, free_until=until))
        else:
            cells.append(Cell(starts_at, len(rows), person, value))
    return cells


def of_therapist(person: Practitioner, rows: Iterable[RowT]) -> list[RowT]:
    """Rows of one therapist."""
    return [row for row in rows if row.practitioner_id == person.pk]


def takes_any(person: Practitioner, room: Room, start: datetime) -> bool:
    """Tell whether any treatment of the therapist, read with_lengths(), fits at `start`."""
    given = zip(person.lengths, person.turnarounds, strict=True)
    return any(room.takes(start, length, turnaround) for length, turnaround in given)


def rows_of(hours: Span, columns: Iterable[list[Cell]], now: datetime) -> list[Row]:
    """Rows of the table, with each cell in the row that it begins in."""
    line_of_now = row_of(now, hours) // ROWS_PER_LINE * ROWS_PER_LINE
    rows = [
        Row(hours.starts_at + number * ROW, number % ROWS_PER_LINE == 0, number == line_of_now, [])
        for number in range(row_of(hours.ends_at, hours))
    ]
    for cells in columns:
        for cell in cells:
            rows[row_of(cell.starts_at, hours)].cells.append(cell)
    return rows


def row_of(instant: datetime, hours: Span) -> int:
    """Number of the row that an instant falls in; negative before the shown hours."""
    return (instant - hours.starts_at) // ROW
