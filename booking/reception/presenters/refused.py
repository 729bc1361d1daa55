"""Sentences on why something was not put down, and where it stands instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from booking.choices import DeskRule
from booking.errors import BookingError, ChangedMeanwhile, OutsideRules, TimeTaken
from booking.models import Appointment
from booking.reception.presenters.spot import Spot
from booking.scheduling.spans import Span
from booking.text.formats import moment_text, time_text
from booking.text.refusals import told_to_desk

# Names keep their direction inside a sentence: first-strong isolate, and its end.
ISOLATE, END = "\u2068", "\u2069"


@dataclass(frozen=True)
class Refused:
    """A sentence on why an appointment was put back, and `stands`, on where it still is.

    `stands` is empty for one that changed meanwhile: the sentence has the news of it.
    `spot` is where it was to go, and `minutes` the length that it was to have; 0 for its own.
    `broken` are rules that may be set aside knowingly; without any, nothing helps but another hour.
    `needs_reason` when they were, and nobody said why. `swap` is what the button of a swap sent.
    """

    sentence: str
    stands: str
    spot: Spot
    broken: Sequence[DeskRule] = ()
    minutes: int = 0
    needs_reason: bool = False
    swap: str = ""


def swap_refused(error: BookingError, visit: Appointment, other: Appointment) -> Refused:
    """Say why two appointments, as they are stored by now, did not change places."""
    spot = Spot(other.practitioner_id, other.starts_at)
    if isinstance(error, ChangedMeanwhile):
        return Refused(str(error), "", spot)
    stands = _("%(one)s and %(other)s stand where they stood.") % {
        "one": name_of(visit),
        "other": name_of(other),
    }
    if isinstance(error, OutsideRules):
        told, broken = outside(error)
        return Refused(told, stands, spot, broken, swap=f"{other.pk}:{other.version}")
    if isinstance(error, TimeTaken):
        told = _("They do not both fit: a third has some of that time.")
        return Refused(told, stands, spot)
    return Refused(told_to_desk(error), stands, spot)


def outside(error: OutsideRules) -> tuple[str, list[DeskRule]]:
    """A sentence that names the broken rules, and the rules."""
    broken = [DeskRule(rule) for rule in error.broken]
    rules = "; ".join(str(rule.label) for rule in broken)
    return _("Outside the rules: %(rules)s.") % {"rules": rules}, broken


def refused_by(
    error: BookingError, visit: Appointment, spot: Spot, *, length: timedelta, now: datetime
) -> Refused:
    """Say why `visit`, as it is stored by now, was not put down; two queries at most."""
    if isinstance(error, ChangedMeanwhile):
        return Refused(str(error), "", spot)
    stands = _("%(name)s is still on %(moment)s with %(therapist)s.") % {
        "name": name_of(visit),
        "moment": moment_text(visit.starts_at),
        "therapist": visit.practitioner.first_name,
    }
    if isinstance(error, OutsideRules):
        told, broken = outside(error)
        return Refused(told, stands, spot, broken)
    taken = isinstance(error, TimeTaken)
    why = who_has(visit, spot, length, now) if taken else told_to_desk(error)
    return Refused(why, stands, spot)


def who_has(visit: Appointment, spot: Spot, length: timedelta, now: datetime) -> str:
    """Say who has the time; of a hold nobody is named.

    Example: "Karel Peeters staat al van 10.00 u tot 10.30 u bij Noor."
    """
    span = Span(spot.starts_at, spot.starts_at + length)
    others = Appointment.objects.holding_time(now).during(span).exclude(pk=visit.pk)
    other = others.filter(practitioner=spot.practitioner_id).for_page().first()
    if other is None:
        return told_to_desk(TimeTaken())
    words = {
        "name": name_of(other),
        "start": time_text(other.starts_at),
        "end": time_text(other.ends_at),
        "therapist": other.practitioner.first_name,
    }
    if other.patient is None:
        return _("From %(start)s to %(end)s somebody is booking with %(therapist)s.") % words
    return _("%(name)s is there already, from %(start)s to %(end)s with %(therapist)s.") % words


def name_of(visit: Appointment) -> str:
    """The name of its patient, which keeps its direction inside a sentence."""
    return f"{ISOLATE}{visit.patient}{END}" if visit.patient else ""
