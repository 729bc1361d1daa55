from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from booking.models import Practitioner, Treatment
from booking.scheduling.openings import Opening, cut
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span


def find_openings(
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    *,
    rules: Rules,
    now: datetime,
    window: Span | None = None,
    visitor: UUID | None = None,
) -> list[Opening]:
    """What can be booked online, in order of time, in one query.

    Within `window` where that is narrower than the rules. What `visitor` holds is free for that
    visitor.
    """
    bookable = rules.bookable_window(now)
    window = bookable.overlap(window) if window else bookable
    if window is None or not treatment.is_online:
        return []
    asked = Practitioner.objects.filter(pk__in=[person.pk for person in practitioners])
    giving = asked.online().giving(treatment)
    free = giving.free_spans(window, turnaround=treatment.turnaround, now=now, visitor=visitor)
    return cut(free, window=window, length=treatment.duration, grid=rules.step)
