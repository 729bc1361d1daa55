from django.db import transaction

from booking.models import Appointment


@transaction.atomic
def check_in(*, appointment: Appointment, undo: bool = False) -> Appointment:
    """Note that the patient has arrived, or that this was a slip. Raises NotExpected."""
    arrived = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if undo:
        arrived.undo_check_in()
    else:
        arrived.check_in()
    arrived.save()
    return arrived
