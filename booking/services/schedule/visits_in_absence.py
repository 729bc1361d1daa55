"""Appointments that stay booked while their therapist is away or has an internal block.

The desk calls about them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.models import Absence, Appointment
from booking.models.absence import AbsenceKind
from booking.models.period import LONGEST_PERIOD
from booking.services.substitutes.unanswered import patients_who_know


def absences_with_visits(*, now: datetime) -> QuerySet[Absence]:
    """Absences, closings and internal blocks during which patients are expected who need a call.

    A patient who is expected in an absence over a block counts for the absence alone.
    """
    hit = expected_visits(now).filter(
        # No appointment is longer, so that the index by start time finds them.
        starts_at__gt=OuterRef("starts_at") - LONGEST_PERIOD,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    of_one = hit.filter(practitioner=OuterRef("practitioner"))
    of_block = of_one.filter(~Exists(_over_visit(Absence.objects.away())))
    return Absence.objects.filter(
        Q(Exists(of_one), kind=AbsenceKind.AWAY)
        | Q(Exists(of_block), kind=AbsenceKind.INTERNAL)
        | Q(Exists(hit), practitioner=None),
        ends_at__gt=now,
    )


def visits_in_absences(
    *, now: datetime, most: int
) -> Sequence[tuple[Absence, Sequence[Appointment]]]:
    """The first absences and blocks with their appointments, in order of time; two queries."""
    rows = absences_with_visits(now=now).select_related("practitioner")
    absences = list(rows.order_by("starts_at", "pk")[:most])
    found: dict[int, list[Appointment]] = {absence.pk: [] for absence in absences}
    for visit in _visits_hit(absences, now) if absences else ():
        for absence in absences:
            if absence.is_internal and visit.is_in_absence:
                continue
            if absence.is_of(visit.practitioner_id) and absence.span.overlap(visit.span):
                found[absence.pk].append(visit)
    return [(absence, found[absence.pk]) for absence in absences]


def expected_visits(now: datetime) -> Any:
    """Booked appointments that are not over, less those whose patients know, or choose now."""
    know = patients_who_know(now).filter(appointment=OuterRef("pk"))
    return Appointment.objects.expected().filter(
        ~Exists(know), starts_at__gt=now - LONGEST_PERIOD, ends_at__gt=now
    )


def _over_visit(absences: QuerySet[Absence]) -> QuerySet[Absence]:
    """Narrow absences down to those in which the appointment of the outer query falls."""
    return absences.filter(
        Q(practitioner=OuterRef("practitioner")) | Q(practitioner=None),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )


def _visits_hit(absences: Sequence[Absence], now: datetime) -> Any:
    last = max(absence.ends_at for absence in absences)
    listed = Absence.objects.filter(pk__in=[absence.pk for absence in absences])
    return (
        expected_visits(now)
        .filter(Exists(_over_visit(listed)), starts_at__lt=last)
        .annotate(is_in_absence=Exists(_over_visit(Absence.objects.away())))
        .select_related("patient", "practitioner")
        .order_by("starts_at", "pk")
    )
