"""Mails of the demo practice that count as sent; none is owed, and none leaves.

A patient is only told of a change to what an earlier mail told. Without these, cancelling one of
the demo's appointments would send nothing.
"""

from collections.abc import Iterator
from datetime import datetime

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Appointment, EveningMail, Notification, WaitlistEntry
from kinesite.demo import content


def make_mails() -> int:
    """Note for each patient with an address what the site would have mailed by now."""
    mails = [*_of_visits(), *_of_entries()]
    return len(Notification.objects.bulk_create(mails))


def fill_in_evening_mail() -> int:
    """Fill in where day sheets would go in the evening, and leave it off, as it is at first."""
    stored = EveningMail.load()
    if stored.address:
        return 0
    stored.address = content.practice()["practice"]["email"].strip()
    stored.full_clean()
    stored.save()
    return 1


def _of_visits() -> Iterator[Notification]:
    for visit in Appointment.objects.exclude(patient__email="").select_related("patient"):
        booked, cancelled = NotificationKind.BOOKED, NotificationKind.CANCELLED
        yield _sent(booked, visit.created_at, patient=visit.patient, appointment=visit)
        if visit.cancelled_at:
            facts = {"appointment": visit, "sequence": visit.sequence}
            yield _sent(cancelled, visit.cancelled_at, patient=visit.patient, **facts)


def _of_entries() -> Iterator[Notification]:
    for entry in WaitlistEntry.objects.select_related("patient"):
        yield _sent(NotificationKind.ENTRY, entry.created_at, patient=entry.patient, entry=entry)


def _sent(kind: NotificationKind, at: datetime, **about: object) -> Notification:
    return Notification(
        kind=kind,
        status=NotificationStatus.SENT,
        created_at=at,
        due_at=at,
        sent_at=at,
        attempts=1,
        **about,
    )
