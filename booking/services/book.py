from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from booking.choices import AppointmentStatus, AttemptKind, NotificationKind
from booking.errors import HoldExpired, TimeTaken
from booking.languages import known_language
from booking.models import Appointment, Patient
from booking.models.rules import rules_for
from booking.services.attempts import count_attempt
from booking.services.limits import refuse_beyond_limits
from booking.services.locking import lock_name, locked_practitioner, locked_visit
from booking.services.owe import owe
from booking.services.policy import policy_with
from booking.services.refuse_unless_kept import refuse_unless_kept


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """`phone` is E.164; `email` may be empty for a patient of the desk.

    `contact_name` is who fills in for a child or a relative; empty when patients do so themselves.
    `language` is empty where nobody said: the patient keeps the one that is known.
    """

    name: str
    email: str
    phone: str
    language: str = ""
    contact_name: str = ""


def book(
    *, held: Appointment, details: ContactDetails, now: datetime, agreed_to: str = ""
) -> Appointment:
    """Turn a hold into an appointment and owe its confirmation.

    `agreed_to` is what the page said of cancelling. Asked twice (a second click) it answers with
    what the first one booked. A hold that ran out is good while its time can still be booked.
    Raises HoldExpired, OwnVisitThen, TooManyThatDay, TooManyVisits, TooManyAttempts.
    """
    if held.keeps_its_time(now):
        return _book(held, details, agreed_to, now)
    try:
        with locked_practitioner(held.practitioner_id):
            held.refresh_from_db()
            if held.is_held:
                refuse_unless_kept(held, rules=rules_for(held.treatment), now=now)
            return _book(held, details, agreed_to, now)
    except TimeTaken as error:  # somebody else had the lock for too long
        raise HoldExpired from error


@transaction.atomic
def _book(held: Appointment, details: ContactDetails, agreed_to: str, now: datetime) -> Appointment:
    appointment = locked_visit(held.pk)
    if appointment.status == AppointmentStatus.BOOKED:
        return appointment
    count_contact(details, now)
    patient = patient_with(details, now)
    appointment.book(patient, now, policy_with(agreed_to, now=now))
    rules = rules_for(appointment.treatment)
    refuse_beyond_limits(patient, [appointment.span], appointment.treatment, rules=rules, now=now)
    appointment.save()
    owe(appointment, NotificationKind.BOOKED, now=now)
    return appointment


def count_contact(details: ContactDetails, now: datetime) -> None:
    """One more booking in this mailbox, and at this phone. Raises TooManyAttempts."""
    for contact in (details.email, details.phone):
        count_attempt(AttemptKind.BOOK, contact, now=now)


def patient_with(details: ContactDetails, now: datetime) -> Patient:
    """The patient who gave exactly these details before, or a new one; the last language counts."""
    lock_name(details.name)
    known = Patient.objects.same_person(
        name=details.name,
        email=details.email,
        phone=details.phone,
        contact_name=details.contact_name,
    ).first()
    if known is None:
        return Patient.objects.create(
            name=details.name,
            contact_name=details.contact_name,
            email=details.email,
            phone=details.phone,
            language=known_language(details.language),
            wants_reminders=Patient.objects.wants_reminders_at(details.email),
            created_at=now,
        )
    if details.language and details.language != known.language:
        known.language = known_language(details.language)
        known.save(update_fields=["language"])
    return known
