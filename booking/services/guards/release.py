from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from booking.models import Appointment


def release_holds_of(visitor: UUID, now: datetime) -> None:
    """Give back all times that the visitor holds, except those that are being booked right now."""
    _release(Appointment.objects.holds_of(visitor), now)


def release_hold(held: Appointment, now: datetime) -> None:
    """Give back this held time only: the visitor may hold another one in another tab."""
    if held.hold_key:
        _release(Appointment.objects.holds_of(held.hold_key).filter(pk=held.pk), now)


@transaction.atomic
def _release(held: QuerySet[Appointment], now: datetime) -> None:
    for hold in held.select_for_update(of=("self",), skip_locked=True):
        hold.release(now)
        hold.save()
