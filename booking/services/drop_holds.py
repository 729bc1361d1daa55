from datetime import datetime, timedelta

from booking.choices import AppointmentStatus
from booking.models import Appointment

# A patient who comes back to the form after an hour still hears what happened to the time.
KEEP_FOR = timedelta(days=1)


def drop_holds(*, now: datetime) -> int:
    """Delete what was held and never booked, a day later. Availability does not wait for this."""
    never_booked = Appointment.objects.filter(patient=None, created_at__lt=now - KEEP_FOR).filter(
        status__in=[AppointmentStatus.PENDING, AppointmentStatus.CANCELLED]
    )
    deleted, _by_model = never_booked.delete()
    return deleted
