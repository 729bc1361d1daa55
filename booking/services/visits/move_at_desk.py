from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from booking.models import Appointment, Practitioner, Treatment
from booking.models.history import explained
from booking.models.rules import rules_for
from booking.scheduling.rules import Rules, correctable
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
from booking.services.visits.find_starts import Wanted

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def move_at_desk(
    *,
    appointment: Appointment,
    practitioner: Practitioner,
    starts_at: datetime,
    overrule: bool,
    now: datetime,
    treatment: Treatment | None = None,
    length: timedelta | None = None,
    because: str = "",
    by_user: "User | None" = None,
    shown: str = "",
) -> DeskBooking:
    """Give an appointment another time, therapist, length or treatment, and owe its mail.

    Without `length` it keeps its own, or with another `treatment` takes that one's. With `overrule`
    it moves even outside the rules, though never over another appointment; the history keeps which
    rules and `because`, the reason. The last moment for changes online does not bind the desk. A
    second call changes nothing. `shown` is the version of the appointment on the screen. Raises
    NotExpected, TimeTaken, OutsideRules, ChangedMeanwhile.

    Example: an appointment from 10:00 to 10:30 is given `length` 45 minutes where it stands. It
    ends at 10:45 if that is free, and its patient is mailed the new end.
    """
    rules = rules_for(treatment or appointment.treatment)
    with locked_practitioners([appointment.practitioner_id, practitioner.pk]):
        visit = locked_visit(appointment.pk)
        wanted = Wanted.of_visit(visit, treatment=treatment, length=length)
        if wanted.is_there(starts_at, practitioner.pk) and visit.is_expected:
            return DeskBooking(visit, [], stood_there=True)
        refuse_unless_as_shown(visit, shown, by_user)
        known = retract_pending_mail(visit)
        note_freed([visit], now=now, rest=STAFF_MAIL_DELAY)
        give_place(visit, wanted, practitioner, starts_at, rules=rules, now=now)
        displace_expired_holds(practitioner.pk, visit.blocked, now)
        overruled = refuse_at_desk(visit, rules=rules, overrule=overrule, now=now)
        visit.note_change(by_user, now)
        with explained(overruled, because):
            visit.save()
        owe_change(visit, known, now=now, wait=STAFF_MAIL_DELAY)
        transaction.on_commit(nudge_offers)
    return DeskBooking(visit, overruled)


def give_place(
    visit: Appointment,
    wanted: Wanted,
    practitioner: Practitioner,
    starts_at: datetime,
    *,
    rules: Rules,
    now: datetime,
) -> None:
    """Give an appointment the place that the desk chose. Does not save. Raises NotExpected."""
    until = correctable(rules.change_until(starts_at), starts_at, now)
    span = Span(starts_at, starts_at + wanted.length)
    visit.move_to(span, practitioner, change_until=until, now=now)
    visit.treatment, visit.turnaround = wanted.treatment, wanted.turnaround
