import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

from booking.models import CardOpening

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def note_opening(*, patient_id: int, user: "User | None", now: datetime) -> None:
    """Note that a member of staff opened the card of a patient. Never raises a database error.

    Whoever opens it again within a quarter of an hour looks at it still, and is noted once.
    """
    try:
        with transaction.atomic():
            if CardOpening.objects.just_now(now).filter(patient=patient_id, user=user).exists():
                return
            CardOpening.objects.create(patient_id=patient_id, user=user, opened_at=now)
            # The keys are checked when a transaction ends: here it may be one around this.
            transaction.get_connection().check_constraints(["booking_cardopening"])
    except DatabaseError as error:
        logger.warning("Opening card %d was not noted: %s", patient_id, type(error).__name__)
