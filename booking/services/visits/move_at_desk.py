from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.models import Appointment, Practitioner
from booking.models.rules import rules_for
from booking.scheduling.rules import correctable
from booking.scheduling.spans import Span
from booking.services.guards.desk_rules import DeskBooking, refuse_at_desk
from booking.services.guards.freed import note_freed
from booking.services.guards.locking import (
    displace_expired_holds,
    locked_practitioners,
    locked_visit,
)
from booking.services.guards.shown import refuse_unless_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def move_at_desk(
    *,
    appointment: Appointment,
    practitioner: Practitioner,
    starts_at: datetime,
    overrule: bool,
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
) -> DeskBooking:
    """Give an appointment another time or therapist and owe its mail; its length stays the same.

    With `overrule` it moves even outside the rules, though never over another appointment. The last
    moment for changes online does not bind the desk. A second call changes nothing. `shown` is the
    version of the appointment on the screen. Raises NotExpected, TimeTaken, OutsideRules,
    ChangedMeanwhile.
    """
    rules = rules_for(appointment.treatment)
    with locked_practitioners([appointment.practitioner_id, practitioner.pk]):
        visit = locked_visit(appointment.pk)
        span = Span(starts_at, starts_at + visit.length)
        is_there = visit.span == span and visit.practitioner_id == practitioner.pk
        if is_there and visit.is_expected:
            return DeskBooking(visit, [], stood_there=True)
        refuse_unless_as_shown(visit, shown, by_user)
        until = correctable(rules.change_until(starts_at), starts_at, now)
        known = retract_pending_mail(visit)
        note_freed([visit], now=now)
        visit.move_to(span, practitioner, change_until=until, now=now)
        displace_expired_holds(practitioner.pk, visit.blocked, now)
        overruled = refuse_at_desk(visit, rules=rules, overrule=overrule, now=now)
        visit.note_change(by_user, now)
        visit.save()
        owe_change(visit, known, now=now, wait=STAFF_MAIL_DELAY)
        transaction.on_commit(nudge_offers)
    return DeskBooking(visit, overruled)
