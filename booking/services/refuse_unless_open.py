from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from booking.availability import Opening, Span, on_grid
from booking.errors import NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Practitioner, Treatment
from booking.rules import Rules


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
    if not on_grid(visit.starts_at, rules.step) or not rules.bookable_window(now).covers(visit):
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
    spans = [visit.span for visit in visits]
    window = rules.bookable_window(now)
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
