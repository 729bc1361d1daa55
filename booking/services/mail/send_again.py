from datetime import datetime

from django.db import transaction

from booking.choices import NotificationKind
from booking.errors import NotExpected
from booking.models import Appointment, Notification
from booking.services.guards.locking import locked_visit
from booking.services.mail.nudge import nudge


@transaction.atomic
def send_again(*, appointment: Appointment, now: datetime) -> None:
    """Owe the newest mail that tells how it stands once more: its own, or that of its series.

    Raises NotExpected when there is none.
    """
    visit = locked_visit(appointment.pk)
    mails = Notification.objects.about(visit).exclude(kind=NotificationKind.REMINDER)
    newest = mails.order_by("-pk").first()
    if newest is None:
        raise NotExpected
    unlocked = Notification.objects.select_for_update(of=("self",), skip_locked=True)
    if mail := unlocked.filter(pk=newest.pk).first():  # else it is being sent this moment
        mail.send_again(now)
        mail.save()
        transaction.on_commit(nudge)
