from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from booking.choices import AppointmentStatus, NotificationKind
from booking.models import Appointment, Patient
from booking.services.owe import owe


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """`phone` is E.164; `email` may be empty for a patient of the desk."""

    name: str
    email: str
    phone: str
    language: str = "nl"


@transaction.atomic
def book(*, held: Appointment, details: ContactDetails, now: datetime) -> Appointment:
    """Turn a hold into an appointment and owe its confirmation.

    Asked twice (a second click) it answers with what the first one booked. Raises HoldExpired.
    """
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
