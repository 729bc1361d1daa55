"""Parts of the week of all: days above it, and for each therapist a line with a cell for each day.

In a cell the day lies on its side, as a bar from the first hour that is shown to the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment, Practitioner
from booking.reception.presenters.clocks import short_clock
from booking.reception.presenters.grid import Away, Column, Free, Visit
from booking.reception.presenters.lit import Gap, Lit
from booking.scheduling.clock import clinic_day
from booking.scheduling.grid import MINUTE, Block, joined
from booking.scheduling.holidays import LegalHoliday
from booking.text.formats import day_text, short_day_text

# Starts that a cell has buttons for; a press on the day shows the others.
MOST_STARTS = 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week, above its cells; `full` in per cent, None when nobody works.

    `closing` is why the practice is closed on all of it, empty when it is not. Nobody works on a
    day that `is_idle`. `url` is the address of its agenda.
    """

    day: date
    url: str
    full: int | None
    count: int
    closing: str
    is_idle: bool

    @property
    def head(self) -> str:
        """The day without its month. Example: "di 12", or "zo" where it is narrow."""
        return date_format(self.day, "D" if self.is_idle else "D j")

    @property
    def name(self) -> str:
        """The day in short. Example: "di 12 jan"."""
        return short_day_text(clinic_day(self.day).starts_at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time of an absence, a closing or an internal block in a bar, with its words.

    Appointments stand in one that `is_covered`, so that its words would lie under them.
    """

    block: Block
    words: str
    is_internal: bool
    is_covered: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """An appointment or a hold in a bar, where it has no room for its words.

    `held` is a time that is only kept: it has no card and no name. Texts are made here: of a full
    week there are fifteen hundred.
    """

    block: Block
    visit: Appointment
    look: str
    words: str
    name: str = ""

    @property
    def held(self) -> Appointment | None:
        return None if self.name else self.visit


@dataclass(frozen=True)
class Cell:
    """One day of one therapist. `url` is the address of that day, at the therapist's column."""

    column: Column
    url: str

    @property
    def key(self) -> str:
        """The id of its element."""
        return f"cel-{self.column.practitioner.pk}-{self.column.day.isoformat()}"

    @property
    def day_text(self) -> str:
        return day_text(self.column.day)

    @cached_property
    def visits(self) -> list[Visit]:
        return self.column.visits

    @property
    def away(self) -> list[Stretch]:
        """Absences, closings and internal blocks."""
        return [
            Stretch(
                one.block,
                words_of(one, self.column.holiday),
                one.absence.is_internal,
                any(meets(one.block, visit.block) for visit in self.visits),
            )
            for one in self.column.away
        ]

    @property
    def note(self) -> str:
        """The reason why nobody can be booked here that day; empty where somebody can be.

        Example: "Afwezig: ziek".
        """
        if self.column.first_free or self.lit:
            return ""
        told = [one.words for one in self.away if not one.is_internal]
        return ", ".join(told) or (_("does not work") if self.column.is_idle else "")

    @property
    def why(self) -> str:
        """The reason why what is in the hand fits nowhere, which holds for this day alone.

        Example: "15 min vrij, 30 nodig".
        """
        gaps = (piece.reason for piece in self.column.pieces if isinstance(piece, Gap))
        return "" if self.lit else self.column.remark or next(gaps, "")

    @property
    def slips(self) -> list[Slip]:
        return [slip_of(visit) for visit in self.visits]

    @property
    def free(self) -> list[Block]:
        """Stretches of free time in which some treatment fits, each in one piece."""
        return joined(piece.block for piece in self.column.pieces if isinstance(piece, Free))

    @property
    def lit(self) -> list[Lit]:
        """Starts that what is in the hand fits."""
        return [piece for piece in self.column.pieces if isinstance(piece, Lit)]

    @property
    def lit_time(self) -> list[Block]:
        """Time that it could take, from its first start in each free time to its last end."""
        return joined(Block(one.block.start, one.length // MINUTE) for one in self.lit)

    @property
    def first_lit(self) -> list[Lit]:
        """Starts with a button: the first of each free time, and the next ones if these are few."""
        lit = self.lit
        firsts = [one for one in lit if one.is_first]
        shown = (firsts + [one for one in lit if not one.is_first])[:MOST_STARTS]
        return sorted(shown, key=lambda one: one.starts_at)

    @property
    def swaps(self) -> int:
        """The number of appointments that can change places with the one in the hand."""
        return sum(1 for visit in self.visits if visit.swap)


@dataclass(frozen=True, slots=True)
class Line:
    """The week of one therapist. `is_idle` without work in it; `url` leads to that week alone."""

    practitioner: Practitioner
    url: str
    cells: Sequence[Cell]

    @property
    def key(self) -> str:
        """The id of its element."""
        return f"rij-{self.practitioner.pk}"

    @property
    def is_idle(self) -> bool:
        return all(cell.column.is_idle for cell in self.cells)

    @property
    def count(self) -> int:
        return sum(len(cell.visits) for cell in self.cells)

    @property
    def remark(self) -> str:
        """A reason why what is in the hand fits nowhere; empty where it does, or might."""
        remarks = {cell.column.remark for cell in self.cells}
        return remarks.pop() if len(remarks) == 1 else ""

    @property
    def absences(self) -> list[tuple[Absence, str]]:
        """Absences of this therapist alone in this week, each with its last day in short."""
        found = {
            away.absence
            for cell in self.cells
            for away in cell.column.away
            if not away.is_closing and not away.absence.is_internal
        }
        ordered = sorted(found, key=lambda one: one.starts_at)
        return [(one, short_day_text(one.ends_at - timedelta(seconds=1))) for one in ordered]


def words_of(away: Away, holiday: LegalHoliday | None) -> str:
    """Words for an absence, a closing or an internal block. Example: "Gesloten: Kerstmis"."""
    if away.is_closing:
        kind, reason = _("Closed"), str(holiday.label) if holiday else away.absence.reason
    else:
        kind = _("internal") if away.absence.is_internal else _("Away")
        reason = away.absence.reason
    return f"{kind}: {reason}" if reason else kind


def meets(one: Block, other: Block) -> bool:
    """Tell whether two blocks have time in common."""
    return one.start < other.start + other.length and other.start < one.start + one.length


def slip_of(visit: Visit) -> Slip:
    """The appointment as it lies in a bar. Example of words: "9.00 – 9.30, Vervolg, geboekt"."""
    one = visit.appointment
    marks = {"hit": visit.is_hit, "in-hand": visit.is_in_hand}
    looks = [visit.look, one.treatment.group, *(mark for mark, is_so in marks.items() if is_so)]
    look = " ".join(f"agenda-visit--{each}" for each in looks)
    hours = f"{visit.clock} – {short_clock(one.ends_at)}"
    if one.patient is None:
        return Slip(visit.block, one, look, hours)
    called = [_("call")] if visit.is_hit else []
    status = str(AppointmentStatus(one.status).label)
    words = ", ".join([hours, str(one.treatment), *called, status])
    return Slip(visit.block, one, look, words, str(one.patient))
