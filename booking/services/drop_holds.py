from datetime import datetime, timedelta

from django.db import transaction

from booking.choices import AppointmentStatus
from booking.models import Appointment

# A patient who comes back to the form after an hour still hears what happened to the time.
KEEP_FOR = timedelta(days=1)


@transaction.atomic
def drop_holds(*, now: datetime) -> int:
    """Delete what was held and never booked, a day later. Availability does not wait for this."""
    never_booked = Appointment.objects.filter(patient=None, created_at__lt=now - KEEP_FOR).filter(
        status__in=[AppointmentStatus.PENDING, AppointmentStatus.CANCELLED]
    )
    # Locked first, so that one that is being booked this moment is not deleted as a hold.
    locked = never_booked.select_for_update(of=("self",), skip_locked=True)
    deleted, _by_model = Appointment.objects.filter(pk__in=[hold.pk for hold in locked]).delete()
    return deleted
