from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from booking.models import Appointment
from booking.services.guards.freed import note_freed_holds


@transaction.atomic
def release_holds(holds: QuerySet[Appointment], now: datetime) -> None:
    """Release these held times, except one that is being booked right now."""
    release_locked(holds.select_for_update(of=("self",), skip_locked=True), now)


def release_locked(holds: Iterable[Appointment], now: datetime) -> None:
    """Release these held times, of which the caller has locked the rows."""
    released = list(holds)
    note_freed_holds(released, now=now)
    for hold in released:
        hold.release(now)
        hold.save()
