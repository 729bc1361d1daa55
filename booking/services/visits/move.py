from datetime import datetime

from django.db import transaction

from booking.choices import AttemptKind
from booking.errors import AlreadyCancelled, NotExpected, TooLateToMove
from booking.models import Appointment
from booking.models.rules import rules_for
from booking.services.guards.attempts import count_attempt
from booking.services.guards.checks import refuse_unless_kept
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_practitioners, locked_visit
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import owe_change, retract_pending_mail


def move(*, held: Appointment, now: datetime, bound_by_cut_off: bool = True) -> Appointment:
    """Let the visit that the hold names take the time that is held, and owe its mail.

    The visit keeps its own time until then. `bound_by_cut_off` is false where the practice itself
    offered the time. Asked twice (a second click) it answers with the visit as the first one moved
    it. A hold that ran out is good while its time can still be booked. Raises HoldExpired,
    AlreadyCancelled, NotExpected, TooLateToMove, TimeTaken, TooManyAttempts, and what
    refuse_beyond_limits raises.
    """
    if held.moves is None:
        raise NotExpected
    with locked_practitioners([held.practitioner_id, held.moves.practitioner_id]):
        hold, visit = locked_visit(held.pk), locked_visit(held.moves.pk)
        if hold.is_cancelled and _has_the_time_of(visit, hold):
            return visit
        rules = rules_for(hold.treatment)
        _refuse_unless_movable(visit, now, bound_by_cut_off=bound_by_cut_off)
        refuse_unless_kept(hold, rules=rules, now=now)
        assert visit.patient is not None  # noqa: S101  a booked appointment has one
        if bound_by_cut_off:
            # Each sends a mail, to an address that whoever booked may have made up.
            count_attempt(AttemptKind.BOOK, visit.patient.email, now=now)
        refuse_beyond_limits(
            visit.patient, [hold.span], hold.treatment, rules=rules, now=now, ignoring=[visit]
        )
        hold.release(now)
        hold.save()
        known = retract_pending_mail(visit)
        visit.move_to(hold.span, hold.practitioner, change_until=hold.change_until, now=now)
        visit.turnaround = hold.turnaround
        visit.save()
        owe_change(visit, known, now=now)
        transaction.on_commit(nudge_offers)
        return visit


def _has_the_time_of(visit: Appointment, hold: Appointment) -> bool:
    return visit.span == hold.span and visit.practitioner_id == hold.practitioner_id


def _refuse_unless_movable(visit: Appointment, now: datetime, *, bound_by_cut_off: bool) -> None:
    if visit.is_cancelled:
        raise AlreadyCancelled
    if not visit.is_expected:
        raise NotExpected
    if bound_by_cut_off and not visit.can_be_changed_online(now):
        raise TooLateToMove
