"""Holds that are to be booked: kept until now, or held again if their time can still be had.

A visitor holds one choice only, so a choice in a second tab gives the first one back. When the
first tab is sent after all, its times are held again in the transaction that books them.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, Treatment
from booking.models.period import overlapping
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.services.guards.checks import refuse_unless_all_open
from booking.services.guards.locking import displace_all_expired_holds
from booking.services.guards.release import release_holds


def keep(holds: Sequence[Appointment], *, rules: Rules, now: datetime) -> None:
    """Hold the times of one visitor on, or again; saves the holds that it changes.

    Call it under the locks of their practitioners and of the holds, just before they are booked.
    Raises HoldExpired if any of them can no longer be had, or if there are none.

    Example: a hold ended at 10:10, or was given back at 10:05, and the patient sends the form at
    10:12. It is good if nobody took the time since and the rules still allow it.
    """
    if not holds or not all(_may_be_held(hold) for hold in holds):
        raise HoldExpired
    if all(hold.keeps_its_time(now) for hold in holds):
        return
    treatment, openings = holds[0].treatment, _openings(holds)
    _release_own(holds, treatment, now)
    displace_all_expired_holds(openings, treatment, now)
    try:
        refuse_unless_all_open(openings, treatment, rules=rules, now=now)
    except (NotBookableOnline, NotAnOpening, TimeTaken) as error:
        raise HoldExpired from error
    for hold in holds:
        hold.hold_again(now)
    Appointment.objects.bulk_update(holds, ["status", "held_until", "cancelled_at"])


def can_be_kept(holds: Sequence[Appointment], *, rules: Rules, now: datetime) -> bool:
    """Tell whether keep() would succeed; locks and changes nothing."""
    if not holds or not all(_may_be_held(hold) for hold in holds):
        return False
    if all(hold.keeps_its_time(now) for hold in holds):
        return True
    treatment, key = holds[0].treatment, holds[0].hold_key
    try:
        refuse_unless_all_open(_openings(holds), treatment, rules=rules, now=now, visitor=key)
    except (NotBookableOnline, NotAnOpening, TimeTaken):
        return False
    return True


def _may_be_held(hold: Appointment) -> bool:
    return hold.is_held or hold.can_be_held_again


def _openings(holds: Sequence[Appointment]) -> list[Opening]:
    return [Opening(hold.starts_at, hold.ends_at, hold.practitioner_id) for hold in holds]


def _release_own(holds: Sequence[Appointment], treatment: Treatment, now: datetime) -> None:
    """Release what the visitor holds in the way of these times, and these times themselves."""
    key = holds[0].hold_key
    if key is None:  # an offer is held for no visitor
        return
    around = Q()
    for hold in holds:
        span = treatment.with_margins(hold.span)
        around |= Q(overlapping(span), practitioner=hold.practitioner_id)
    release_holds(Appointment.objects.holds_of(key).filter(around), now)
