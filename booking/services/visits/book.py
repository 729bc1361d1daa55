from contextlib import suppress
from datetime import datetime

from django.db import transaction

from booking.choices import AppointmentStatus, AttemptKind, NotificationKind
from booking.errors import HoldExpired, TimeTaken
from booking.models import Appointment
from booking.models.patient import ContactDetails
from booking.models.rules import rules_for
from booking.services.guards.attempts import count_attempt, count_contacts
from booking.services.guards.keeping import keep
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_practitioner, locked_visit
from booking.services.guards.patient import patient_with
from booking.services.guards.policy import policy_with
from booking.services.mail.owe import owe


def book(
    *,
    held: Appointment,
    details: ContactDetails,
    now: datetime,
    agreed_to: str = "",
    source: str = "",
) -> Appointment:
    """Turn a hold into an appointment and owe its confirmation.

    `agreed_to` holds the words on cancelling that the page showed. A second call returns the
    appointment that the first one booked. A hold that ran out or was given back is good while its
    time can still be booked. `source` is the visitor's network address, counted first; an empty one
    is not counted. Raises HoldExpired, OwnVisitThen, TooManyThatDay, TooManyVisits,
    TooManyAttempts.
    """
    count_attempt(AttemptKind.BOOK, source, now=now)
    if held.keeps_its_time(now):
        with suppress(HoldExpired):  # given back at this very moment, by another tab
            return _book(held, details, agreed_to, now)
    try:
        with locked_practitioner(held.practitioner_id):
            hold = locked_visit(held.pk)
            if hold.patient is None:
                keep([hold], rules=rules_for(hold.treatment), now=now)
            return _book(hold, details, agreed_to, now)
    except TimeTaken as error:  # somebody else kept the lock for too long
        raise HoldExpired from error


@transaction.atomic
def _book(held: Appointment, details: ContactDetails, agreed_to: str, now: datetime) -> Appointment:
    appointment = locked_visit(held.pk)
    if appointment.status == AppointmentStatus.BOOKED:
        return appointment
    count_contacts(AttemptKind.BOOK, details.email, details.phone, now=now)
    patient = patient_with(details, now)
    appointment.book(patient, now, policy_with(agreed_to, now=now))
    rules = rules_for(appointment.treatment)
    refuse_beyond_limits(patient, [appointment.span], appointment.treatment, rules=rules, now=now)
    appointment.note_change(None, now)
    appointment.save()
    owe(appointment, NotificationKind.BOOKED, now=now)
    return appointment
