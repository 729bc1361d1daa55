"""Appointments that stay booked while their therapist is away, for the desk to call about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.models import Absence, Appointment
from booking.models.period import LONGEST_PERIOD
from booking.services.substitutes.unanswered import patients_who_know


def absences_with_visits(*, now: datetime) -> QuerySet[Absence]:
    """Absences and closings during which patients are expected who need a call."""
    hit = expected_visits(now).filter(
        # No appointment is longer, so that the index by start time finds them.
        starts_at__gt=OuterRef("starts_at") - LONGEST_PERIOD,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    of_one = Q(Exists(hit.filter(practitioner=OuterRef("practitioner"))))
    of_all = Q(Exists(hit), practitioner=None)
    return Absence.objects.away().filter(of_one | of_all, ends_at__gt=now)


def visits_in_absences(
    *, now: datetime, most: int
) -> Sequence[tuple[Absence, Sequence[Appointment]]]:
    """The first absences with their expected appointments, in order of time; two queries."""
    rows = absences_with_visits(now=now).select_related("practitioner")
    absences = list(rows.order_by("starts_at", "pk")[:most])
    found: dict[int, list[Appointment]] = {absence.pk: [] for absence in absences}
    for visit in _visits_hit(absences, now) if absences else ():
        for absence in absences:
            if absence.is_of(visit.practitioner_id) and absence.span.overlap(visit.span):
                found[absence.pk].append(visit)
    return [(absence, found[absence.pk]) for absence in absences]


def expected_visits(now: datetime) -> Any:
    """Booked appointments that are not over, less those whose patients know, or choose now."""
    know = patients_who_know(now).filter(appointment=OuterRef("pk"))
    return Appointment.objects.expected().filter(
        ~Exists(know), starts_at__gt=now - LONGEST_PERIOD, ends_at__gt=now
    )


def _visits_hit(absences: Sequence[Absence], now: datetime) -> QuerySet[Appointment]:
    last = max(absence.ends_at for absence in absences)
    away = Absence.objects.filter(
        Q(practitioner=OuterRef("practitioner")) | Q(practitioner=None),
        pk__in=[absence.pk for absence in absences],
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    hit: QuerySet[Appointment] = expected_visits(now).filter(Exists(away), starts_at__lt=last)
    return hit.select_related("patient", "practitioner").order_by("starts_at", "pk")
