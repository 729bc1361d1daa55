from datetime import datetime

from booking.choices import AppointmentStatus, Channel, NotificationKind
from booking.models import Appointment, Practitioner, Treatment
from booking.models.history import explained
from booking.models.patient import ContactDetails, Identity
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.services.guards.desk_rules import DeskBooking, refuse_at_desk
from booking.services.guards.locking import displace_expired_holds, locked_practitioner
from booking.services.guards.patient import patient_at_desk
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe


def book_at_desk(
    *,
    treatment: Treatment,
    practitioner: Practitioner,
    starts_at: datetime,
    details: ContactDetails,
    overrule: bool,
    now: datetime,
    identity: Identity | None = None,
    because: str = "",
    note: str = "",
) -> DeskBooking:
    """Book an appointment for a patient at the desk or on the phone, and owe its confirmation.

    With `overrule` it is booked even outside the rules, though never over another appointment; the
    history keeps which rules and `because`, the reason. `note` is for colleagues. A second call
    returns the appointment that the first one booked. Raises PerhapsKnown unless `identity` tells
    who it is; TimeTaken, OutsideRules, PatientGone.
    """
    rules = rules_for(treatment)
    visit = Appointment.objects.build_appointment(
        Opening(starts_at, starts_at + treatment.duration, practitioner.pk),
        treatment,
        rules=rules,
        now=now,
        status=AppointmentStatus.BOOKED,
        channel=Channel.DESK,
    )
    visit.note = note
    with locked_practitioner(practitioner.pk):
        if booked := _clicked_twice(visit, details, now):
            return DeskBooking(booked, [])
        displace_expired_holds(practitioner.pk, visit.blocked, now)
        visit.patient = patient_at_desk(details, identity, now)
        overruled = refuse_at_desk(visit, rules=rules, overrule=overrule, now=now)
        with explained(overruled, because):
            visit.save()
        owe(visit, NotificationKind.BOOKED, now=now, wait=STAFF_MAIL_DELAY)
    return DeskBooking(visit, overruled)


def _clicked_twice(
    wanted: Appointment, details: ContactDetails, now: datetime
) -> Appointment | None:
    same = Appointment.objects.holding_time(now).filter(
        practitioner=wanted.practitioner_id,
        treatment=wanted.treatment,
        starts_at=wanted.starts_at,
        patient__name__iexact=details.name,
    )
    return same.first()
