from datetime import datetime

from django.db import transaction

from booking.errors import NotExpected
from booking.models import Appointment
from booking.services.owe import nudge


@transaction.atomic
def send_again(*, appointment: Appointment, now: datetime) -> None:
    """Owe the newest mail about it once more. Raises NotExpected when there is none."""
    visit = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    mails = visit.notifications.select_for_update(of=("self",))
    newest = mails.order_by("-sequence", "-pk").first()
    if newest is None:
        raise NotExpected
    newest.send_again(now)
    newest.save()
    transaction.on_commit(nudge)
