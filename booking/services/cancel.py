from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction

from booking.choices import CancellationReason, CancelledBy, NotificationKind
from booking.models import Appointment
from booking.rules import STAFF_MAIL_DELAY
from booking.services.locking import locked_visit
from booking.services.nudge import nudge_offers
from booking.services.owe import owe, withdraw


@transaction.atomic
def cancel(
    *,
    appointment: Appointment,
    by: CancelledBy,
    now: datetime,
    reason: CancellationReason | Literal[""] = "",
) -> Appointment:
    """Give the time back. The patient gets a mail if the last one told that the visit stands.

    Raises AlreadyCancelled, NotExpected, TooLateToCancel.
    """
    cancelled = locked_visit(appointment.pk)
    cancelled.cancel(by=by, now=now, reason=reason)
    cancelled.save()
    if withdraw(cancelled):
        wait = timedelta(0) if by == CancelledBy.PATIENT else STAFF_MAIL_DELAY
        owe(cancelled, NotificationKind.CANCELLED, now=now, wait=wait)
    transaction.on_commit(nudge_offers)
    return cancelled
