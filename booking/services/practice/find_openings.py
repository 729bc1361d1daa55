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
    """Openings that can be booked online with `practitioners`, in order of time; one query.

    They lie within what the rules allow, and within `window` if one is given. Holds of `visitor`
    count as free.
    """
    bookable = rules.bookable_window(now)
    window = bookable.overlap(window) if window else bookable
    if window is None or not treatment.is_online:
        return []
    asked = Practitioner.objects.filter(pk__in=[person.pk for person in practitioners])
    giving = asked.online().giving(treatment)
    free = giving.free_spans(window, turnaround=treatment.turnaround, now=now, visitor=visitor)
    return cut(free, window=window, length=treatment.duration, grid=rules.step)
