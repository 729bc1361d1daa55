"""Give held times back: the visitor looks for another one."""

from datetime import datetime

from booking.models import Appointment
from booking.services.guards.release import release_holds


def give_back(*, held: Appointment, now: datetime) -> None:
    """Give this time back, and no other: another tab may hold another one by now."""
    if held.hold_key:
        release_holds(Appointment.objects.holds_of(held.hold_key).filter(pk=held.pk), now)


def give_back_all(*, held: Appointment, now: datetime) -> None:
    """Give back every time that the visitor of this hold holds."""
    if held.hold_key:
        release_holds(Appointment.objects.holds_of(held.hold_key), now)
