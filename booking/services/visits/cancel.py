from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction

from booking.choices import ENTERED_AT_DESK, CancellationReason, CancelledBy
from booking.models import Appointment
from booking.services.guards.freed import note_freed
from booking.services.guards.locking import locked_visit
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail


@transaction.atomic
def cancel(
    *,
    appointment: Appointment,
    by: CancelledBy,
    now: datetime,
    reason: CancellationReason | Literal[""] = "",
) -> Appointment:
    """Cancel an appointment and owe its mail, if the patient was told of the appointment.

    Raises AlreadyCancelled, NotExpected, TooLateToCancel.
    """
    cancelled = locked_visit(appointment.pk)
    known = retract_pending_mail(cancelled)
    note_freed([cancelled], now=now)
    cancelled.cancel(by=by, now=now, reason=reason)
    cancelled.save()
    wait = STAFF_MAIL_DELAY if by in ENTERED_AT_DESK else timedelta(0)
    owe_change(cancelled, known, now=now, wait=wait)
    transaction.on_commit(nudge_offers)
    return cancelled
