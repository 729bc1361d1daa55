from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from booking.availability import Opening, Span, cut, on_grid
from booking.errors import NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Practitioner, Treatment
from booking.rules import Rules


def bookable_window(rules: Rules, now: datetime) -> Span:
    """When a visit that is booked on line now may start and end."""
    return Span(now + rules.minimum_notice, now + rules.horizon)


def refuse_unless_open(
    visit: Span,
    treatment: Treatment,
    practitioner: Practitioner,
    *,
    rules: Rules,
    now: datetime,
    visitor: UUID | None = None,
) -> None:
    """What `visitor` holds is free for that visitor.

    Raises NotBookableOnline, NotAnOpening, TimeTaken.
    """
    if not practitioner.gives_online(treatment):
        raise NotBookableOnline
    if not on_grid(visit.starts_at, rules.step) or not bookable_window(rules, now).covers(visit):
        raise NotAnOpening
    alone = Practitioner.objects.filter(pk=practitioner.pk)
    free = alone.free_spans(visit, turnaround=treatment.turnaround, now=now, visitor=visitor)
    if any(span.covers(visit) for _pk, span in free):
        return
    if practitioner.works_during(visit):
        raise TimeTaken
    raise NotAnOpening


def refuse_unless_all_open(
    visits: Collection[Opening],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    visitor: UUID | None = None,
) -> None:
    """The same for several at once, in two queries. Where somebody is away it says TimeTaken."""
    people = Practitioner.objects.filter(pk__in={visit.practitioner_id for visit in visits})
    giving = people.online().giving(treatment)
    spans = [Span(visit.starts_at, visit.ends_at) for visit in visits]
    window = bookable_window(rules, now)
    if not all(on_grid(span.starts_at, rules.step) and window.covers(span) for span in spans):
        raise NotAnOpening
    bookable = set(giving.values_list("pk", flat=True)) if treatment.is_online else set()
    if not bookable.issuperset(visit.practitioner_id for visit in visits):
        raise NotBookableOnline
    around = Span(min(spans).starts_at, max(spans).ends_at)
    free = giving.free_spans(around, turnaround=treatment.turnaround, now=now, visitor=visitor)
    for visit, span in zip(visits, spans, strict=True):
        if not any(pk == visit.practitioner_id and one.covers(span) for pk, one in free):
            raise TimeTaken


def find_openings(
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    *,
    rules: Rules,
    now: datetime,
    window: Span | None = None,
    visitor: UUID | None = None,
) -> list[Opening]:
    """What can be booked on line, in order of time, in one query.

    Within `window` where that is narrower than the rules. What `visitor` holds is free for that
    visitor.
    """
    bookable = bookable_window(rules, now)
    window = bookable.overlap(window) if window else bookable
    if window is None or not treatment.is_online:
        return []
    asked = Practitioner.objects.filter(pk__in=[person.pk for person in practitioners])
    giving = asked.online().giving(treatment)
    free = giving.free_spans(window, turnaround=treatment.turnaround, now=now, visitor=visitor)
    return cut(free, window=window, length=treatment.duration, grid=rules.step)


def nearest_openings(
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    *,
    to: datetime,
    rules: Rules,
    now: datetime,
    count: int = 3,
    visitor: UUID | None = None,
) -> list[Opening]:
    """The openings closest to a time that was not to be had, in order of time."""
    openings = find_openings(treatment, practitioners, rules=rules, now=now, visitor=visitor)
    return sorted(sorted(openings, key=lambda opening: abs(opening.starts_at - to))[:count])
