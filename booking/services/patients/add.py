from datetime import datetime

from django.db import transaction

from booking.models import Patient
from booking.models.patient import ContactDetails, Identity
from booking.services.guards.patient import patient_at_desk


@transaction.atomic
def add_patient(*, details: ContactDetails, identity: Identity | None, now: datetime) -> Patient:
    """Add a patient at the desk; gives the known one with exactly these details, if there is one.

    Raises PerhapsKnown unless `identity` tells who it is, and PatientGone.
    """
    return patient_at_desk(details, identity, now)
