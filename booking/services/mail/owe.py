"""Mail that is owed to patients, written in the transaction of the change that it tells of.

A change by staff is mailed five minutes later, so that a slip that is undone sends nothing. A
service that changes an appointment therefore asks what the patient knows, changes it, and owes the
mail from there:

    known = retract_pending_mail(appointment)
    appointment.move_to(...)
    appointment.save()
    owe_change(appointment, known, now=now, wait=STAFF_MAIL_DELAY)

Example: the patient was told 10:00. At 9:00 the desk moves the appointment to 11:00: no mail is
pending, so the known time is 10:00, and a mail "from 10:00 to 11:00" is owed for 9:05. At 9:02 the
desk moves it to 12:00: the pending mail is deleted, and the known time stored in it is 10:00. A
mail "from 10:00 to 12:00" is owed for 9:07. Had the desk moved it back to 10:00, none would be.
"""

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
from booking.models.known_time import KnownTime
from booking.models.told import TOLD_FIELDS
from booking.services.mail.nudge import nudge

# Changes by staff are mailed this much later, so that a slip that is undone sends nothing.
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
    """Owe the patient a mail about an appointment; a worker sends it after `wait`.

    `known` is the time that the patient was told before. Owes nothing to a patient without an
    address, about an appointment that is over and was not expected later, or while a mail about its
    series is pending: that one will tell of each appointment as it is by then.
    """
    if _is_of_the_past(appointment, known, now) or _lock_pending_series_mail(appointment):
        return
    _owe(
        appointment.patient,
        kind,
        now=now,
        wait=wait,
        appointment=appointment,
        sequence=appointment.sequence,
        known_starts_at=known and known.starts_at,
        known_ends_at=known and known.ends_at,
        known_practitioner=known and known.practitioner,
    )


def owe_change(
    appointment: Appointment, known: KnownTime | None, *, now: datetime, wait: timedelta = AT_ONCE
) -> None:
    """Owe a mail that tells how the appointment differs from `known`; none if it does not.

    `known` comes from retract_pending_mail(), called before the change. The mail is a confirmation
    if the patient knew no time, a cancellation if there is none any more, and else a move.
    """
    current = None if appointment.is_cancelled else KnownTime.as_it_stands(appointment)
    _note_told(appointment, known if _is_of_the_past(appointment, known, now) else None)
    if current == known:
        return
    if known is None:
        owe(appointment, NotificationKind.BOOKED, now=now, wait=wait)
    elif current is None:
        owe(appointment, NotificationKind.CANCELLED, now=now, wait=wait, known=known)
    else:
        owe(appointment, NotificationKind.MOVED, now=now, wait=wait, known=known)


def owe_series(series: AppointmentSeries, *, now: datetime, wait: timedelta = AT_ONCE) -> None:
    """Owe one mail about all appointments of a series, in place of a pending one.

    Owes nothing when no appointment is coming and the patient was never told of any.
    """
    _delete_pending(Q(series=series))
    # What is left was sent, or a worker is sending it right now.
    mails = Notification.objects.filter(Q(series=series) | Q(appointment__series=series))
    is_told = series.is_told or mails.exists()
    if is_told or series.has_coming(now):
        _owe(
            series.patient,
            NotificationKind.SERIES,
            now=now,
            wait=wait,
            series=series,
            sequence=series.sequence,
        )


def retract_pending_series_mail(series: AppointmentSeries, *, since: datetime) -> bool:
    """Delete the unsent mail about a series; tell whether one of `since` or later went out."""
    _delete_pending(Q(series=series))
    # What is left was sent, or a worker is sending it right now.
    return Notification.objects.filter(series=series, created_at__gte=since).exists()


def owe_entry(entry: WaitlistEntry, *, now: datetime, wait: timedelta = AT_ONCE) -> None:
    """Owe the mail that confirms a waiting-list entry."""
    _owe(entry.patient, NotificationKind.ENTRY, now=now, wait=wait, entry=entry)


