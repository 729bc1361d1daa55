"""Checks that a time can still be booked. Call them under the lock of its practitioner."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from booking.errors import NotAnOpening, NotBookableOnline, NotThere, TimeTaken
from booking.models import Practitioner, Treatment
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening, on_grid
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import LONGEST_SERIES
from booking.scheduling.spans import Span


def refuse_unless_open(
    visit: Span,
    treatment: Treatment,
    practitioner: Practitioner,
    *,
    rules: Rules,
    now: datetime,
    visitor: UUID | None = None,
) -> None:
    """Refuse a time that cannot be booked online. Holds of `visitor` count as free.

    Raises NotBookableOnline, NotAnOpening (NotThere if nobody works then), TimeTaken.
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
    raise NotThere(practitioner.first_name)


def refuse_unless_all_open(
    visits: Collection[Opening],
    treatment: Treatment,
    *,
    rules: Rules,
    now: datetime,
    visitor: UUID | None = None,
) -> None:
    """Refuse openings of which any cannot be booked online; two queries, however many there are.

    Raises NotBookableOnline, NotAnOpening (NotThere where a practitioner does not work), TimeTaken.
    """
    people = Practitioner.objects.filter(pk__in={visit.practitioner_id for visit in visits})
    giving = people.giving_online(treatment)
    spans = [visit.span for visit in visits]
    window = rules.bookable_window(now)
    if not all(on_grid(span.starts_at, rules.step) and window.covers(span) for span in spans):
        raise NotAnOpening
    bookable = giving.in_bulk()
    if not bookable.keys() >= {visit.practitioner_id for visit in visits}:
        raise NotBookableOnline
    around = Span(min(spans).starts_at, max(spans).ends_at)
    free = giving.free_spans(around, turnaround=treatment.turnaround, now=now, visitor=visitor)
    for visit, span in zip(visits, spans, strict=True):
        if not any(pk == visit.practitioner_id and one.covers(span) for pk, one in free):
            practitioner = bookable[visit.practitioner_id]
            raise (
                TimeTaken if practitioner.works_during(span) else NotThere(practitioner.first_name)
            )


def refuse_unless_a_series(visits: Collection[Opening]) -> None:
    """Refuse a series with two openings on a day, with too many, or with none.

    Raises NotAnOpening.
    """
    days = {clinic_date(visit.starts_at) for visit in visits}
    if not 0 < len(visits) <= LONGEST_SERIES or len(days) < len(visits):
        raise NotAnOpening
