from datetime import datetime

from booking.availability import Span
from booking.choices import AppointmentStatus, Channel, NotificationKind
from booking.errors import OutsideSlots, TimeTaken
from booking.models import Appointment, Practitioner, Treatment
from booking.rules import STAFF_MAIL_DELAY
from booking.services.book import ContactDetails, patient_with
from booking.services.locking import displace_expired_holds, locked_practitioner
from booking.services.owe import owe


def book_at_desk(
    *,
    treatment: Treatment,
    practitioner: Practitioner,
    starts_at: datetime,
    details: ContactDetails,
    overrule: bool,
    now: datetime,
) -> Appointment:
    """Book for somebody at the desk or on the phone.

    With `overrule` also when the therapist does not work or is away; never over another visit.
    Turnaround and notice do not bind the desk. A second click gives what the first one booked.
    Raises TimeTaken, OutsideSlots.
    """
    visit = Span(starts_at, starts_at + treatment.duration)
    with locked_practitioner(practitioner.pk):
        displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
        others = (
            Appointment.objects.holding_time(now).during(visit).filter(practitioner=practitioner)
        )
        clicked_twice = others.filter(
            treatment=treatment, starts_at=starts_at, patient__name__iexact=details.name
        )
        if booked := clicked_twice.first():
            return booked
        if others.exists():
            raise TimeTaken
        if not overrule and not practitioner.works_during(visit):
            raise OutsideSlots
        appointment = Appointment(
            treatment=treatment,
            practitioner=practitioner,
            patient=patient_with(details, now),
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            turnaround=treatment.turnaround,
            status=AppointmentStatus.BOOKED,
            channel=Channel.DESK,
            created_at=now,
        )
        appointment.save()
        owe(appointment, NotificationKind.BOOKED, now=now, wait=STAFF_MAIL_DELAY)
        return appointment
