from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from booking.choices import ENTERED_AT_DESK, AppointmentStatus, CancellationReason, CancelledBy
from booking.models import Appointment
from booking.services.guards.freed import note_freed
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_change, retract_pending_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def cancel(
    *,
    appointment: Appointment,
    by: CancelledBy,
    now: datetime,
    reason: CancellationReason | Literal[""] = "",
    by_user: "User | None" = None,
    shown: str = "",
) -> Appointment:
    """Cancel an appointment and owe its mail, if the patient was told of the appointment.

    `shown` is the version of the appointment on the screen. Raises AlreadyCancelled,
    NotExpected, TooLateToCancel, ChangedMeanwhile, DoneAlready.
    """
    cancelled = visit_as_shown(appointment.pk, shown, by_user, leads_to=AppointmentStatus.CANCELLED)
    known = retract_pending_mail(cancelled)
    wait = STAFF_MAIL_DELAY if by in ENTERED_AT_DESK else timedelta(0)
    note_freed([cancelled], now=now, rest=wait)
    cancelled.cancel(by=by, now=now, reason=reason)
    cancelled.note_change(by_user, now)
    cancelled.save()
    owe_change(cancelled, known, now=now, wait=wait)
    transaction.on_commit(nudge_offers)
    return cancelled
