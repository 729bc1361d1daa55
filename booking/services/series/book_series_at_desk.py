from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from booking.choices import AppointmentStatus, Channel, DeskRule
from booking.models import Appointment, AppointmentSeries, Treatment
from booking.models.history import explained
from booking.models.patient import ContactDetails, Identity
from booking.models.rules import rules_for
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.services.guards.checks import refuse_unless_a_series, refuse_unless_all_open
from booking.services.guards.desk_rules import refuse_limits_at_desk
from booking.services.guards.locking import displace_all_expired_holds, locked_practitioners
from booking.services.guards.patient import patient_at_desk
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_series


@dataclass(frozen=True, slots=True)
class DeskSeries:
    """Appointments that the desk booked in one go, in order of time, and the rules overruled."""

    visits: list[Appointment]
    overruled: list[DeskRule]


def book_series_at_desk(
    *,
    treatment: Treatment,
    visits: Collection[Opening],
    details: ContactDetails,
    overrule: bool,
    now: datetime,
    identity: Identity | None = None,
    because: str = "",
) -> DeskSeries:
    """Book all openings for a patient at the desk or on the phone, or none; owe one mail.

    The openings are free times, as far ahead as slots are generated. With `overrule` they may take
    the patient beyond the limits; the history keeps which and `because`, the reason. A second call
    returns the appointments that the first one booked.
    Raises PerhapsKnown unless `identity` tells who it is; NotAnOpening, NotBookableOnline,
    TimeTaken, OutsideRules, PatientGone.
    """
    refuse_unless_a_series(visits)
    rules = rules_for(treatment).at_desk()
    with locked_practitioners(visit.practitioner_id for visit in visits):
        if booked := _clicked_twice(visits, treatment, details):
            return DeskSeries(booked, [])
        displace_all_expired_holds(visits, treatment, now)
        refuse_unless_all_open(visits, treatment, rules=rules, now=now)
        patient = patient_at_desk(details, identity, now)
        spans = [visit.span for visit in visits]
        overruled = refuse_limits_at_desk(
            patient, spans, treatment, rules=rules, overrule=overrule, now=now
        )
        series = AppointmentSeries.objects.create(
            treatment=treatment, patient=patient, created_at=now
        )
        with explained(overruled, because):
            booked = Appointment.objects.bulk_create(
                _visit_of(series, visit, rules, now) for visit in sorted(visits)
            )
        owe_series(series, now=now, wait=STAFF_MAIL_DELAY)
    return DeskSeries(booked, overruled)


def _clicked_twice(
    visits: Collection[Opening], treatment: Treatment, details: ContactDetails
) -> list[Appointment]:
    """Appointments that the patient has, in a series, at exactly these times; else none."""
    booked = Appointment.objects.filter(
        status=AppointmentStatus.BOOKED,
        series__isnull=False,
        treatment=treatment,
        patient__name__iexact=details.name,
        practitioner__in={visit.practitioner_id for visit in visits},
        starts_at__in=[visit.starts_at for visit in visits],
    ).order_by("starts_at")
    wanted = {(visit.practitioner_id, visit.starts_at) for visit in visits}
    same = [visit for visit in booked if (visit.practitioner_id, visit.starts_at) in wanted]
    return same if len(same) == len(wanted) else []


def _visit_of(
    series: AppointmentSeries, visit: Opening, rules: Rules, now: datetime
) -> Appointment:
    return Appointment.objects.build_appointment(
        visit,
        series.treatment,
        rules=rules,
        now=now,
        series=series,
        patient=series.patient,
        status=AppointmentStatus.BOOKED,
        channel=Channel.DESK,
    )
