"""Sending mails again, at the wish of the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import NotificationKind
from booking.errors import BookingError, ChangedMeanwhile, DoneAlready, NotExpected
from booking.models import Appointment, Notification
from booking.models.sending import BEING_SENT, GONE
from booking.models.told import TOLD_FIELDS
from booking.services.guards.locking import locked_visit
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.nudge import nudge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotSentAgain(BookingError):
    """A mail that would say what is not so any more, or would reach nobody."""


@dataclass(slots=True)
class SentAgain:
    """The outcome of sending several mails again: how many, and why others were left.

    `gone` counts those that were withdrawn since the screen showed them.
    """

    count: int = 0
    gone: int = 0
    left: list[tuple[Notification, BookingError]] = field(default_factory=list)


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
        _owe_again(mail, visit, now, by_user)


@transaction.atomic
def send_mail_again(
    *, mail: Notification, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> None:
    """Owe one mail once more, of whatever kind. `shown` is its version on the screen.

    Raises NotSentAgain, ChangedMeanwhile, and DoneAlready when this user did it before.
    """
    visit = locked_visit(mail.appointment_id) if mail.appointment_id else None
    row = locked_mail(mail.pk, shown, by_user)
    if reason := row.why_not_again(now):
        raise NotSentAgain(reason)
    _owe_again(row, visit, now, by_user)


def send_each_again(
    *, shown: Mapping[int, str], now: datetime, by_user: "User | None" = None
) -> SentAgain:
    """Owe each of these mails once more; `shown` has their versions by their ids.

    Each is a transaction of its own, in the order of their ids, so that one that cannot be sent
    again keeps no other back.
    """
    mails = list(Notification.objects.filter(pk__in=shown).for_page().order_by("pk"))
    done = SentAgain(gone=len(shown) - len(mails))
    for mail in mails:
        try:
            send_mail_again(mail=mail, now=now, by_user=by_user, shown=shown[mail.pk])
        except BookingError as error:
            done.left.append((mail, error))
        else:
            done.count += 1
    return done


def locked_mail(pk: int, shown: str, by_user: "User | None") -> Notification:
    """The mail, locked, which is as the screen showed it; an empty `shown` is not compared.

    Raises ChangedMeanwhile, also while a worker is sending it, and DoneAlready when this user was
    the last to change it. Call it in a transaction.
    """
    rows = Notification.objects.filter(pk=pk).for_page()
    mail = rows.select_for_update(of=("self",), skip_locked=True).first()
    if mail is None and rows.exists():
        raise ChangedMeanwhile(str(BEING_SENT))
    if mail is None:
        raise ChangedMeanwhile(str(GONE))
    if shown and shown != mail.version:
        if by_user and mail.changed_by_id == by_user.pk:
            raise DoneAlready
        raise ChangedMeanwhile(mail.news)
    return mail


def version_of(mails: Iterable[Notification]) -> str:
    """The newest of the mails, for the button to send back; empty when there is none."""
    newest = _newest(mails)
    return f"{newest.pk}-{newest.created_at.timestamp()}" if newest else ""


def is_still_owed(mails: Iterable[Notification]) -> bool:
    """Tell whether the newest of the mails did not go out yet: sent again, it leaves at once."""
    newest = _newest(mails)
    return newest is not None and newest.is_owed


def _owe_again(
    mail: Notification, visit: Appointment | None, now: datetime, by_user: "User | None"
) -> None:
    mail.send_again(now)
    mail.note_change(by_user, now)
    mail.save()
    if visit:
        visit.note_told(None)  # it tells of the present time
        visit.save(update_fields=TOLD_FIELDS)
    transaction.on_commit(nudge)


def _newest(mails: Iterable[Notification]) -> Notification | None:
    changes = (mail for mail in mails if mail.kind != NotificationKind.REMINDER)
    return max(changes, key=attrgetter("pk"), default=None)
