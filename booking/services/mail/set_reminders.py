from django.db import transaction

from booking.models import Patient


@transaction.atomic
def set_reminders(*, patient: Patient, wanted: bool) -> None:
    """Switch reminders on or off for every patient whose mail goes to the same address."""
    Patient.objects.reached_at(patient.email).update(wants_reminders=wanted)
