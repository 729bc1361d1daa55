from datetime import datetime

from django.db import transaction

from booking.models import Patient
from booking.models.rules import practice_rules
from booking.services.privacy.erase import erase, locked_patient

# Each costs a transaction; the next night goes on.
MOST_AT_ONCE = 1000


def erase_inactive_patients(*, now: datetime) -> int:
    """Erase those who were not here for as long as the practice keeps details; tell how many."""
    keep = practice_rules().keep_details_for
    if keep is None:
        return 0
    gone = Patient.objects.not_seen_since(now - keep).order_by("pk")[:MOST_AT_ONCE]
    return sum(_erase_if_inactive(patient, now - keep, now) for patient in gone)


@transaction.atomic
def _erase_if_inactive(patient: Patient, since: datetime, now: datetime) -> bool:
    """Tell whether: one who comes back this moment is asked for again, now that nobody else can."""
    locked = locked_patient(patient)
    if not Patient.objects.not_seen_since(since).filter(pk=locked.pk).exists():
        return False
    erase(locked, now)
    return True
