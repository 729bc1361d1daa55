from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import NotificationKind, NotificationStatus
from booking.errors import DoneAlready, NotExpected
from booking.models import Appointment, Notification
from booking.models.told import TOLD_FIELDS
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.nudge import nudge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def send_again(
    *,
    appointment: Appointment,
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
    shown_mail: str = "",
) -> None:
    """Owe the newest mail about the appointment or its series once more; reminders do not count.

    `shown` is the version of the appointment on the screen, `shown_mail` that of its mails, as
    version_of() gives it. Raises NotExpected when there is no mail, ChangedMeanwhile, and
    DoneAlready when there is a newer one than the screen showed.
    """
    visit = visit_as_shown(appointment.pk, shown, by_user)
    mails = Notification.objects.about(visit)
    newest = _newest(mails)
    if newest is None:
        raise NotExpected
    if shown_mail and version_of(mails) != shown_mail:
        raise DoneAlready
    unlocked = Notification.objects.select_for_update(of=("self",), skip_locked=True)
    # While a worker is sending this very mail it is locked, and need not be owed again.
    if mail := unlocked.filter(pk=newest.pk).first():
        mail.send_again(now)
        mail.save()
        visit.note_told(None)  # it tells of the present time
        visit.save(update_fields=TOLD_FIELDS)
        transaction.on_commit(nudge)


def version_of(mails: Iterable[Notification]) -> str:
    """The newest of the mails, for the button to send back; empty when there is none."""
    newest = _newest(mails)
    return f"{newest.pk}-{newest.created_at.timestamp()}" if newest else ""


def is_still_owed(mails: Iterable[Notification]) -> bool:
    """Tell whether the newest of the mails did not go out yet: sent again, it leaves at once."""
    newest = _newest(mails)
    return newest is not None and newest.status == NotificationStatus.OWED


def _newest(mails: Iterable[Notification]) -> Notification | None:
    changes = (mail for mail in mails if mail.kind != NotificationKind.REMINDER)
    return max(changes, key=attrgetter("pk"), default=None)
