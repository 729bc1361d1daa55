from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import ChangedMeanwhile, NotExpected
from booking.models import Appointment
from booking.models.history import explained
from booking.models.rules import rules_for
from booking.models.visit_news import news_of_visit
from booking.services.guards.desk_rules import DeskBooking, refuse_at_desk
from booking.services.guards.freed import note_freed
from booking.services.guards.locking import (
    changing_places,
    displace_expired_holds,
    locked_practitioners,
    locked_visit,
)
from booking.services.guards.shown import refuse_unless_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail
from booking.services.visits.find_starts import Wanted
from booking.services.visits.move_at_desk import give_place

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def swap_at_desk(
    *,
    visits: tuple[Appointment, Appointment],
    shown: tuple[str, str],
    overrule: bool,
    now: datetime,
    because: str = "",
    by_user: "User | None" = None,
) -> list[DeskBooking]:
    """Let two appointments change start and therapist, both or neither, and owe both mails.

    Each keeps its length and treatment, and is checked in its new place, where the other has left.
    With `overrule` they change even outside the rules, though never over another appointment; the
    history keeps which rules and `because`, the reason. `shown` are the versions on the screen.
    Raises NotExpected, TimeTaken, OutsideRules, ChangedMeanwhile.

    Example: Ann at 9:00 with Noor and Bob at 14:00 with Wout. Afterwards Bob has 9:00 with Noor and
    Ann 14:00 with Wout.
    """
    if visits[0].pk == visits[1].pk:
        raise NotExpected
    people = {visit.practitioner_id for visit in visits}
    with locked_practitioners(people):
        locked = {pk: locked_visit(pk) for pk in sorted(visit.pk for visit in visits)}
        one, other = (locked[visit.pk] for visit in visits)
        for visit, version in zip((one, other), shown, strict=True):
            refuse_unless_as_shown(visit, version, by_user)
            if visit.practitioner_id not in people:
                # It went to somebody whose time is not locked.
                raise ChangedMeanwhile(news_of_visit(visit, version))
        known = [retract_pending_mail(visit) for visit in (one, other)]
        note_freed([one, other], now=now, rest=STAFF_MAIL_DELAY)
        exchange(one, other, now)
        swapped = save_both(
            (one, other), overrule=overrule, because=because, by_user=by_user, now=now
        )
        for visit, before in zip((one, other), known, strict=True):
            owe_change(visit, before, now=now, wait=STAFF_MAIL_DELAY)
        transaction.on_commit(nudge_offers)
    return swapped


def exchange(one: Appointment, other: Appointment, now: datetime) -> None:
    """Give each the start and therapist of the other. Does not save. Raises NotExpected."""
    places = [(visit.practitioner, visit.starts_at) for visit in (other, one)]
    for visit, (practitioner, start) in zip((one, other), places, strict=True):
        rules = rules_for(visit.treatment)
        give_place(visit, Wanted.of_visit(visit), practitioner, start, rules=rules, now=now)


def save_both(
    visits: tuple[Appointment, Appointment],
    *,
    overrule: bool,
    because: str,
    by_user: "User | None",
    now: datetime,
) -> list[DeskBooking]:
    """Ask the rules of both in their new places, then save both. Raises TimeTaken, OutsideRules."""
    for visit in visits:
        displace_expired_holds(visit.practitioner_id, visit.blocked, now)
    swapped = []
    for visit, other in (visits, visits[::-1]):
        rules = rules_for(visit.treatment)
        broken = refuse_at_desk(
            visit, rules=rules, overrule=overrule, now=now, together_with=[other]
        )
        swapped.append(DeskBooking(visit, broken))
    with changing_places():
        for booking in swapped:
            booking.visit.note_change(by_user, now)
            with explained(booking.overruled, because):
                booking.visit.save()
    return swapped
