from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, Patient
from booking.services.find_openings import refuse_unless_open
from booking.services.locking import locked_practitioner
from booking.services.owe import owe


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """`phone` is E.164; `email` may be empty for a patient of the desk."""

    name: str
    email: str
    phone: str
    language: str = "nl"


def book(*, held: Appointment, details: ContactDetails, now: datetime) -> Appointment:
    """Turn a hold into an appointment and owe its confirmation.

    Asked twice (a second click) it answers with what the first one booked. A hold that ran out is
    good while its time can still be booked. Raises HoldExpired.
    """
    if held.keeps_its_time(now):
        return _book(held, details, now)
    try:
        with locked_practitioner(held.practitioner_id):
            held.refresh_from_db()
            if held.is_held:
                refuse_unless_open(held.span, held.treatment, held.practitioner, now=now)
            return _book(held, details, now)
    except (NotBookableOnline, NotAnOpening, TimeTaken) as error:
        raise HoldExpired from error


@transaction.atomic
def _book(held: Appointment, details: ContactDetails, now: datetime) -> Appointment:
    appointment = Appointment.objects.select_for_update(of=("self",)).for_page().get(pk=held.pk)
    if appointment.status == AppointmentStatus.BOOKED:
        return appointment
    appointment.book(patient_with(details, now), now)
    appointment.save()
    owe(appointment, NotificationKind.BOOKED, now=now)
    return appointment


def patient_with(details: ContactDetails, now: datetime) -> Patient:
    """The patient who gave exactly these details before, or a new one."""
    known = Patient.objects.same_person(
        name=details.name, email=details.email, phone=details.phone
    ).first()
    return known or Patient.objects.create(
        name=details.name,
        email=details.email,
        phone=details.phone,
        language=details.language,
        created_at=now,
    )
