from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from booking.choices import AttemptKind
from booking.errors import AlreadyWaiting, NotExpected, NothingToWaitFor, TooLateToMove
from booking.models import Appointment, Patient, Treatment, WaitlistEntry
from booking.models.patient import ContactDetails, Identity
from booking.models.rules import practice_rules, rules_for
from booking.scheduling.clock import clinic_date
from booking.scheduling.wishes import Wishes, first_offered
from booking.services.guards.attempts import count_attempt, count_contacts
from booking.services.guards.locking import lock_form, lock_name
from booking.services.guards.patient import patient_at_desk, patient_with
from booking.services.guards.shown import visit_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import AT_ONCE, STAFF_MAIL_DELAY, owe_entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def join_waitlist_for(
    *,
    visit: Appointment,
    wishes: Wishes,
    now: datetime,
    at_desk: bool = False,
    by_user: "User | None" = None,
    shown: str = "",
) -> WaitlistEntry:
    """Join the waiting list for an earlier time than that of the appointment, and owe the mail.

    The entry is confirmed: whoever opens the link of the appointment is its patient.
    A second call returns the entry of the first. The last moment for changes online does not bind
    the desk. `shown` is the version of the appointment on its screen. Raises NotExpected,
    TooLateToMove, NotBookableOnline, NothingToWaitFor, TooManyAttempts, ChangedMeanwhile.
    """
    visit = visit_as_shown(visit.pk, shown, by_user)
    if not visit.is_expected or visit.starts_at <= now:
        raise NotExpected
    if not at_desk and not visit.can_be_changed_online(now):
        raise TooLateToMove
    if not may_get_earlier(visit, now=now):
        raise NothingToWaitFor
    waiting = WaitlistEntry.objects.waiting().for_page().filter(appointment=visit).first()
    if waiting:
        return waiting
    assert visit.patient is not None  # noqa: S101  a booked appointment has one
    if not at_desk:
        contact = visit.patient.contact_details
        count_contacts(AttemptKind.WAITLIST, contact.email, contact.phone, now=now)
    entry = WaitlistEntry(patient=visit.patient, treatment=visit.treatment, appointment=visit)
    return _join(entry, wishes, last=visit.day, now=now, at_desk=at_desk, is_confirmed=True)


def may_get_earlier(visit: Appointment, *, now: datetime) -> bool:
    """Tell whether the waiting list can offer a time before that of the appointment; one query.

    Example: offers last three hours and end an hour before their time. For an appointment at 17:00
    it is too late from 12:30 on, if its treatment takes half an hour.
    """
    practice = practice_rules()
    notice = practice.for_treatment(visit.treatment).minimum_notice
    first = first_offered(now, notice, practice.offer_for)
    return first + visit.treatment.duration <= visit.starts_at


def join_waitlist(
    *,
    treatment: Treatment,
    wishes: Wishes,
    details: ContactDetails,
    key: UUID,
    now: datetime,
    at_desk: bool = False,
    identity: Identity | None = None,
    source: str = "",
) -> WaitlistEntry:
    """Join the waiting list without an appointment, and owe the mail.

    An entry from the website is not confirmed: the mail asks for that, and before it nothing is
    offered. The desk knows whom it has on the phone.
    `key` comes with the form: a second call with it returns the entry of the first. `source` is the
    visitor's network address, counted first; an empty one is not counted. At the desk it raises
    PerhapsKnown unless `identity` tells who it is, and PatientGone. Raises AlreadyWaiting,
    NotBookableOnline, NothingToWaitFor, TooManyAttempts.
    """
    count_attempt(AttemptKind.WAITLIST, source, now=now)
    return _join_once(
        treatment, wishes, details, key=key, now=now, at_desk=at_desk, identity=identity
    )


@transaction.atomic
def _join_once(
    treatment: Treatment,
    wishes: Wishes,
    details: ContactDetails,
    *,
    key: UUID,
    now: datetime,
    at_desk: bool,
    identity: Identity | None,
) -> WaitlistEntry:
    lock_form(key)
    lock_name(details.name)
    if known := WaitlistEntry.objects.for_page().filter(uid=key).first():
        return known
    if at_desk:
        patient = patient_at_desk(details, identity, now)
    else:
        count_contacts(AttemptKind.WAITLIST, details.email, details.phone, now=now)
        patient = patient_with(details, now)
    # Whoever typed these details did not prove to be the patient, so the other entry is not shown.
    if _waits_already(patient, treatment):
        raise AlreadyWaiting
    last = clinic_date(now + rules_for(treatment).horizon)
    entry = WaitlistEntry(patient=patient, treatment=treatment, uid=key)
    return _join(entry, wishes, last=last, now=now, at_desk=at_desk, is_confirmed=at_desk)


def _waits_already(patient: Patient, treatment: Treatment) -> bool:
    """Tell whether the patient has an entry.

    One that is not confirmed counts if its mail went to the same address: somebody else may have
    typed it, with another address.
    """
    same_mailbox = Q(patient__email__iexact=patient.email)
    entries = WaitlistEntry.objects.waiting().filter(appointment=None, treatment=treatment)
    of_patient = entries.filter(patient__in=Patient.objects.alike(patient))
    return of_patient.filter(Q(confirmed_at__isnull=False) | same_mailbox).exists()


def _join(
    entry: WaitlistEntry,
    wishes: Wishes,
    *,
    last: date,
    now: datetime,
    at_desk: bool,
    is_confirmed: bool,
) -> WaitlistEntry:
    entry.set_wishes(wishes, last=last, now=now)
    entry.created_at = now
    entry.confirmed_at = now if is_confirmed else None
    entry.save()
    owe_entry(entry, now=now, wait=STAFF_MAIL_DELAY if at_desk else AT_ONCE)
    transaction.on_commit(nudge_offers)
    return entry
