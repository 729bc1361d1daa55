from datetime import datetime

from django.db import transaction

from booking.models import Appointment
from booking.services.locking import locked_visit


@transaction.atomic
def check_in(*, appointment: Appointment, now: datetime) -> Appointment:
    """Note that the patient has arrived. Raises NotExpected, NotToday."""
    arrived = locked_visit(appointment.pk)
    arrived.check_in(now)
    arrived.save()
    return arrived


@transaction.atomic
def undo_check_in(*, appointment: Appointment) -> Appointment:
    """It was a slip: the patient is expected still. Raises NotExpected."""
    expected = locked_visit(appointment.pk)
    expected.undo_check_in()
    expected.save()
    return expected
