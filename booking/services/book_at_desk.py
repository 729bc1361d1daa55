from datetime import datetime

from booking.choices import AppointmentStatus, Channel, NotificationKind
from booking.errors import NotGiven, OutsideSlots, TimeTaken
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

    With `overrule` also what the therapist does not give, and when they do not work or are away;
    never over another visit. Turnaround and notice do not bind the desk. A second click gives what
    the first one booked. Raises TimeTaken, NotGiven, OutsideSlots.
    """
    appointment = Appointment(
        treatment=treatment,
        practitioner=practitioner,
        starts_at=starts_at,
        ends_at=starts_at + treatment.duration,
        turnaround=treatment.turnaround,
        status=AppointmentStatus.BOOKED,
        channel=Channel.DESK,
        created_at=now,
    )
    with locked_practitioner(practitioner.pk):
        displace_expired_holds(practitioner.pk, treatment.with_margins(appointment.span), now)
        if booked := _clicked_twice(appointment, details, now):
            return booked
        _refuse_unless_possible(appointment, now, overrule=overrule)
        appointment.patient = patient_with(details, now)
        appointment.save()
        owe(appointment, NotificationKind.BOOKED, now=now, wait=STAFF_MAIL_DELAY)
    return appointment


def _clicked_twice(
    wanted: Appointment, details: ContactDetails, now: datetime
) -> Appointment | None:
    same = Appointment.objects.holding_time(now).filter(
        practitioner=wanted.practitioner,
        treatment=wanted.treatment,
        starts_at=wanted.starts_at,
        patient__name__iexact=details.name,
    )
    return same.first()


def _refuse_unless_possible(wanted: Appointment, now: datetime, *, overrule: bool) -> None:
    visit = wanted.span
    others = Appointment.objects.holding_time(now).during(visit)
    if others.filter(practitioner=wanted.practitioner).exists():
        raise TimeTaken
    if overrule:
        return
    if not wanted.practitioner.treatments.filter(pk=wanted.treatment.pk).exists():
        raise NotGiven
    if not wanted.practitioner.works_during(visit):
        raise OutsideSlots
