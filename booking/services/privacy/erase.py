from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from booking.errors import HasComingVisits
from booking.models import Appointment, Notification, Patient, WaitlistEntry
from booking.services.guards.locking import lock_name
from booking.services.waitlist.leave import leave_waitlist


@transaction.atomic
def erase_patient(*, patient: Patient, now: datetime) -> Patient:
    """Blank what tells who the patient is; that somebody was treated then stays.

    Cancels nothing. A second press finds an erased patient and leaves it. Raises HasComingVisits.
    """
    for entry in WaitlistEntry.objects.waiting().filter(patient=patient).order_by("pk"):
        leave_waitlist(entry=entry, now=now)
    locked = locked_patient(patient)
    if not locked.erased_at:
        erase(locked, now)
    return locked


def locked_patient(patient: Patient) -> Patient:
    """With the visits: nobody books for this patient, or takes a cancellation back, meanwhile."""
    list(Appointment.objects.filter(patient=patient).order_by("pk").select_for_update(of=("self",)))
    lock_name(patient.name)
    return Patient.objects.select_for_update().get(pk=patient.pk)


def erase(patient: Patient, now: datetime) -> None:
    """In a transaction that holds `locked_patient`. Raises HasComingVisits."""
    visits = Appointment.objects.filter(patient=patient)
    if visits.coming(now).exists():
        raise HasComingVisits
    patient.erase(now)
    patient.save()
    # The key leads to what the same visitor booked for somebody else.
    visits.update(cancellation_reason="", hold_key=None)
    # One that is being sent right now is waited for.
    Notification.objects.owed().filter(patient=patient).delete()
    _blank_the_log(patient)


def _blank_the_log(patient: Patient) -> None:
    """Wagtail's history keeps the name of a patient whom staff added or changed."""
    of_patients = ContentType.objects.get_for_model(Patient)
    entries = ModelLogEntry.objects.filter(content_type=of_patients, object_id=str(patient.pk))
    entries.update(label=str(patient))
