from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from booking.models import Absence, Appointment, Patient, Practitioner, Treatment
from booking.scheduling.free_time import FreeTime
from booking.scheduling.openings import Opening
from booking.scheduling.planning import plan_series
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import Plan, Wish
from booking.scheduling.spans import Span
from booking.services.guards.limits import days_at_limit


def plan(
    *,
    wish: Wish,
    treatment: Treatment,
    practitioners: Sequence[Practitioner],
    rules: Rules,
    now: datetime,
    chosen: Mapping[date, Opening | None] | None = None,
    visitor: UUID | None = None,
    asks_others: bool = False,
) -> Plan:
    """Plan a series over the time that can be booked online; three queries.

    `practitioners` are all who may give an appointment, as wished or as a substitute. Holds of
    `visitor` count as free. `chosen` is explained at plan_series(). With `asks_others` a plan that
    lacks something of a wish for one therapist has alternatives too.
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
    planned = plan_series(wish, time_left, chosen)
    lacks = planned.as_wished < wish.count or planned.idle
    if not asks_others or not lacks or len(wish.practitioners) > 1:
        return planned
    anybody = replace(wish, practitioners=tuple(one.pk for one in practitioners))
    wider = plan_series(replace(anybody, same_throughout=True), time_left)
    others = (wider, *wider.alternatives)
    return replace(planned, alternatives=tuple(one for one in others if one.gives_more(planned)))


def days_of_patient(
    patient: Patient, treatment: Treatment, *, rules: Rules, now: datetime
) -> dict[date, list[Appointment]]:
    """Days on which a series would be refused, with the patient's appointments there; one query."""
    return days_at_limit(patient, treatment, rules=rules, now=now)
