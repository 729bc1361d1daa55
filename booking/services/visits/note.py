from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import PatientGone
from booking.models import Appointment
from booking.services.guards.locking import locked_visit
from booking.services.guards.notes import write_note

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def note_on_visit(
    *, appointment: Appointment, note: str, by_user: "User | None" = None, shown: str = ""
) -> bool:
    """Keep a note with the appointment; an empty one takes it away. Tells whether it changed.

    `shown` is the version of the note on the screen, as version_of() gives it. Raises
    ChangedMeanwhile, and PatientGone if the details of the patient were erased: a note may name
    somebody.
    """
    visit = locked_visit(appointment.pk)
    if visit.patient is None or visit.patient.erased_at:
        raise PatientGone
    return write_note(visit, note, shown=shown, by_user=by_user)
