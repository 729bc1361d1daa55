"""Made-up matter for each kind of letter, to look at its words. Nothing of it is stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from booking.choices import AppointmentStatus, CancelledBy, Complaint, LetterKind, Weekday
from booking.emails.context import Matter
from booking.models import (
    Appointment,
    AppointmentSeries,
    Patient,
    Practitioner,
    Treatment,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.notification import KnownTime
from booking.practice import current_practice
from booking.scheduling.clock import CLINIC_TZ, clinic_date
from booking.scheduling.parts_of_day import PartOfDay


def sample_of(kind: LetterKind, *, now: datetime) -> Matter:
    """In the language that is active, from the practice that is."""
    matter = Matter(
        kind=kind,
        patient=Patient(name="Mia Voorbeeld", email="mia@patient.example"),
        practice=current_practice(),
        now=now,
    )
    return TOLD_OF[kind](matter)


def _visit(matter: Matter, *, days: int = 8) -> Appointment:
    """At ten on the clinic's clock."""
    day = matter.now.astimezone(CLINIC_TZ) + timedelta(days=days)
    starts_at = day.replace(hour=10, minute=0, second=0, microsecond=0)
    return Appointment(
        practitioner=Practitioner(name="Noor Voorbeeld"),
        treatment=Treatment(name="Voorbeeld", complaint=Complaint.NEW),
        patient=matter.patient,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        status=AppointmentStatus.BOOKED,
        change_until=starts_at - timedelta(days=1),
        arranged_at=matter.now,
    )


def _cancelled(matter: Matter, by: CancelledBy, *, days: int = 8) -> Appointment:
    visit = _visit(matter, days=days)
    visit.cancel(by=by, now=matter.now)
    return visit


def _a_visit(matter: Matter) -> Matter:
    return replace(matter, visit=_visit(matter))


def _a_moved_visit(matter: Matter) -> Matter:
    before, visit = _visit(matter, days=6), _visit(matter)
    return replace(matter, visit=visit, known=KnownTime(before.starts_at, visit.practitioner))


def _a_visit_tomorrow(matter: Matter) -> Matter:
    return replace(matter, visit=_visit(matter, days=1))


def _a_cancelled_visit(matter: Matter) -> Matter:
    return replace(matter, visit=_cancelled(matter, CancelledBy.PATIENT))


def _a_visit_called_off(matter: Matter) -> Matter:
    return replace(matter, visit=_cancelled(matter, CancelledBy.PRACTICE))


def _a_series(matter: Matter) -> Matter:
    visits = [_visit(matter, days=days) for days in (8, 15, 22)]
    return replace(matter, series=AppointmentSeries(), visits=visits)


def _a_changed_series(matter: Matter) -> Matter:
    visits = [_visit(matter), _cancelled(matter, CancelledBy.PATIENT, days=15)]
    return replace(matter, series=AppointmentSeries(sequence=1), visits=visits)


def _an_entry(matter: Matter) -> Matter:
    own = _visit(matter)
    entry = WaitlistEntry(
        patient=matter.patient,
        treatment=own.treatment,
        practitioner=own.practitioner,
        appointment=own,
        weekdays=[Weekday.MONDAY, Weekday.THURSDAY],
        parts=[PartOfDay.MORNING],
        from_day=clinic_date(matter.now),
        until_day=own.day,
    )
    return replace(matter, entry=entry)


def _an_offer(matter: Matter) -> Matter:
    own, earlier = _visit(matter), _visit(matter, days=3)
    entry = WaitlistEntry(patient=matter.patient, treatment=own.treatment, appointment=own)
    offer = WaitlistOffer(
        entry=entry,
        practitioner=earlier.practitioner,
        starts_at=earlier.starts_at,
        ends_at=earlier.ends_at,
        expires_at=matter.now + timedelta(hours=3),
    )
    return replace(matter, offer=offer)


def _nothing_in_particular(matter: Matter) -> Matter:
    return matter


TOLD_OF: dict[LetterKind, Callable[[Matter], Matter]] = {
    LetterKind.BOOKED: _a_visit,
    LetterKind.MOVED: _a_moved_visit,
    LetterKind.CANCELLED: _a_cancelled_visit,
    LetterKind.CALLED_OFF: _a_visit_called_off,
    LetterKind.SERIES: _a_series,
    LetterKind.SERIES_CHANGED: _a_changed_series,
    LetterKind.REMINDER: _a_visit_tomorrow,
    LetterKind.ENTRY: _an_entry,
    LetterKind.OFFER: _an_offer,
    LetterKind.LINKS: _nothing_in_particular,
}
