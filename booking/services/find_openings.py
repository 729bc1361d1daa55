from collections.abc import Sequence
from datetime import datetime

from booking.availability import Opening, Span, cut, on_grid
from booking.errors import NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Practitioner, Treatment
from booking.rules import GRID, HORIZON, MINIMUM_NOTICE


def bookable_window(now: datetime) -> Span:
    """When a visit that is booked on line now may start and end."""
    return Span(now + MINIMUM_NOTICE, now + HORIZON)


def refuse_unless_open(
    visit: Span, treatment: Treatment, practitioner: Practitioner, *, now: datetime
) -> None:
    """Raises NotBookableOnline, NotAnOpening, TimeTaken."""
    if not practitioner.gives_online(treatment):
        raise NotBookableOnline
    if not on_grid(visit.starts_at, GRID) or not bookable_window(now).covers(visit):
        raise NotAnOpening
    alone = Practitioner.objects.filter(pk=practitioner.pk)
    free = alone.free_spans(visit, turnaround=treatment.turnaround, now=now)
    if any(span.covers(visit) for _pk, span in free):
        return
    if practitioner.works_during(visit):
        raise TimeTaken
    raise NotAnOpening


def find_openings(
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    *,
    now: datetime,
    window: Span | None = None,
) -> list[Opening]:
    """What can be booked on line within `window`, in order of time, in one query."""
    window = window or bookable_window(now)
    if not treatment.is_online:
        return []
    asked = Practitioner.objects.filter(pk__in=[person.pk for person in practitioners])
    giving = asked.online().giving(treatment)
    free = giving.free_spans(window, turnaround=treatment.turnaround, now=now)
    return sorted(
        Opening(visit.starts_at, visit.ends_at, pk)
        for pk, span in free
        for visit in cut(span, length=treatment.duration, grid=GRID, not_before=window.starts_at)
        if visit.ends_at <= window.ends_at
    )


def nearest_openings(
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    *,
    to: datetime,
    now: datetime,
    count: int = 3,
) -> list[Opening]:
    """The openings closest to a time that was not to be had, in order of time."""
    openings = find_openings(treatment, practitioners, now=now)
    return sorted(sorted(openings, key=lambda opening: abs(opening.starts_at - to))[:count])
