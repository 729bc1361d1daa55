from datetime import datetime

from django.db import transaction

from booking.models import Patient
from booking.models.rules import practice_rules
from booking.services.privacy.erase import erase, locked_patient

# Each patient costs a transaction. The task erases the others on the next night.
MOST_AT_ONCE = 1000


def erase_inactive_patients(*, now: datetime) -> int:
    """Erase patients who did not come for as long as details are kept; returns their number.

    Example: details are kept for 104 weeks. A patient whose last appointment ended on 2 March 2026
    is erased in the night after 28 February 2028.
    """
    keep = practice_rules().keep_details_for
    if keep is None:
        return 0
    gone = Patient.objects.not_seen_since(now - keep).order_by("pk")[:MOST_AT_ONCE]
    return sum(_erase_if_inactive(patient, now - keep, now) for patient in gone)


@transaction.atomic
def _erase_if_inactive(patient: Patient, since: datetime, now: datetime) -> bool:
    """Erase the patient, and tell whether that was done."""
    # Asked again under the lock, as the patient may have booked in the meantime.
    locked = locked_patient(patient)
    if not Patient.objects.not_seen_since(since).filter(pk=locked.pk).exists():
        return False
    erase(locked, now)
    return True
