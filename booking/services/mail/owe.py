from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from booking.choices import NotificationKind
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.notification import KnownTime
from booking.services.mail.nudge import nudge

# What staff change is mailed later, so that a slip that is undone sends nothing.
STAFF_MAIL_DELAY = timedelta(minutes=5)
AT_ONCE = timedelta(0)


def owe(
    appointment: Appointment,
    kind: NotificationKind,
    *,
    now: datetime,
    wait: timedelta = AT_ONCE,
    known: KnownTime | None = None,
) -> None:
    """Owe the patient a mail, in the caller's transaction; a worker sends it after `wait`.

    Owes nothing to a patient without an address, nor about a visit that is over, nor where the
    mail about its series is still to go: that one tells of each visit as it is by then.
    """
    if appointment.ends_at <= now or _owed_of_its_series(appointment):
        return
    _owe(
        appointment.patient,
        kind,
        now=now,
        wait=wait,
        appointment=appointment,
        sequence=appointment.sequence,
        known_starts_at=known and known.starts_at,
        known_practitioner=known and known.practitioner,
    )


def owe_change(
    appointment: Appointment, known: KnownTime | None, *, now: datetime, wait: timedelta = AT_ONCE
) -> None:
    """Owe the mail that tells a patient who knows `known` what changed; nothing if nothing did.

    Ask `retract_pending_mail` for `known` before the change.
    """
    stands = None if appointment.is_cancelled else KnownTime.as_it_stands(appointment)
    if stands == known:
        return
    if known is None:
        owe(appointment, NotificationKind.BOOKED, now=now, wait=wait)
    elif stands is None:
        owe(appointment, NotificationKind.CANCELLED, now=now, wait=wait, known=known)
    else:
        owe(appointment, NotificationKind.MOVED, now=now, wait=wait, known=known)


def owe_series(series: AppointmentSeries, *, now: datetime, wait: timedelta = AT_ONCE) -> None:
    """Owe one mail about all its visits. Nothing when none is coming and none was ever told."""
    is_known = any(mail.known_time for mail in _take_back(Q(series=series)))
    visits = Appointment.objects.filter(series=series)
    was_told = Notification.objects.filter(Q(series=series) | Q(appointment__in=visits)).exists()
    if is_known or was_told or visits.coming(now).exists():
        _owe(
            series.patient,
            NotificationKind.SERIES,
            now=now,
            wait=wait,
            series=series,
            sequence=series.sequence,
        )


def owe_entry(entry: WaitlistEntry, *, now: datetime, wait: timedelta = AT_ONCE) -> None:
    _owe(entry.patient, NotificationKind.ENTRY, now=now, wait=wait, entry=entry)


def owe_offer(offer: WaitlistOffer, *, now: datetime) -> None:
    _owe(offer.entry.patient, NotificationKind.OFFER, now=now, offer=offer)


def owe_links(patient: Patient, *, now: datetime) -> None:
    """Asked again before it went out, it is one mail."""
    owed = Notification.objects.owed().filter(patient=patient, kind=NotificationKind.LINKS)
    if not owed.exists():
        _owe(patient, NotificationKind.LINKS, now=now)


def retract_pending_mail(appointment: Appointment) -> KnownTime | None:
    """Take back what is owed about the visit and not being sent right now.

    Gives what the patient knows of it; None when that is nothing, or that it is cancelled. To be
    asked before the visit changes: what was told last told of it as it still is.
    """
    changes = [
        mail
        for mail in _take_back(Q(appointment=appointment))
        if mail.kind != NotificationKind.REMINDER
    ]
    newest = _newest_told(appointment)
    if changes and (newest is None or newest.pk < changes[-1].pk):
        return changes[-1].known_time
    if newest is None or _tells_of_its_end(newest, appointment):
        return None
    return KnownTime.as_it_stands(appointment)


def retract_pending_mail_of_each(appointments: Iterable[Appointment]) -> None:
    """The same for several, of which another mail tells all."""
    _take_back(Q(appointment__in=appointments))


def _tells_of_its_end(mail: Notification, appointment: Appointment) -> bool:
    """The mail of a series tells of a visit that is cancelled by then as that."""
    if mail.kind != NotificationKind.SERIES:
        return mail.kind == NotificationKind.CANCELLED
    return appointment.cancelled_at is not None and appointment.cancelled_at <= mail.told_at


def _owe(
    patient: Patient | None,
    kind: NotificationKind,
    *,
    now: datetime,
    wait: timedelta = AT_ONCE,
    **about: Any,
) -> None:
    if patient is None or not patient.email:
        return
    Notification.objects.create(
        patient=patient, kind=kind, created_at=now, due_at=now + wait, **about
    )
    if not wait:
        transaction.on_commit(nudge)


def _take_back(about: Q) -> list[Notification]:
    """What was taken, oldest first. What a worker is sending right now stays: it is told."""
    owed = Notification.objects.owed().filter(about).select_related("known_practitioner")
    rows = list(owed.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return rows


def _newest_told(appointment: Appointment) -> Notification | None:
    """Sent, failed (the desk calls then) or being sent, about the visit or its whole series."""
    to_go = _owed_of_its_series(appointment)
    told = Notification.objects.about(appointment).exclude(pk__in=to_go)
    return told.order_by("-pk").first()


def _owed_of_its_series(appointment: Appointment) -> list[int]:
    """Locked, so that they go out after the caller's change."""
    if appointment.series_id is None:
        return []
    owed = Notification.objects.owed().filter(series=appointment.series_id)
    return [row.pk for row in owed.select_for_update(of=("self",), skip_locked=True)]
