"""Columns of the agenda: rows of the database, placed on the scale of their day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, Practitioner, Slot
from booking.reception.presenters.clocks import WithStart, short_clock
from booking.reception.presenters.spot import Spot
from booking.reception.presenters.verbs import Verb, verbs_in_grid
from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.grid import Block, Gap, Scale
from booking.scheduling.holidays import LegalHoliday, holiday_on
from booking.scheduling.room import Room
from booking.scheduling.spans import Span
from booking.services.practice.day_sheets import hitting
from booking.services.practice.room import room_of

# An appointment that starts within this time has its button in sight.
DUE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Free:
    """Time at which the desk can book, up to the next half hour."""

    block: Block
    gap: Gap
    practitioner: Practitioner

    @property
    def starts_at(self) -> datetime:
        return self.gap.span.starts_at

    @property
    def clock(self) -> str:
        """Start in clinic time for the address of the booking form. Example: "09:30"."""
        return self.starts_at.astimezone(CLINIC_TZ).strftime("%H:%M")

    @property
    def free_until(self) -> datetime:
        return self.gap.free_until

    @property
    def free_for(self) -> timedelta:
        return self.gap.free_until - self.starts_at


@dataclass(frozen=True, slots=True)
class Visit(WithStart):
    """An appointment, a hold, or an appointment that was cancelled too late: a ghost.

    `look` is the state that it is drawn in: the status, or "over", "ghost" or "offered". `hit_by`
    is the absence or the block in which the patient is expected; `is_due` when the patient should
    arrive about now. `tail` is the turnaround after it, `verbs` are its buttons. `is_in_hand` while
    the desk is moving it, and `swap` is sent by the button that lets it change places with that.
    """

    block: Block
    appointment: Appointment
    look: str
    hit_by: Absence | None
    is_due: bool
    tail: Block | None
    verbs: list[Verb]
    is_in_hand: bool = False
    swap: str = ""

    @property
    def is_hit(self) -> bool:
        return self.hit_by is not None

    @property
    def starts_at(self) -> datetime:
        return self.appointment.starts_at

    @property
    def arrived(self) -> str:
        """The hour at which the patient arrived; empty while nobody did. Example: "10.12"."""
        arrived_at = self.appointment.arrived_at
        return short_clock(arrived_at) if arrived_at else ""

    @property
    def stands(self) -> Spot:
        """The place at which it stands, for a script that changes its length there."""
        return Spot(self.appointment.practitioner_id, self.starts_at)


@dataclass(frozen=True, slots=True)
class Away:
    """Time of an absence, a closing or a block; `is_closing` for one of the whole practice."""

    block: Block
    absence: Absence

    @property
    def is_closing(self) -> bool:
        return self.absence.practitioner_id is None


@dataclass(frozen=True, slots=True)
class Column:
    """One day of one therapist. `pieces` are visits and free time, in order of time.

    While something is in the hand, they have starts that fit in place of free time, and `remark`
    says under the head why nothing does. Nobody works in a column that `is_idle`; `is_slim` says
    that it is drawn narrow for that, with `short_head` above it.
    """

    day: date
    practitioner: Practitioner
    scale: Scale
    worked: list[Block]
    away: list[Away]
    pieces: Sequence[Any]
    is_idle: bool
    is_slim: bool = False
    remark: str = ""
    head: str = ""
    short_head: str = ""

    @property
    def begins(self) -> Spot:
        """The place at the top of the column, from which a script reckons where something falls."""
        return Spot(self.practitioner.pk, self.scale.span.starts_at)

    @property
    def holiday(self) -> LegalHoliday | None:
        """The legal holiday on that day; not every practice closes on it."""
        return holiday_on(self.day)

    @property
    def visits(self) -> list[Visit]:
        """Appointments of that day, and holds; not those that were cancelled."""
        shown = [piece for piece in self.pieces if isinstance(piece, Visit)]
        return [visit for visit in shown if not visit.appointment.is_cancelled]

    @property
    def first_free(self) -> Free | None:
        """The first start that can be booked; None when there is none."""
        return next((piece for piece in self.pieces if isinstance(piece, Free)), None)


class Rows(NamedTuple):
    """Rows of the days shown, of any therapists; cancelled appointments apart."""

    slots: Sequence[Slot]
    absences: Sequence[Absence]
    visits: Sequence[Appointment]
    cancelled: Sequence[Appointment]


def column_of(
    person: Practitioner, day: date, scale: Scale, rows: Rows, *, now: datetime
) -> Column:
    """The column of one therapist, read with_lengths(), on one day."""
    slots = [one for one in rows.slots if one.practitioner_id == person.pk]
    away = [one for one in rows.absences if one.is_of(person.pk)]
    own = [one for one in rows.visits if one.practitioner_id == person.pk]
    late = [one for one in rows.cancelled if one.practitioner_id == person.pk]
    room = room_of(person, slots, away, own)
    pieces: list[Visit | Free] = [
        visit
        for one in [*own, *(one for one in late if one.was_cancelled_late)]
        if (visit := visit_of(one, scale, away, now=now))
    ]
    gaps = scale.gaps(room, lambda start: takes_any(person, room, start), now=now)
    pieces += [Free(block, gap, person) for gap in gaps if (block := scale.place(gap.span))]
    pieces.sort(key=lambda piece: piece.starts_at)
    worked = [block for span in room.worked if (block := scale.place(span))]
    absent = [Away(block, one) for one in away if (block := scale.place(one.span))]
    is_idle = not any(isinstance(piece, Visit) for piece in pieces) and not _is_open(room, scale)
    return Column(day, person, scale, worked, absent, pieces, is_idle)


def visit_of(
    one: Appointment, scale: Scale, away: Collection[Absence], *, now: datetime
) -> Visit | None:
    """The appointment in its place on the scale; None when it is not on it."""
    block = scale.place(one.span)
    if block is None:
        return None
    hit_by = hitting(one, away)
    is_due = one.is_expected and one.starts_at - DUE <= now < one.ends_at
    tail = scale.place(Span(one.ends_at, one.ends_at + one.turnaround)) if one.turnaround else None
    kept = tail if not one.is_cancelled else None
    verbs = verbs_in_grid(one, now=now)
    return Visit(block, one, look_of(one, now), hit_by, is_due, kept, verbs)


def look_of(one: Appointment, now: datetime) -> str:
    """The state that an appointment is drawn in; one that is over is drawn quietly."""
    if one.is_cancelled:
        return "ghost"
    if one.is_held:
        return "offered" if one.kept_for else "held"
    if one.is_noshow:
        return "noshow"
    if one.is_fulfilled or one.ends_at <= now:
        return "over"
    return "arrived" if one.status == AppointmentStatus.ARRIVED else "booked"


def takes_any(person: Practitioner, room: Room, start: datetime) -> bool:
    """Tell whether any treatment of the therapist, read with_lengths(), fits at `start`."""
    given = zip(person.lengths, person.turnarounds, strict=True)
    return any(room.takes(start, length, turnaround) for length, turnaround in given)


def _is_open(room: Room, scale: Scale) -> bool:
    """Tell whether there is worked time on the scale that no single absence covers."""
    worked = [shown for span in room.worked if (shown := span.overlap(scale.span))]
    return any(not any(away.covers(span) for away in room.away) for span in worked)
