from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import PatientGone
from booking.models import Patient
from booking.services.guards.notes import write_note

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def note_on_patient(
    *, patient: Patient, note: str, by_user: "User | None" = None, shown: str = ""
) -> bool:
    """Keep a note with the patient; an empty one takes it away. Tells whether it changed.

    `shown` is the version of the note on the screen, as version_of() gives it. Raises
    ChangedMeanwhile, and PatientGone for a patient who was erased or merged.
    """
    locked = Patient.objects.known().select_for_update().filter(pk=patient.pk).first()
    if locked is None:
        raise PatientGone
    return write_note(locked, note, shown=shown, by_user=by_user)
