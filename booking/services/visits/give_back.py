"""Give back times that a visitor holds and does not want any more."""

from datetime import datetime

from booking.models import Appointment
from booking.services.guards.release import release_holds


def give_back(*, held: Appointment, now: datetime) -> None:
    """Give back this time only, as the visitor may hold another one in another tab by now."""
    if held.hold_key:
        release_holds(Appointment.objects.holds_of(held.hold_key).filter(pk=held.pk), now)


def give_back_all(*, held: Appointment, now: datetime) -> None:
    """Give back this time and all others that the same visitor holds."""
    if held.hold_key:
        release_holds(Appointment.objects.holds_of(held.hold_key), now)
