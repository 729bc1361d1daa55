from datetime import datetime

from django.db import transaction

from booking.choices import NotificationKind
from booking.errors import NotExpected
from booking.models import Appointment, Notification
from booking.services.guards.locking import locked_visit
from booking.services.mail.nudge import nudge


@transaction.atomic
def send_again(*, appointment: Appointment, now: datetime) -> None:
    """Owe the newest mail about the appointment or its series once more; reminders do not count.

    Raises NotExpected when there is none.
    """
    visit = locked_visit(appointment.pk)
    mails = Notification.objects.about(visit).exclude(kind=NotificationKind.REMINDER)
    newest = mails.order_by("-pk").first()
    if newest is None:
        raise NotExpected
    unlocked = Notification.objects.select_for_update(of=("self",), skip_locked=True)
    # While a worker is sending this very mail it is locked, and need not be owed again.
    if mail := unlocked.filter(pk=newest.pk).first():
        mail.send_again(now)
        mail.save()
        transaction.on_commit(nudge)
