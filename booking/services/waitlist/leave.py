from datetime import datetime

from django.db import transaction

from booking.choices import WaitlistStatus
from booking.models import WaitlistEntry
from booking.services.guards.locking import locked_entry
from booking.services.mail.nudge import nudge_offers
from booking.services.waitlist.retract_offers import retract_offers


@transaction.atomic
def leave_waitlist(*, entry: WaitlistEntry, now: datetime) -> None:
    """End a waiting-list entry; the time of its open offer goes to the next entry.

    A second call does nothing.
    """
    entry = locked_entry(entry.pk)
    if entry.is_waiting:
        retract_offers(entry, now)
        entry.close(WaitlistStatus.LEFT, now)
        entry.save()
        transaction.on_commit(nudge_offers)
