from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from booking.models import Appointment


@transaction.atomic
def release_holds(holds: QuerySet[Appointment], now: datetime) -> None:
    """Release these held times, except one that is being booked right now."""
    for hold in holds.select_for_update(of=("self",), skip_locked=True):
        hold.release(now)
        hold.save()
