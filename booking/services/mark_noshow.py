from datetime import datetime

from django.db import transaction

from booking.models import Appointment
from booking.services.locking import locked_visit


@transaction.atomic
def mark_noshow(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that nobody came; nobody is mailed. Raises NotExpected, NotStarted."""
    missed = locked_visit(appointment.pk)
    missed.mark_noshow(now)
    missed.save()
    return missed


@transaction.atomic
def undo_noshow(*, appointment: Appointment) -> Appointment:
    """It was a slip: the visit stands as it was booked. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_noshow()
    expected.save()
    return expected
