from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.choices import DeskRule
from booking.errors import (
    BookingError,
    OutsideRules,
    OwnVisitThen,
    TimeTaken,
    TooManyThatDay,
    TooManyVisits,
)
from booking.models import Appointment, Patient, Treatment
from booking.models.treatment import LONGEST_TURNAROUND
from booking.scheduling.openings import on_grid
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.guards.limits import broken_limits

# Which rules does only the website keep? The desk hears of them, and needs no leave.
OF_THE_WEBSITE = (DeskRule.NOTICE, DeskRule.HORIZON, DeskRule.STEP, DeskRule.OFF_LINE)

LIMITS: dict[type[BookingError], DeskRule] = {
    OwnVisitThen: DeskRule.OWN_VISIT,
    TooManyThatDay: DeskRule.THAT_DAY,
    TooManyVisits: DeskRule.COMING,
}


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the desk booked or moved, and the rules that this overruled."""

    visit: Appointment
    overruled: list[DeskRule]


def refuse_at_desk(
    visit: Appointment, *, rules: Rules, overrule: bool, now: datetime
) -> list[DeskRule]:
    """Ask whether the desk can have `visit` as it is to be; tell which rules that breaks.

    Those of the website bind the desk never, the others until it overrules them; nothing allows a
    visit over another one. Call it under the lock of the practitioner, once expired holds are out
    of the way. Raises TimeTaken, OutsideRules.
    """
    neighbours = _neighbours(visit, now)
    if any(other.span.overlap(visit.span) for other in neighbours):
        raise TimeTaken
    broken = _broken(visit, neighbours, rules, now)
    _refuse_unless_overruled(broken, overrule=overrule)
    return broken


def refuse_limits_at_desk(
    patient: Patient,
    spans: Sequence[Span],
    treatment: Treatment,
    *,
    rules: Rules,
    overrule: bool,
    now: datetime,
) -> list[DeskRule]:
    """The same for openings of the website: only the patient's limits can say no to those.

    Raises OutsideRules.
    """
    limits = {
        LIMITS[type(limit)]
        for limit in broken_limits(patient, spans, treatment, rules=rules, now=now)
    }
    broken = [rule for rule in DeskRule if rule in limits]
    _refuse_unless_overruled(broken, overrule=overrule)
    return broken


def _refuse_unless_overruled(broken: Sequence[DeskRule], *, overrule: bool) -> None:
    surprising = [rule for rule in broken if rule not in OF_THE_WEBSITE]
    if surprising and not overrule:
        raise OutsideRules(surprising)


def _neighbours(visit: Appointment, now: datetime) -> list[Appointment]:
    """Visits of the therapist that reach into its time or its turnaround, or have it in theirs."""
    around = Span(visit.starts_at - LONGEST_TURNAROUND, visit.ends_at + LONGEST_TURNAROUND)
    others = Appointment.objects.holding_time(now).during(around).exclude(pk=visit.pk)
    return list(others.filter(practitioner=visit.practitioner_id))


def _broken(
    visit: Appointment, neighbours: list[Appointment], rules: Rules, now: datetime
) -> list[DeskRule]:
    person, treatment = visit.practitioner, visit.treatment
    gives = person.treatments.filter(pk=treatment.pk).exists()
    is_online = treatment.is_online and person.takes_bookings_online
    is_broken = {
        # Not before its end: who walks in is booked for the hour that has just begun.
        DeskRule.PAST: visit.ends_at <= now,
        DeskRule.NOT_GIVEN: not gives,
        DeskRule.NOT_WORKING: not person.works_during(visit.span),
        DeskRule.TURNAROUND: any(visit.blocked.overlap(other.blocked) for other in neighbours),
        DeskRule.NOTICE: now < visit.ends_at and visit.starts_at < now + rules.minimum_notice,
        DeskRule.HORIZON: visit.ends_at > now + rules.horizon,
        DeskRule.STEP: not on_grid(visit.starts_at, rules.step),
        DeskRule.OFF_LINE: gives and not is_online,
    }
    limits = _broken_limits(visit, rules, now)
    return [rule for rule in DeskRule if rule in limits or is_broken.get(rule)]


def _broken_limits(visit: Appointment, rules: Rules, now: datetime) -> set[DeskRule]:
    if visit.patient is None:
        return set()
    limits = broken_limits(
        visit.patient, [visit.span], visit.treatment, rules=rules, now=now, ignoring=[visit]
    )
    return {LIMITS[type(limit)] for limit in limits}
