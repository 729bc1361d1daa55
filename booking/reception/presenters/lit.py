"""The agenda while something is in the hand: starts that fit light up, gaps say why not."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from booking.models import Practitioner
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.clocks import WithHours
from booking.reception.presenters.grid import Column, Rows, Visit
from booking.reception.presenters.hand import Hand
from booking.reception.presenters.spot import Spot
from booking.scheduling.grid import MINUTE, Block
from booking.scheduling.lit import Reason, Start, Unfit, light
from booking.scheduling.spans import Span
from booking.scheduling.swap import Standing, can_swap
from booking.services.practice.room import room_of

# A lit start is a quarter of an hour high, or less where the next one comes sooner.
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Lit(WithHours):
    """A start that fits; `is_first` for the first of its free time, which says how much is free."""

    block: Block
    start: Start
    practitioner: Practitioner
    length: timedelta
    is_first: bool

    @property
    def starts_at(self) -> datetime:
        return self.start.starts_at

    @property
    def ends_at(self) -> datetime:
        """The end that the appointment would have."""
        return self.starts_at + self.length

    @property
    def free_for(self) -> timedelta:
        return self.start.free_until - self.starts_at

    @property
    def spot(self) -> Spot:
        return Spot(self.practitioner.pk, self.starts_at)


@dataclass(frozen=True, slots=True)
class Gap:
    """Free time in which it fits nowhere, and the reason in a few words."""

    block: Block
    unfit: Unfit
    reason: str

    @property
    def starts_at(self) -> datetime:
        return self.unfit.span.starts_at


def light_up(agenda: Agenda, hand: Hand) -> Agenda:
    """The agenda with starts that fit in place of its free time; no query."""
    columns = [
        lit_column(column, agenda.rows_of(column), hand, now=agenda.now_at)
        for column in agenda.columns
    ]
    return replace(agenda, columns=columns)


def lit_column(column: Column, rows: Rows, hand: Hand, *, now: datetime) -> Column:
    """A column with its starts that fit, or the remark why its therapist has none."""
    pieces: list[Any] = [
        replace(piece, is_in_hand=hand.visit is not None and piece.appointment == hand.visit)
        for piece in column.pieces
        if isinstance(piece, Visit)
    ]
    if hand.swaps:
        return replace(column, pieces=[with_swap(one, column, rows, hand, now) for one in pieces])
    if column.practitioner not in hand.giving:
        told = _("does not give %(treatment)s") % {"treatment": hand.treatment.name_in_agenda}
        return replace(column, pieces=pieces, remark=told)
    window = column.scale.span.overlap(Span(now, max(now, column.scale.span.ends_at)))
    remark = ""
    if window and column.practitioner in hand.people:
        found = starts_in(column, window, rows, hand)
        shown = [one for one in found if not is_of_patient(one)]
        if len(shown) < len(found) and not any(isinstance(one, Lit) for one in shown):
            remark = _("the patient has other appointments")
        pieces += shown
    pieces.sort(key=lambda piece: piece.starts_at)
    return replace(column, pieces=pieces, remark=remark)


def is_of_patient(piece: Lit | Gap) -> bool:
    """Tell whether the patient's own appointments are in the way: said once, not in each gap."""
    return isinstance(piece, Gap) and piece.unfit.reason == Reason.PATIENT


def with_swap(piece: Visit, column: Column, rows: Rows, hand: Hand, now: datetime) -> Visit:
    """The appointment, with its button if it can change places with the one in the hand.

    The limits of its own patient are asked when the button is pressed.
    """
    mine, other, own = hand.visit, piece.appointment, hand.swaps
    if mine is None or own is None or mine == other or not other.is_expected:
        return piece
    fits_people = column.practitioner in hand.giving and other.treatment_id in own.gives
    span = Span(other.starts_at, other.starts_at + mine.length)
    if not fits_people or other.starts_at <= now or not hand.need.allows(span):
        return piece
    room = room_of(column.practitioner, rows.slots, rows.absences, rows.visits)
    theirs = Standing(other.practitioner_id, other.span, other.turnaround, room)
    ours = Standing(mine.practitioner_id, mine.span, mine.turnaround, own.room)
    return replace(piece, swap=f"{other.pk}:{other.version}") if can_swap(ours, theirs) else piece


def starts_in(column: Column, window: Span, rows: Rows, hand: Hand) -> list[Lit | Gap]:
    """Starts that fit in one column, and gaps in which it does not."""
    others = [one for one in rows.visits if one != hand.visit]
    person = column.practitioner
    starts, unfit = light(room_of(person, rows.slots, rows.absences, others), window, hand.need)
    kept = [one for one in starts if not hand.wanted.is_there(one.starts_at, person.pk)]
    height = min(hand.need.step, QUARTER)
    lit: list[Lit | Gap] = []
    free_until = None
    for one in kept:
        if block := column.scale.place(Span(one.starts_at, one.starts_at + height)):
            is_first = one.free_until != free_until
            lit.append(Lit(block, one, person, hand.length, is_first))
            free_until = one.free_until
    return lit + [
        Gap(block, gap, reason_of(gap, hand))
        for gap in unfit
        if (block := column.scale.place(gap.span))
    ]


def reason_of(gap: Unfit, hand: Hand) -> str:
    """Say why it does not fit in a gap. Example: "15 min vrij, 30 nodig"."""
    free = (gap.span.ends_at - gap.span.starts_at) // MINUTE
    if gap.reason == Reason.NO_STEP:
        step = hand.need.step // MINUTE
        return _("%(free)d min free, no start every %(step)d min") % {"free": free, "step": step}
    needed = hand.length
    if gap.reason == Reason.NO_TURNAROUND:
        needed += hand.turnaround
    return _("%(free)d min free, %(needed)d needed") % {"free": free, "needed": needed // MINUTE}
