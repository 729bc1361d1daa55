"""Checks that a time can still be booked. Call them under the lock of its practitioner."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, NotThere, TimeTaken
from booking.models import Appointment, Practitioner, Treatment
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


def refuse_unless_kept(hold: Appointment, *, rules: Rules, now: datetime) -> None:
    """Refuse a hold that ran out, unless its time can still be booked. Raises HoldExpired.

    Example: a hold ended at 10:10 and the patient sends the form at 10:12. It is good if nobody
    took the time since and the rules still allow it.
    """
    if not hold.is_held:
        raise HoldExpired
    if not hold.keeps_its_time(now):
        with _expired_unless_open():
            refuse_unless_open(hold.span, hold.treatment, hold.practitioner, rules=rules, now=now)


def refuse_unless_all_kept(
    holds: Sequence[Appointment], treatment: Treatment, *, rules: Rules, now: datetime
) -> None:
    """Refuse the holds of a series if any ran out and its time cannot be booked any more.

    The holds are those of one visitor. Raises HoldExpired, also if there are none.
    """
    if not holds or not all(hold.is_held for hold in holds):
        raise HoldExpired
    if not all(hold.keeps_its_time(now) for hold in holds):
        openings = [Opening(hold.starts_at, hold.ends_at, hold.practitioner_id) for hold in holds]
        key = holds[0].hold_key
        with _expired_unless_open():
            refuse_unless_all_open(openings, treatment, rules=rules, now=now, visitor=key)


@contextmanager
def _expired_unless_open() -> Iterator[None]:
    try:
        yield
    except (NotBookableOnline, NotAnOpening, TimeTaken) as error:
        raise HoldExpired from error
