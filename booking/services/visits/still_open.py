from collections.abc import Sequence
from datetime import datetime

from booking.models import Appointment
from booking.models.rules import rules_for
from booking.services.guards.keeping import can_be_kept


def is_still_open(holds: Sequence[Appointment], *, now: datetime) -> bool:
    """Tell whether these held times can still be booked, for a page that asks to confirm them.

    They are those of one visitor and one treatment. No query if all are held; three if any hold ran
    out or was given back.
    """
    if holds and all(hold.keeps_its_time(now) for hold in holds):
        return True
    return bool(holds) and can_be_kept(holds, rules=rules_for(holds[0].treatment), now=now)
