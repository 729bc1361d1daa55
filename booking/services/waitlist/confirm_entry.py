from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import NotWaiting
from booking.models import WaitlistEntry
from booking.services.guards.locking import locked_entry
from booking.services.guards.shown import refuse_unless_entry_as_shown
from booking.services.mail.nudge import nudge_offers

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def confirm_entry(
    *, entry: WaitlistEntry, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> WaitlistEntry:
    """Confirm a waiting-list entry, which keeps its turn and can be made offers from now on.

    Its mail was opened, or the desk spoke to the patient. A second call changes nothing. `shown` is
    the version of the entry on the screen. Raises NotWaiting, also when it comes too
    late, and ChangedMeanwhile.

    Example: Ann joins on Monday, and confirms on Tuesday. What came free on Monday evening, and
    still is free, is offered to her before it is to Bob, who joined on Tuesday morning.
    """
    entry = locked_entry(entry.pk)
    refuse_unless_entry_as_shown(entry, shown, by_user)
    if not entry.can_be_confirmed(now):
        raise NotWaiting
    if entry.is_confirmed:
        return entry
    entry.confirm(now)
    entry.note_change(by_user, now)
    entry.save()
    transaction.on_commit(nudge_offers)
    return entry