def owe_offer(offer: WaitlistOffer, *, now: datetime) -> None:
    """Owe the mail about an offer, due at once."""
    _owe(offer.entry.patient, NotificationKind.OFFER, now=now, offer=offer)


def owe_withdrawal(offer: WaitlistOffer, *, now: datetime) -> None:
    """Owe the mail that an offer is withdrawn, in place of a pending one that makes the offer.

    Owes nothing to a patient who was not told of the offer yet.
    """
    if not _delete_pending(Q(offer=offer)):
        _owe(offer.entry.patient, NotificationKind.WITHDRAWN, now=now, offer=offer)


def owe_links(patient: Patient, *, now: datetime) -> None:
    """Owe the mail with the link to all appointments; does nothing if one is already waiting."""
    owed = Notification.objects.owed().filter(patient=patient, kind=NotificationKind.LINKS)
    if not owed.exists():
        _owe(patient, NotificationKind.LINKS, now=now)


def retract_pending_mail(appointment: Appointment) -> KnownTime | None:
    """Delete unsent mail about this appointment; returns the time that the patient was last told.

    Call it before the change. Returns None if the patient was told of no time, or that the
    appointment is cancelled. A mail that a worker is sending right now stays, and counts as told.

    Example: moved from 10:00 to 11:00 and, within five minutes, to 12:00: the second call returns
    10:00.
    """
    changes = [
        mail
        for mail in _delete_pending(Q(appointment=appointment))
        if mail.kind != NotificationKind.REMINDER
    ]
    last_told = _last_told(appointment)
    if changes and (last_told is None or last_told.pk < changes[-1].pk):
        return changes[-1].known_time
    if last_told is None or _told_of_cancellation(last_told, appointment):
        return None
    if start := appointment.told_starts_at:
        return KnownTime(
            start,
            appointment.told_practitioner or appointment.practitioner,
            appointment.told_ends_at or start + appointment.length,
        )
    # The last mail told of the appointment as it still is.
    return KnownTime.as_it_stands(appointment)


def retract_pending_mail_of_each(appointments: Iterable[Appointment]) -> None:
    """Delete unsent mail about each of these appointments, of which another mail will tell."""
    _delete_pending(Q(appointment__in=appointments))


def _is_of_the_past(appointment: Appointment, known: KnownTime | None, now: datetime) -> bool:
    """Tell whether the appointment is over, and its patient expected it no later."""
    last_expected = max(appointment.starts_at, known.starts_at if known else appointment.starts_at)
    return last_expected + appointment.length <= now


def _note_told(appointment: Appointment, known: KnownTime | None) -> None:
    """Note the time that the patient was last told, where no mail will tell of the present one."""
    if known == KnownTime.as_it_stands(appointment):
        known = None
    if appointment.note_told(known):
        appointment.save(update_fields=TOLD_FIELDS)


def _told_of_cancellation(mail: Notification, appointment: Appointment) -> bool:
    """Tell whether the mail said that the appointment is cancelled.

    A mail about a series does for each appointment that was cancelled before it was sent.
    """
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


def _delete_pending(about: Q) -> list[Notification]:
    """Delete owed mails, except those that a worker is sending right now; returns them by age."""
    owed = Notification.objects.owed().filter(about)
    owed = owed.select_related("known_practitioner", "appointment")
    rows = list(owed.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return rows


def _last_told(appointment: Appointment) -> Notification | None:
    """The newest mail about the appointment or its series that is not pending.

    It was sent, is being sent, or failed: then the desk calls the patient.
    """
    pending = _lock_pending_series_mail(appointment)
    told = Notification.objects.about(appointment).exclude(pk__in=pending)
    return told.order_by("-pk").first()


def _lock_pending_series_mail(appointment: Appointment) -> list[int]:
    """Ids of pending mails about its series, locked so that they go out after this change."""
    if appointment.series_id is None:
        return []
    owed = Notification.objects.owed().filter(series=appointment.series_id)
    return [row.pk for row in owed.select_for_update(of=("self",), skip_locked=True)]
