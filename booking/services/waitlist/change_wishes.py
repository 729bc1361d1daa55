from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import NotWaiting
from booking.models import WaitlistEntry
from booking.models.rules import rules_for
from booking.scheduling.clock import clinic_date
from booking.scheduling.wishes import Wishes
from booking.services.guards.locking import locked_entry
from booking.services.guards.shown import refuse_unless_entry_as_shown
from booking.services.mail.nudge import nudge_offers

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def change_wishes(
    *,
    entry: WaitlistEntry,
    wishes: Wishes,
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
) -> None:
    """Change the wishes of a waiting-list entry, which keeps its turn.

    An open offer stays until it is answered or runs out, even if it is not as wished any more: the
    patient was told of it and may still want it. `shown` is the version of the entry on the screen.
    A second call does nothing. Raises NotWaiting, NotBookableOnline, NothingToWaitFor and
    ChangedMeanwhile.
    """
    entry = locked_entry(entry.pk)
    if entry.is_waiting and entry.wishes.are_alike(wishes):
        return
    refuse_unless_entry_as_shown(entry, shown)
    if not entry.is_waiting or entry.reason_to_end(now):
        raise NotWaiting
    entry.set_wishes(wishes, last=last_day_to_wait(entry, now), now=now)
    entry.note_change(by_user, now)
    entry.save()
    transaction.on_commit(nudge_offers)


def last_day_to_wait(entry: WaitlistEntry, now: datetime) -> date:
    """The last day that can be wished for: that of the appointment, or the last one bookable.

    For an appointment that moved after the entry was made, it is the day before. Its own day as a
    wish would end the entry at once, as served by that move.
    """
    visit = entry.appointment
    if visit is None:
        return clinic_date(now + rules_for(entry.treatment).horizon)
    return visit.day - timedelta(days=1) if visit.arranged_at > entry.created_at else visit.day
