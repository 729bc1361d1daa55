from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import AttemptKind
from booking.errors import AlreadyCancelled, NotExpected, TooLateToMove
from booking.models import Appointment
from booking.models.rules import rules_for
from booking.scheduling.rules import Rules, correctable
from booking.services.guards.attempts import count_attempt
from booking.services.guards.freed import note_freed
from booking.services.guards.keeping import keep
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_practitioners, locked_visit
from booking.services.guards.shown import refuse_unless_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import owe_change, retract_pending_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def move(
    *,
    held: Appointment,
    now: datetime,
    bound_by_cut_off: bool = True,
    by_user: "User | None" = None,
    shown: str = "",
) -> Appointment:
    """Move the appointment that the hold names to the held time, and owe its mail.

    `bound_by_cut_off` is false where the practice itself offered the time. A second call returns
    the appointment as the first one moved it. A hold that ran out or was given back is good while
    its time can still be booked. `shown` is the version of the appointment on the screen. Raises
    ChangedMeanwhile, HoldExpired, AlreadyCancelled, NotExpected, TooLateToMove,
    TimeTaken, TooManyAttempts, OwnVisitThen, TooManyThatDay, TooManyVisits.
    """
    if held.moves is None:
        raise NotExpected
    with locked_practitioners([held.practitioner_id, held.moves.practitioner_id]):
        hold, visit = locked_visit(held.pk), locked_visit(held.moves.pk)
        if hold.is_cancelled and _has_the_time_of(visit, hold):
            return visit
        rules = rules_for(hold.treatment)
        _refuse_unless_movable(visit, now, bound_by_cut_off=bound_by_cut_off)
        refuse_unless_as_shown(visit, shown, by_user)
        keep([hold], rules=rules, now=now)
        _refuse_beyond_limits(visit, hold, rules, now, is_counted=bound_by_cut_off)
        hold.end_hold(now)
        hold.save()
        known = retract_pending_mail(visit)
        note_freed([visit], now=now)
        until = correctable(hold.change_until, hold.starts_at, now)
        if bound_by_cut_off:
            until = visit.change_until_at(hold.starts_at, hold.change_until, rules=rules, now=now)
        visit.move_to(hold.span, hold.practitioner, change_until=until, now=now)
        visit.turnaround = hold.turnaround
        visit.note_change(by_user, now)
        visit.save()
        owe_change(visit, known, now=now)
        transaction.on_commit(nudge_offers)
        return visit


def _has_the_time_of(visit: Appointment, hold: Appointment) -> bool:
    return visit.span == hold.span and visit.practitioner_id == hold.practitioner_id


def _refuse_beyond_limits(
    visit: Appointment, hold: Appointment, rules: Rules, now: datetime, *, is_counted: bool
) -> None:
    patient, span = visit.patient, hold.span
    assert patient is not None  # noqa: S101  a booked appointment has one
    if is_counted:
        # Each move sends a mail, to an address that nobody checked.
        count_attempt(AttemptKind.BOOK, patient.email, now=now)
    refuse_beyond_limits(patient, [span], hold.treatment, rules=rules, now=now, ignoring=[visit])


def _refuse_unless_movable(visit: Appointment, now: datetime, *, bound_by_cut_off: bool) -> None:
    if visit.is_cancelled:
        raise AlreadyCancelled
    if not visit.is_expected:
        raise NotExpected
    if bound_by_cut_off and not visit.can_be_changed_online(now):
        raise TooLateToMove
