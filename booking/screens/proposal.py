"""A planned series as a page shows it: a list to choose from for each visit, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from booking.availability import Opening
from booking.choices import Weekday
from booking.forms import HoldForm
from booking.forms.wish import CHOSEN, WishForm
from booking.models import Practitioner
from booking.planning import Obstacle, Plan, PlannedVisit
from booking.wording import day_of_year_text, short_day_text, time_text


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    text: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """One list to choose from; `note` says why it is not what was wished."""

    name: str
    note: str
    options: list[Option]


def plan_context(
    form: WishForm, plan: Plan, practitioners: Iterable[Practitioner]
) -> dict[str, Any]:
    """What the page of a plan needs. `practitioners` are those in it."""
    people = {person.pk: person for person in practitioners}
    alone = people[plan.team[0]] if len(plan.team) == 1 else None
    return {
        "form": form,
        "treatment": form.wanted_treatment,
        "practitioner": alone,
        "pairs": [
            (name, alone.slug if alone and name == "kinesitherapeut" else value)
            for name, value in form.pairs
        ],
        "proposals": [_proposal(visit, people, alone) for visit in plan.visits],
        "skipped": [*_idle_texts(plan, alone), *_skipped_texts(plan, alone)],
        "wanted": form.wanted_count,
        "missing": form.wanted_count - len(plan.visits),
        "weeks": form.rules.horizon.days // 7,
    }


def _skipped_texts(plan: Plan, alone: Practitioner | None) -> list[str]:
    away = (
        _("%(name)s is not there") % {"name": alone.first_name} if alone else _("nobody is there")
    )
    reasons = {
        Obstacle.CLOSED: _("we are closed"),
        Obstacle.AWAY: away,
        Obstacle.FULL: _("full, and nothing is free around it"),
        Obstacle.TAKEN: _("just taken, and nothing is free around it"),
        Obstacle.LEFT_OUT: _("you skip it"),
    }
    return [
        _("%(label)s: %(value)s") % {"label": _day(day), "value": reasons[obstacle]}
        for day, obstacle in plan.skipped
    ]


def _idle_texts(plan: Plan, alone: Practitioner | None) -> list[str]:
    told = _("%(weekday)s: nobody works at those hours")
    if alone:
        told = _("%(weekday)s: %(name)s does not work at those hours")
    name = alone.first_name if alone else ""
    return [
        told % {"weekday": capfirst(Weekday(day).label), "name": name} for day in sorted(plan.idle)
    ]


def _proposal(
    visit: PlannedVisit, people: Mapping[int, Practitioner], alone: Practitioner | None
) -> Proposal:
    options = [
        Option(
            HoldForm.moment_of(opening, people[opening.practitioner_id]),
            _moment(opening, people[opening.practitioner_id], alone),
            opening == visit.opening,
        )
        for opening in sorted([visit.opening, *visit.substitutes])
    ]
    return Proposal(f"{CHOSEN}{visit.wished}", _note(visit), options)


def _note(visit: PlannedVisit) -> str:
    day = _day(visit.wished)
    if visit.obstacle == Obstacle.FULL:
        return _("%(day)s is full at those hours. This comes closest.") % {"day": day}
    if visit.obstacle == Obstacle.TAKEN:
        return _("%(day)s: the moment you chose has just been taken. This comes closest.") % {
            "day": day
        }
    return ""


def _moment(opening: Opening, practitioner: Practitioner, alone: Practitioner | None) -> str:
    """Short, as a list on a telephone cuts it off. With a name where it could be several."""
    told = (
        _("%(day)s, %(time)s") if practitioner == alone else _("%(day)s, %(time)s, with %(name)s")
    )
    return told % {
        "day": short_day_text(opening.starts_at),
        "time": time_text(opening.starts_at),
        "name": practitioner.first_name,
    }


def _day(day: date) -> str:
    return capfirst(day_of_year_text(day))
