"""People and appointments that don't exist, for looking at the words of a letter."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from booking.choices import AppointmentStatus, CancelledBy, Complaint
from booking.emails.context import SeriesContext, VisitContext
from booking.models import Appointment, AppointmentSeries, Patient, Practitioner, Treatment
from booking.models.known_time import KnownTime
from booking.practice import Practice, current_practice
from booking.scheduling.clock import CLINIC_TZ


def _patient() -> Patient:
    return Patient(name="Mia Voorbeeld", email="mia@patient.example")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up patient of the real practice, with appointments as a letter needs them.

    No row is stored. Example: with `now` on Monday 11 January, `visit()` is on Tuesday 19 January
    from 10:00 to 10:30 on the clinic's clock.
    """

    now: datetime
    patient: Patient = field(default_factory=_patient)
    practice: Practice = field(default_factory=current_practice)

    def visit(self, *, days: int = 8) -> Appointment:
        """An appointment at ten on the clinic's clock, that many days from now."""
        day = self.now.astimezone(CLINIC_TZ) + timedelta(days=days)
        starts_at = day.replace(hour=10, minute=0, second=0, microsecond=0)
        return Appointment(
            practitioner=Practitioner(name="Noor Voorbeeld"),
            treatment=Treatment(name="Voorbeeldbehandeling", complaint=Complaint.NEW),
            patient=self.patient,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            status=AppointmentStatus.BOOKED,
            change_until=starts_at - timedelta(days=1),
            arranged_at=self.now,
        )

    def cancelled_visit(self, *, by: CancelledBy, days: int = 8) -> Appointment:
        """An appointment like `visit` that was cancelled just now."""
        visit = self.visit(days=days)
        visit.cancel(by=by, now=self.now)
        return visit

    def about_visit(self, visit: Appointment, *, known: KnownTime | None = None) -> VisitContext:
        """The facts for a letter about this appointment."""
        return VisitContext(
            patient=self.patient, practice=self.practice, now=self.now, visit=visit, known=known
        )

    def about_series(self, series: AppointmentSeries, *visits: Appointment) -> SeriesContext:
        """The facts for a letter about this series with these appointments."""
        return SeriesContext(
            patient=self.patient,
            practice=self.practice,
            now=self.now,
            series=series,
            visits=visits,
        )
