"""Starts that the desk can give to an appointment without overruling anything."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.models import Appointment, Patient, Practitioner, Treatment
from booking.models.rules import rules_for
from booking.scheduling.lit import Need, every_start
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.guards.limits import allowed_by_limits


@dataclass(frozen=True)
class Wanted:
    """An appointment that looks for a time: `visit` is to move, or a new one is to be booked.

    Of a new one the patient need not be known yet. A turnaround is kept free after `length`.
    """

    treatment: Treatment
    length: timedelta
    turnaround: timedelta
    patient: Patient | None = None
    visit: Appointment | None = None

    @classmethod
    def of_visit(
        cls,
        visit: Appointment,
        *,
        treatment: Treatment | None = None,
        length: timedelta | None = None,
    ) -> "Wanted":
        """An appointment as it is, or with another treatment or length.

        Another treatment brings its own length and turnaround.
        """
        if treatment is None or treatment == visit.treatment:
            length = length or visit.length
            return cls(visit.treatment, length, visit.turnaround, visit.patient, visit)
        length = length or treatment.duration
        return cls(treatment, length, treatment.turnaround, visit.patient, visit)

    @classmethod
    def new(cls, treatment: Treatment, patient: Patient | None) -> "Wanted":
        """A new appointment for a patient, or for nobody yet."""
        return cls(treatment, treatment.duration, treatment.turnaround, patient)

    @property
    def ignored(self) -> list[Appointment]:
        """Appointments whose time it may have: its own."""
        return [self.visit] if self.visit else []

    def is_there(self, start: datetime, practitioner_id: int) -> bool:
        """Tell whether it stands there already, as it is wanted."""
        visit = self.visit
        return (
            visit is not None
            and (visit.starts_at, visit.practitioner_id) == (start, practitioner_id)
            and (visit.length, visit.treatment_id) == (self.length, self.treatment.pk)
        )


def need_of(wanted: Wanted, *, now: datetime) -> Need:
    """The time that it takes, from now on and within the patient's limits; three queries."""
    treatment, rules = wanted.treatment, rules_for(wanted.treatment)
    need = Need(wanted.length, wanted.turnaround, rules.step)
    if wanted.patient is None:
        return need
    allows = allowed_by_limits(
        wanted.patient, treatment, rules=rules, now=now, ignoring=wanted.ignored
    )
    return replace(need, allows=allows)


def find_starts(
    wanted: Wanted, need: Need, people: Collection[Practitioner], window: Span, *, now: datetime
) -> list[Opening]:
    """Find the starts from now on, in `window`, with these practitioners; one query.

    Give it practitioners who give the treatment. The place where it stands is left out.
    """
    coming = window.overlap(Span(now, max(now, window.ends_at)))
    if coming is None or not people:
        return []
    asked = Practitioner.objects.active().filter(pk__in=[person.pk for person in people])
    free = asked.free_spans(
        coming,
        turnaround=wanted.turnaround,
        now=now,
        ignoring=[visit.pk for visit in wanted.ignored],
    )
    return [
        one
        for one in every_start(free, coming, need)
        if not wanted.is_there(one.starts_at, one.practitioner_id)
    ]
