from datetime import datetime

from django.db import transaction

from booking.models import Appointment
from booking.services.locking import locked_visit


@transaction.atomic
def fulfil(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that the visit took place. Raises NotExpected, NotStarted."""
    finished = locked_visit(appointment.pk)
    finished.fulfil(now)
    finished.save()
    return finished


@transaction.atomic
def undo_fulfil(*, appointment: Appointment) -> Appointment:
    """It was a slip: the visit stands as it was booked. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_fulfil()
    expected.save()
    return expected
