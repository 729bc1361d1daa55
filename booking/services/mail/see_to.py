"""Noting what became of a mail outside the website."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.models import Notification
from booking.services.mail.send_again import locked_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def settle_mail(
    *, mail: Notification, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> None:
    """Note that the desk told the patient of a failed mail in another way, mostly on the phone.

    `shown` is the version of the mail on the screen. Raises NotExpected, ChangedMeanwhile,
    DoneAlready.
    """
    _note(mail, lambda row: row.settle(now), now, by_user, shown)


def note_returned_mail(
    *, mail: Notification, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> None:
    """Note that a mail which was sent came back to the practice's mailbox: it has failed after all.

    `shown` is the version of the mail on the screen. Raises NotExpected, ChangedMeanwhile,
    DoneAlready.
    """
    _note(mail, Notification.mark_returned, now, by_user, shown)


def settle_what_is_over(*, now: datetime) -> int:
    """Settle failed mails of which no patient has to know any more; returns their number.

    So the look-up of those that somebody has to see to stays short, however many failed before.
    """
    still = Notification.objects.to_see_to(now).values("pk")
    return Notification.objects.unsettled().exclude(pk__in=still).update(settled_at=now)


@transaction.atomic
def _note(
    mail: Notification,
    change: Callable[[Notification], None],
    now: datetime,
    by_user: "User | None",
    shown: str,
) -> None:
    row = locked_mail(mail.pk, shown, by_user)
    change(row)
    row.note_change(by_user, now)
    row.save()
