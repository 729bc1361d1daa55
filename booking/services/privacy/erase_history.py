"""The one way by which events of the history go; the database refuses every other."""

from contextlib import AbstractContextManager
from datetime import datetime

import pgtrigger

from booking.models import (
    AbsenceEvent,
    Appointment,
    AppointmentEvent,
    CardOpening,
    Patient,
    PatientEvent,
    TariffEvent,
    WorkingHoursEvent,
)
from booking.models.rules import practice_rules

OF_THE_PRACTICE = (AbsenceEvent, WorkingHoursEvent, TariffEvent)


def erase_history(patient: Patient) -> None:
    """Delete the events of a patient, of their appointments, and who opened the card.

    Call it in the transaction that erases the details, after the last change of those rows.
    """
    theirs = Appointment.objects.filter(patient=patient).values("pk")
    with _allowed(PatientEvent, AppointmentEvent):
        PatientEvent.objects.filter(pgh_obj=patient.pk).delete()
        AppointmentEvent.objects.filter(pgh_obj__in=theirs).delete()
    CardOpening.objects.filter(patient=patient).delete()


def erase_old_history(*, now: datetime) -> int:
    """Delete events of absences, rosters and tariffs that are older than details are kept.

    Returns their number. Events of a patient go with the patient.
    """
    keep = practice_rules().keep_details_for
    if keep is None:
        return 0
    deleted = 0
    with _allowed(*OF_THE_PRACTICE):
        for events in OF_THE_PRACTICE:
            deleted += events.objects.filter(pgh_created_at__lt=now - keep).delete()[0]
    return deleted


def _allowed(*events: type) -> AbstractContextManager[None]:
    """Let the statements within it delete events of these models."""
    triggers = (f"booking.{model.__name__}:append_only" for model in events)
    allowed: AbstractContextManager[None] = pgtrigger.ignore(*triggers)
    return allowed
