from datetime import date

from django.db import transaction

from booking.models import WorkingHours
from booking.services.lay_out import lay_out_slots


@transaction.atomic
def change_roster(*, line: WorkingHours, today: date) -> None:
    """Lay the line out anew from tomorrow on. Slots that were edited by hand are not touched."""
    line.slots.filter(starts_at__date__gt=today).delete()
    line.laid_out_until = today if line.laid_out_until else None
    line.save(update_fields=["laid_out_until"])
    lay_out_slots(today=today)


@transaction.atomic
def end_roster(*, line: WorkingHours, today: date) -> None:
    """Delete the line with what it laid out from tomorrow on; what was booked stays booked."""
    line.slots.filter(starts_at__date__gt=today).delete()
    line.delete()
