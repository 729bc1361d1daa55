from datetime import datetime, timedelta

from django.db import transaction

from booking.choices import CancelledBy, NotificationKind
from booking.models import Appointment
from booking.rules import STAFF_MAIL_DELAY
from booking.services.owe import owe, withdraw


@transaction.atomic
def cancel(*, appointment: Appointment, by: CancelledBy, now: datetime) -> Appointment:
    """Give the time back. The patient gets a mail if the last one told of the visit.

    Raises AlreadyCancelled, NotExpected, TooLateToCancel.
    """
    cancelled = (
        Appointment.objects.select_for_update(of=("self",)).for_page().get(pk=appointment.pk)
    )
    cancelled.cancel(by=by, now=now)
    cancelled.save()
    told = withdraw(cancelled)
    if told and told.kind != NotificationKind.CANCELLED:
        wait = timedelta(0) if by == CancelledBy.PATIENT else STAFF_MAIL_DELAY
        owe(cancelled, NotificationKind.CANCELLED, now=now, wait=wait)
    return cancelled
