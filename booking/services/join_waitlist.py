from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from booking.availability import clinic_date
from booking.choices import AttemptKind
from booking.errors import (
    AlreadyWaiting,
    NotBookableOnline,
    NotExpected,
    NothingToWaitFor,
    TooLateToMove,
)
from booking.models import Appointment, Patient, Treatment, WaitlistEntry
from booking.models.rules import rules_for
from booking.services.attempts import count_attempt
from booking.services.book import ContactDetails, patient_with
from booking.services.locking import lock_name, locked_visit
from booking.services.nudge import nudge_offers
from booking.waiting import Wishes


@transaction.atomic
def join_waitlist_for(
    *, visit: Appointment, wishes: Wishes, now: datetime, at_desk: bool = False
) -> WaitlistEntry:
    """Wait for a moment before that visit; asked twice it gives the same place.

    The cut-off for moving does not bind the desk. Raises NotExpected, TooLateToMove,
    NotBookableOnline, NothingToWaitFor.
    """
    visit = locked_visit(visit.pk)
    if not visit.is_expected or visit.starts_at <= now:
        raise NotExpected
    if not at_desk and not visit.can_be_changed_online(now):
        raise TooLateToMove
    waiting = WaitlistEntry.objects.waiting().for_page().filter(appointment=visit).first()
    if waiting:
        return waiting
    assert visit.patient is not None  # noqa: S101  a booked appointment has one
    entry = WaitlistEntry(patient=visit.patient, treatment=visit.treatment, appointment=visit)
    return _join(entry, wishes, visit.day, now)


@transaction.atomic
def join_waitlist(
    *,
    treatment: Treatment,
    wishes: Wishes,
    details: ContactDetails,
    key: UUID,
    now: datetime,
    at_desk: bool = False,
) -> WaitlistEntry:
    """Wait without a visit. `key` comes with the form: asked twice it gives the same place.

    Raises AlreadyWaiting, NotBookableOnline, NothingToWaitFor, TooManyAttempts.
    """
    lock_name(details.name)
    if known := WaitlistEntry.objects.for_page().filter(uid=key).first():
        return known
    if not at_desk:
        _count_contacts(details, now)
    patient = patient_with(details, now)
    # Whoever typed these details proves nothing: the place that there is stays out of sight.
    if _waits_already(patient, treatment):
        raise AlreadyWaiting
    last = clinic_date(now + rules_for(treatment).horizon)
    return _join(WaitlistEntry(patient=patient, treatment=treatment, uid=key), wishes, last, now)


def _count_contacts(details: ContactDetails, now: datetime) -> None:
    for contact in (details.email, details.phone):
        count_attempt(AttemptKind.WAITLIST, contact, now=now)


def _waits_already(patient: Patient, treatment: Treatment) -> bool:
    places = WaitlistEntry.objects.waiting().filter(appointment=None, treatment=treatment)
    return places.filter(patient__in=Patient.objects.alike(patient)).exists()


def _join(entry: WaitlistEntry, wishes: Wishes, last: date, now: datetime) -> WaitlistEntry:
    if not entry.treatment.is_online:
        raise NotBookableOnline
    entry.from_day = max(wishes.from_day, clinic_date(now))
    entry.until_day = min(wishes.until_day, last)
    if entry.from_day > entry.until_day:
        raise NothingToWaitFor
    entry.practitioner_id = wishes.practitioner_id
    entry.weekdays = sorted(set(wishes.weekdays))
    entry.parts = sorted(set(wishes.parts))
    entry.created_at = now
    entry.save()
    transaction.on_commit(nudge_offers)
    return entry
