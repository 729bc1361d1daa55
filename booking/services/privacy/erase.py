from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from booking.errors import ChangedMeanwhile, HasComingVisits
from booking.models import (
    Appointment,
    Notification,
    Patient,
    SentMail,
    ToldApart,
    WaitlistEntry,
)
from booking.models.shown import changes_since, news_of
from booking.services.guards.locking import lock_name
from booking.services.privacy.erase_history import erase_history
from booking.services.privacy.keep_answer import forget_answers
from booking.services.waitlist.leave import leave_waitlist


@transaction.atomic
def erase_patient(*, patient: Patient, now: datetime, shown: str = "") -> Patient:
    """Erase the details that say who the patient is; past appointments stay, without a name.

    The patient leaves the waiting list. Appointments are not cancelled: raises HasComingVisits if
    there are any to come. Does nothing for a patient who is erased already. `shown` is the version
    of the details on the screen, as version_of() gives it: raises ChangedMeanwhile if they are
    others by now.
    """
    for entry in WaitlistEntry.objects.waiting().filter(patient=patient).order_by("pk"):
        leave_waitlist(entry=entry, now=now)
    locked = locked_patient(patient)
    if not locked.erased_at:
        if changes := changes_since(locked, shown):
            raise ChangedMeanwhile(news_of(locked, changes, shown))
        erase(locked, now)
    return locked


def locked_patient(patient: Patient) -> Patient:
    """The patient's row, locked, together with all appointments and the name.

    Nobody can book for this patient, or undo a cancellation, until the transaction ends.
    """
    list(Appointment.objects.filter(patient=patient).order_by("pk").select_for_update(of=("self",)))
    lock_name(patient.name)
    return Patient.objects.select_for_update().get(pk=patient.pk)


def erase(patient: Patient, now: datetime) -> None:
    """Erase a patient that the caller has from locked_patient(). Raises HasComingVisits."""
    visits = Appointment.objects.filter(patient=patient)
    if visits.coming(now).exists():
        raise HasComingVisits
    patient.erase(now)
    patient.save()
    # The key would lead to appointments that the same visitor booked for somebody else.
    visits.update(cancellation_reason="", note="", hold_key=None)
    ToldApart.objects.of(patient.pk).delete()
    # A mail that a worker is sending right now is locked: this waits for it.
    Notification.objects.owed().filter(patient=patient).delete()
    SentMail.objects.to_patient(patient.pk).delete()
    blank_the_log(patient)
    erase_history(patient)
    forget_answers()


def blank_the_log(patient: Patient) -> None:
    """Erase the name from Wagtail's history, where each change by staff leaves it."""
    of_patients = ContentType.objects.get_for_model(Patient)
    entries = ModelLogEntry.objects.filter(content_type=of_patients, object_id=str(patient.pk))
    entries.update(label=str(patient))
