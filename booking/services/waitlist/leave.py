from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import WaitlistStatus
from booking.models import WaitlistEntry
from booking.services.guards.locking import locked_entry
from booking.services.guards.shown import refuse_unless_entry_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.waitlist.retract_offers import retract_offers

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def leave_waitlist(
    *, entry: WaitlistEntry, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> None:
    """End a waiting-list entry; the time of its open offer goes to the next entry.

    A second call does nothing. `shown` is the version of the entry on the screen, with its
    offer on the page of the patient. Raises ChangedMeanwhile, DoneAlready.
    """
    entry = locked_entry(entry.pk)
    refuse_unless_entry_as_shown(entry, shown, by_user, leads_to=WaitlistStatus.LEFT)
    if entry.is_waiting:
        retract_offers(entry, now)
        entry.close(WaitlistStatus.LEFT, now)
        entry.note_change(by_user, now)
        entry.save()
        transaction.on_commit(nudge_offers)
