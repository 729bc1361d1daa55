from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.choices import DeskRule
from booking.errors import OutsideRules, TimeTaken, TooManyThatDay
from booking.models import Appointment, Patient, Treatment
from booking.models.rules import OF_THE_WEBSITE
from booking.models.treatment import LONGEST_TURNAROUND
from booking.scheduling.openings import on_grid
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.guards.limits import broken_limits
from booking.text.refusals import LIMITS


@dataclass(frozen=True, slots=True)
class DeskBooking:
    """An appointment that the desk booked or moved, and the rules that this overruled.

    `stood_there` tells that it had that time and therapist before: nothing was changed.
    """

    visit: Appointment
    overruled: list[DeskRule]
    stood_there: bool = False


def refuse_at_desk(
    visit: Appointment,
    *,
    rules: Rules,
    overrule: bool,
    now: datetime,
    together_with: Sequence[Appointment] = (),
) -> list[DeskRule]:
    """Refuse an appointment that the desk cannot have; returns the rules that it breaks.

    `visit` has the fields that it is to be saved with, and so have those that change
    `together_with` it. Rules of the website never stop the desk;
    the others do unless it overrules them. An appointment over another one is always refused.
    Call it under the lock of the practitioner, after expired holds are displaced. Raises TimeTaken,
    OutsideRules.

    Example: booking a therapist outside working hours, an hour from now, raises OutsideRules with
    NOT_WORKING; with `overrule` it returns NOT_WORKING and NOTICE.
    """
    neighbours = _neighbours(visit, together_with, now)
    if any(other.span.overlap(visit.span) for other in neighbours):
        raise TimeTaken
    broken = _broken(visit, neighbours, [visit, *together_with], rules, now)
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
    """Refuse a series that breaks the patient's limits; returns the rules that it breaks.

    `spans` are openings of the website, so no other rule can be broken. Raises OutsideRules, which
    knows on which days the patient comes already, unless the desk overrules the limits.
    """
    found = list(broken_limits(patient, spans, treatment, rules=rules, now=now))
    limits = {LIMITS[type(limit)] for limit in found}
    broken = [rule for rule in DeskRule if rule in limits]
    starts = [start for one in found if isinstance(one, TooManyThatDay) for start in one.starts]
    _refuse_unless_overruled(broken, overrule=overrule, starts=starts)
    return broken


def _refuse_unless_overruled(
    broken: Sequence[DeskRule], *, overrule: bool, starts: Sequence[datetime] = ()
) -> None:
    surprising = [rule for rule in broken if rule not in OF_THE_WEBSITE]
    if surprising and not overrule:
        raise OutsideRules(surprising, starts)


def _neighbours(
    visit: Appointment, together_with: Sequence[Appointment], now: datetime
) -> list[Appointment]:
    """Appointments of the therapist that come near enough to overlap it, turnarounds included."""
    around = Span(visit.starts_at - LONGEST_TURNAROUND, visit.ends_at + LONGEST_TURNAROUND)
    changing = [visit.pk, *(one.pk for one in together_with)]
    others = Appointment.objects.holding_time(now).during(around).exclude(pk__in=changing)
    beside = [one for one in together_with if one.practitioner_id == visit.practitioner_id]
    return [*others.filter(practitioner=visit.practitioner_id), *beside]


def _broken(
    visit: Appointment,
    neighbours: list[Appointment],
    changing: Sequence[Appointment],
    rules: Rules,
    now: datetime,
) -> list[DeskRule]:
    person, treatment = visit.practitioner, visit.treatment
    gives = person.treatments.filter(pk=treatment.pk).exists()
    is_online = treatment.is_online and person.takes_bookings_online
    is_broken = {
        # An appointment that has begun is not past: a patient who walks in is booked for it.
        DeskRule.PAST: visit.ends_at <= now,
        DeskRule.NOT_GIVEN: not gives,
        DeskRule.NOT_WORKING: not person.works_during(visit.span),
        DeskRule.TURNAROUND: any(visit.blocked.overlap(other.blocked) for other in neighbours),
        DeskRule.NOTICE: now < visit.ends_at and visit.starts_at < now + rules.minimum_notice,
        DeskRule.HORIZON: visit.ends_at > now + rules.horizon,
        DeskRule.STEP: not on_grid(visit.starts_at, rules.step),
        DeskRule.OFF_LINE: gives and not is_online,
    }
    limits = _broken_limits(visit, changing, rules, now)
    return [rule for rule in DeskRule if rule in limits or is_broken.get(rule)]


def _broken_limits(
    visit: Appointment, changing: Sequence[Appointment], rules: Rules, now: datetime
) -> set[DeskRule]:
    if visit.patient is None:
        return set()
    limits = broken_limits(
        visit.patient, [visit.span], visit.treatment, rules=rules, now=now, ignoring=changing
    )
    return {LIMITS[type(limit)] for limit in limits}
