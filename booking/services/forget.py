from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from booking.errors import HasComingVisits
from booking.models import Appointment, Notification, Patient, WaitlistEntry
from booking.services.leave_waitlist import leave_waitlist
from booking.services.locking import lock_name


@transaction.atomic
def forget(*, patient: Patient, now: datetime) -> Patient:
    """Blank what tells who the patient is; that somebody was treated then stays.

    Cancels nothing. A second press finds an erased patient and leaves it. Raises HasComingVisits.
    """
    for place in WaitlistEntry.objects.waiting().filter(patient=patient).order_by("pk"):
        leave_waitlist(entry=place, now=now)
    visits = Appointment.objects.filter(patient=patient).order_by("pk")
    # A cancellation that is being taken back this moment is waited for.
    list(visits.select_for_update(of=("self",)))
    # Nobody books for this patient meanwhile.
    lock_name(patient.name)
    erased = Patient.objects.select_for_update().get(pk=patient.pk)
    if erased.erased_at:
        return erased
    if visits.coming(now).exists():
        raise HasComingVisits
    erased.erase(now)
    erased.save()
    visits.update(cancellation_reason="")
    # One that is being sent right now is waited for.
    Notification.objects.owed().filter(patient=erased).delete()
    _blank_the_log(erased)
    return erased


def _blank_the_log(patient: Patient) -> None:
    """Wagtail's history keeps the name of a patient whom staff added or changed."""
    of_patients = ContentType.objects.get_for_model(Patient)
    entries = ModelLogEntry.objects.filter(content_type=of_patients, object_id=str(patient.pk))
    entries.update(label=str(patient))
