"""Therapists whose hours end, or have a hole, within the time that patients can book.

Example: it is Monday 30 November and patients book eight weeks ahead. Wout's roster stops on 15
January: his hours run out. Hanne works each Tuesday, and one line stops on 15 December while the
next begins on 5 January: between these she has a hole of three weeks. Somebody who works every
other week has none.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from booking.models import Absence, BookingRules, Practitioner, Slot, WorkingHours
from booking.scheduling.clock import clinic_date, clinic_day

WEEK = timedelta(weeks=1)
# The longest stretch between two turns of one roster line.
LONGEST_TURN = timedelta(weeks=8)


def therapists_without_hours(*, now: datetime) -> QuerySet[Any]:
    """Therapists who give a treatment and have neither a roster nor any hours to come."""
    lines = _lines_from(clinic_date(now)).filter(practitioner=OuterRef("pk"))
    return _giving(now).filter(~Exists(lines), last_until=None)


def therapists_running_out(*, now: datetime) -> QuerySet[Any]:
    """Therapists whose hours end before the last day that patients can book.

    Annotates `last_until`, the end of the last hours; None where a roster has given none yet.
    """
    today = clinic_date(now)
    midnight = Value(clinic_day(today).starts_at, DateTimeField())
    stored = Subquery(BookingRules.objects.values("horizon")[:1])
    ahead = Coalesce(stored, Value(BookingRules().horizon), output_field=DurationField())
    furthest = ExpressionWrapper(midnight + ahead, output_field=DateTimeField())
    lines = _lines_from(today).filter(practitioner=OuterRef("pk"), valid_from__lt=furthest)
    late = Q(last_until__lt=furthest) | Q(Exists(lines), last_until=None)
    return _giving(now).filter(late)


def holes_in_hours(*, now: datetime) -> QuerySet[Any]:
    """The last hours before each hole, with `next_at`, the start of the first hours after it.

    A hole is longer than the roster skips by itself, and not covered by an absence.
    """
    lines = _lines_from(clinic_date(now)).filter(practitioner=OuterRef("practitioner"))
    turn = lines.order_by().values("practitioner").annotate(most=Max("every_n_weeks"))
    weeks = Coalesce(Subquery(turn.values("most")), Value(1), output_field=IntegerField())
    after = Slot.objects.filter(
        practitioner=OuterRef("practitioner"), starts_at__gte=OuterRef("ends_at")
    )
    next_at = after.order_by("starts_at").values("starts_at")[:1]
    rows = (
        Slot.objects.filter(
            practitioner__in=_giving(now).values("pk"), starts_at__gt=now - LONGEST_TURN - 2 * WEEK
        )
        .annotate(next_at=Subquery(next_at))
        .annotate(skips=ExpressionWrapper(weeks * Value(WEEK), output_field=DurationField()))
    )
    known = Absence.objects.filter(
        Q(practitioner=OuterRef("practitioner")) | Q(practitioner=None),
        starts_at__lte=OuterRef("ends_at") + OuterRef("skips"),
        ends_at__gte=OuterRef("next_at") - OuterRef("skips"),
    )
    return rows.filter(~Exists(known), next_at__gt=F("ends_at") + F("skips"), next_at__gte=now)


def _lines_from(day: date) -> QuerySet[WorkingHours]:
    """Roster lines that hold on that day or later."""
    return WorkingHours.objects.filter(Q(valid_until=None) | Q(valid_until__gte=day))


def _giving(now: datetime) -> QuerySet[Any]:
    """Therapists who work here and give a treatment, with the end of their last hours to come."""
    coming = Slot.objects.filter(practitioner=OuterRef("pk"), ends_at__gt=now)
    last = coming.order_by("-starts_at").values("ends_at")[:1]
    given = Practitioner.treatments.through.objects.filter(practitioner=OuterRef("pk"))
    return Practitioner.objects.active().filter(Exists(given)).annotate(last_until=Subquery(last))
