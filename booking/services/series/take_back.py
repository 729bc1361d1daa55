"""Undoing what the desk just did to a series as a whole: booking it, or cancelling the rest of it.

All of it is undone or nothing, for as long as the mail of the desk waits, as with one appointment.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.errors import NotExpected
from booking.models import Appointment, AppointmentSeries, Notification
from booking.models.rules import rules_for
from booking.services.guards.desk_rules import refuse_at_desk
from booking.services.guards.locking import displace_expired_holds, locked_practitioners
from booking.services.guards.shown import refuse_unless_all_as_shown
from booking.services.mail.owe import (
    STAFF_MAIL_DELAY,
    owe_series,
    retract_pending_series_mail,
)
from booking.services.mail.undo_time import refuse_if_too_late
from booking.services.series.change_series import cancel_rest

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mail_waits(series: AppointmentSeries) -> bool:
    """Tell whether the patient has still to get a mail about the series; ask it before cancelling.

    A reminder does not count.
    """
    about = Q(series=series) | Q(appointment__series=series)
    owed = Notification.objects.owed().filter(about)
    return owed.exclude(kind=NotificationKind.REMINDER).exists()


def take_back_booking(
    *,
    series: AppointmentSeries,
    booked_at: datetime,
    shown: str,
    now: datetime,
    by_user: "User | None" = None,
) -> list[Appointment]:
    """Cancel a series that the desk booked at `booked_at`; its mail, which waits, is not sent.

    `shown` holds its appointments on the screen, as versions_of() gives them. Raises TooLateToUndo,
    and ChangedMeanwhile or DoneAlready when one of them is not as it was booked any more.
    """
    refuse_if_too_late(booked_at, now)
    first = series.appointments.order_by("starts_at").first()
    if first is None:
        raise NotExpected
    return cancel_rest(
        series=series,
        since=first.day,
        by=CancelledBy.PRACTICE,
        now=now,
        by_user=by_user,
        shown=shown,
    )


def take_back_cancelling(
    *,
    series: AppointmentSeries,
    cancelled_at: datetime,
    mail_waited: bool,
    shown: str,
    now: datetime,
    by_user: "User | None" = None,
) -> list[Appointment]:
    """Give back the appointments of a series that the desk cancelled at `cancelled_at`.

    They are in `shown`, as versions_of() gives them. They may be outside the rules, but their times
    have to be free still. The mail that waits is not sent, unless `mail_waited` before, or
    the rest of the series changed since: then one tells of the series as it is. Raises
    TooLateToUndo, TimeTaken, NotExpected, ChangedMeanwhile, DoneAlready.
    """
    refuse_if_too_late(cancelled_at, now)
    pks = [int(pk) for pk, _colon, _version in (one.partition(":") for one in shown.split())]
    asked = series.appointments.filter(pk__in=pks)
    with locked_practitioners(asked.values_list("practitioner_id", flat=True)):
        list(asked.select_for_update().order_by("pk").values_list("pk"))
        visits = list(asked.for_page().order_by("pk"))
        refuse_unless_all_as_shown(visits, shown, by_user, leads_to=AppointmentStatus.BOOKED)
        for visit in visits:
            _reinstate(visit, now, by_user)
        changed = AppointmentSeries.objects.select_for_update().get(pk=series.pk)
        changed.sequence += 1
        changed.save(update_fields=["sequence"])
        was_sent = retract_pending_series_mail(changed, since=cancelled_at)
        others = changed.appointments.exclude(pk__in=pks).filter(changed_at__gt=cancelled_at)
        if mail_waited or was_sent or others.exists():
            owe_series(changed, now=now, wait=STAFF_MAIL_DELAY)
    return sorted(visits, key=lambda visit: visit.starts_at)


def _reinstate(visit: Appointment, now: datetime, by_user: "User | None") -> None:
    visit.reinstate()
    displace_expired_holds(visit.practitioner_id, visit.blocked, now)
    rules = rules_for(visit.treatment)
    refuse_at_desk(visit, rules=rules, overrule=True, now=now)
    visit.note_change(by_user, now)
    visit.save()
