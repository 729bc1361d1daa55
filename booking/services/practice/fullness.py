"""The part of the worked time of each day that is booked."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, Sum
from django.db.models.functions import TruncDate

from booking.choices import OF_THE_DAY, AppointmentStatus
from booking.models import Appointment, Practitioner
from booking.models.sight import Sight
from booking.scheduling.clock import CLINIC_TZ, clinic_date, clinic_day
from booking.scheduling.room import Room
from booking.scheduling.spans import Span, less

TAKES_TIME = (*OF_THE_DAY, AppointmentStatus.NOSHOW)


def fullness(window: Span, sight: Sight) -> dict[date, float]:
    """Booked time of each day as a part of its worked time, from 0 to 1. Takes two queries.

    A day on which nobody works has none, even if somebody comes then. The turnaround counts as
    booked. Example: with six hours worked and an hour and a half booked it is 0.25.
    """
    rows = Appointment.objects.during(window).seen_by(sight).filter(status__in=TAKES_TIME)
    taken = Sum(F("ends_at") - F("starts_at") + F("turnaround"))
    by_day = rows.order_by().values(day=TruncDate("starts_at", tzinfo=CLINIC_TZ))
    booked = {row["day"]: row["taken"] for row in by_day.annotate(taken=taken)}
    worked: dict[date, timedelta] = {}
    for pk, span in Practitioner.objects.active().worked_spans(window):
        if sight.sees(pk):
            _add(worked, span, window)
    none = timedelta(0)
    return {day: min(booked.get(day, none) / time, 1.0) for day, time in worked.items() if time}


def full_part(rooms: Iterable[Room], booked: Iterable[Appointment]) -> float | None:
    """The part of the worked time of one day that is booked, as fullness() has it; no query.

    `rooms` are those of all therapists on that day; None when none of them works.
    """
    worked = [(0, span) for room in rooms for _pk, span in less(each(room.worked), each(room.away))]
    time = sum((span.ends_at - span.starts_at for _pk, span in worked), timedelta(0))
    taking = [one.length + one.turnaround for one in booked if one.status in TAKES_TIME]
    return min(sum(taking, timedelta(0)) / time, 1.0) if time else None


def each(spans: Iterable[Span]) -> list[tuple[int, Span]]:
    """The spans, all of one therapist."""
    return [(0, span) for span in spans]


def _add(worked: dict[date, timedelta], span: Span, window: Span) -> None:
    """Add the worked time of a span to each day that it is part of."""
    day = clinic_date(max(span.starts_at, window.starts_at))
    end = min(span.ends_at, window.ends_at)
    while clinic_day(day).starts_at < end:
        if part := span.overlap(clinic_day(day)):
            worked[day] = worked.get(day, timedelta(0)) + part.ends_at - part.starts_at
        day += timedelta(days=1)
