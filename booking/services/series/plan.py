from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from booking.models import Absence, Practitioner, Treatment
from booking.scheduling.free_time import FreeTime
from booking.scheduling.openings import Opening
from booking.scheduling.planning import plan_series
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import Plan, Wish
from booking.scheduling.spans import Span


def plan(
    *,
    wish: Wish,
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    rules: Rules,
    now: datetime,
    chosen: Mapping[date, Opening | None] | None = None,
    visitor: UUID | None = None,
) -> Plan:
    """Plan a series over the time that can be booked online; three queries.

    `practitioners` are all who may give an appointment, as wished or as a substitute. Holds of
    `visitor` count as free. `chosen` is explained at plan_series().
    """
    window = rules.bookable_window(now)
    asked = Practitioner.objects.filter(pk__in=[person.pk for person in practitioners])
    giving = asked.online().giving(treatment)
    closings = Absence.objects.during(window).filter(practitioner=None)
    time_left = FreeTime(
        window=window,
        length=treatment.duration,
        grid=rules.step,
        free=giving.free_spans(window, turnaround=treatment.turnaround, now=now, visitor=visitor),
        worked=giving.worked_spans(window),
        closed=[Span(*period) for period in closings.values_list("starts_at", "ends_at")],
    )
    return plan_series(wish, time_left, chosen)
