"""Numbers of the practice over some weeks, counted by the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Avg, Count, F, Q, Sum
from django.db.models.functions import TruncWeek

from booking.choices import AppointmentStatus, CancelledBy, OfferStatus, WaitlistStatus
from booking.models import Appointment, Practitioner, WaitlistEntry, WaitlistOffer
from booking.scheduling.clock import CLINIC_TZ, clinic_date, clinic_day
from booking.scheduling.spans import Span

WEEK = timedelta(weeks=1)
NOT_BOOKED = (AppointmentStatus.PENDING, AppointmentStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks on the clinic's calendar; `first` is the Monday of the first one."""

    first: date
    count: int

    @property
    def span(self) -> Span:
        """The weeks from midnight to midnight on the clinic's clock."""
        last = self.first + self.count * WEEK - timedelta(days=1)
        return Span(clinic_day(self.first).starts_at, clinic_day(last).ends_at)

    @property
    def mondays(self) -> list[date]:
        return [self.first + number * WEEK for number in range(self.count)]


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Booked and worked time of a therapist in one week."""

    practitioner: Practitioner
    monday: date
    booked: timedelta
    worked: timedelta


def booked_then(weeks: Weeks) -> Any:
    """Appointments that start in these weeks and were booked, also those cancelled since."""
    span = weeks.span
    begun = Appointment.objects.filter(starts_at__gte=span.starts_at, starts_at__lt=span.ends_at)
    return begun.exclude(patient=None).order_by()


def occupancy(weeks: Weeks) -> list[Occupancy]:
    """Booked and worked time by therapist and week, in three queries.

    Booked is each appointment that was not cancelled, missed ones too, without its turnaround.
    Worked is the opened hours less absences, closings and internal blocks.
    """
    week = TruncWeek("starts_at", tzinfo=CLINIC_TZ)
    held = booked_then(weeks).exclude(status__in=NOT_BOOKED).values("practitioner", week=week)
    rows = held.annotate(booked=Sum(F("ends_at") - F("starts_at")))
    booked = {(row["practitioner"], row["week"].date()): row["booked"] for row in rows}
    worked: dict[tuple[int, date], timedelta] = {}
    for pk, span in Practitioner.objects.worked_spans(weeks.span):
        for monday, part in _by_week(span, weeks):
            worked[pk, monday] = worked.get((pk, monday), timedelta(0)) + part
    seen = {pk for pk, _monday in (*booked, *worked)}
    none = timedelta(0)
    return [
        Occupancy(
            person,
            monday,
            booked.get((person.pk, monday), none),
            worked.get((person.pk, monday), none),
        )
        for person in Practitioner.objects.filter(pk__in=seen)
        for monday in weeks.mondays
    ]


def _by_week(span: Span, weeks: Weeks) -> Iterator[tuple[date, timedelta]]:
    """Cut worked time at the Mondays, and at both ends of the weeks."""
    day = clinic_date(span.starts_at)
    while clinic_day(day).starts_at < span.ends_at:
        part = span.overlap(clinic_day(day))
        monday = day - timedelta(days=day.weekday())
        if part and weeks.first <= monday < weeks.first + weeks.count * WEEK:
            yield monday, part.ends_at - part.starts_at
        day += timedelta(days=1)


def outcomes(weeks: Weeks) -> list[dict[str, Any]]:
    """Count `booked`, `missed`, `cancelled` and `late` by the week of the appointment.

    Late is cancelled by the desk for the patient after the last moment to do so online.
    """
    cancelled = Q(status=AppointmentStatus.CANCELLED)
    late = cancelled & Q(cancelled_by=CancelledBy.ASKED, cancelled_at__gt=F("change_until"))
    rows = booked_then(weeks).values(week=TruncWeek("starts_at", tzinfo=CLINIC_TZ))
    counted = rows.annotate(
        booked=Count("pk"),
        missed=Count("pk", filter=Q(status=AppointmentStatus.NOSHOW)),
        cancelled=Count("pk", filter=cancelled),
        late=Count("pk", filter=late),
    )
    found = {row["week"].date(): row for row in counted}
    none = {"booked": 0, "missed": 0, "cancelled": 0, "late": 0}
    return [none | found.get(monday, {}) | {"week": monday} for monday in weeks.mondays]


def lead_times(weeks: Weeks, limits: tuple[int, ...]) -> tuple[list[int], timedelta | None]:
    """Numbers of appointments by how long before they were made, and the mean; two queries.

    `limits` are days: the first number is of those made less than the first limit before, the last
    of those made the last limit before, or longer.
    """
    made = booked_then(weeks).alias(lead=F("starts_at") - F("created_at"))
    bounds = [None, *(timedelta(days=days) for days in limits), None]
    counts = {}
    for number, (low, high) in enumerate(pairwise(bounds)):
        within = (Q(lead__gte=low) if low else Q()) & (Q(lead__lt=high) if high else Q())
        counts[f"n{number}"] = Count("pk", filter=within)
    found = made.aggregate(mean=Avg(F("starts_at") - F("created_at")), **counts)
    return [found[name] for name in counts], found["mean"]


def channels(weeks: Weeks) -> dict[str, int]:
    """Numbers of appointments by the channel that they were booked through."""
    rows = booked_then(weeks).values("channel").annotate(many=Count("pk"))
    return {row["channel"]: row["many"] for row in rows}


def offers(weeks: Weeks) -> dict[str, int]:
    """Numbers of offers made in these weeks by their status."""
    made = WaitlistOffer.objects.filter(_during("offered_at", weeks)).order_by()
    rows = made.values("status").annotate(many=Count("pk"))
    return dict.fromkeys(OfferStatus.values, 0) | {row["status"]: row["many"] for row in rows}


def entries_ended(weeks: Weeks) -> dict[str, int]:
    """Numbers of waiting-list entries that ended in these weeks by their status."""
    ended = WaitlistEntry.objects.filter(_during("closed_at", weeks)).order_by()
    rows = ended.values("status").annotate(many=Count("pk"))
    closed = [one for one in WaitlistStatus.values if one != WaitlistStatus.WAITING]
    return dict.fromkeys(closed, 0) | {row["status"]: row["many"] for row in rows}


def _during(field: str, weeks: Weeks) -> Q:
    span = weeks.span
    return Q(**{f"{field}__gte": span.starts_at, f"{field}__lt": span.ends_at})
