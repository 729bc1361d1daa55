from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from booking.models import Appointment, AppointmentSeries, Substitute, WaitlistOffer
from booking.models.substitution import SubstitutionStatus
from booking.services.guards.freed import note_freed_holds

# A patient who comes back to the form after an hour still hears what happened to the time.
KEEP_FOR = timedelta(days=1)


@transaction.atomic
def delete_old_holds(*, now: datetime) -> int:
    """Delete holds that were never booked, a day after they were made; returns the rows deleted.

    It only tidies up: an expired hold keeps no time, whether its row is there or not.
    """
    never_booked = Appointment.objects.never_booked().filter(created_at__lt=now - KEEP_FOR)
    # An offer or a choice may last longer than a day.
    on_offer = WaitlistOffer.objects.open().filter(hold=OuterRef("pk"))
    asked = Substitute.objects.filter(
        hold=OuterRef("pk"), substitution__status=SubstitutionStatus.OPEN
    )
    never_booked = never_booked.filter(~Exists(on_offer), ~Exists(asked))
    # Locked first, so that a hold that is being booked right now is not deleted.
    locked = list(never_booked.select_for_update(of=("self",), skip_locked=True))
    note_freed_holds((hold for hold in locked if hold.is_held), now=now)
    deleted, _by_model = Appointment.objects.filter(pk__in=[hold.pk for hold in locked]).delete()
    never_booked_series = AppointmentSeries.objects.filter(patient=None, appointments=None)
    never_booked_series.filter(created_at__lt=now - KEEP_FOR).delete()
    return deleted
