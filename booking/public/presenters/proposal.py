"""A planned series: a list to choose from for each appointment, with remarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from booking.choices import Weekday
from booking.models import Practitioner, Treatment
from booking.public.forms import HoldForm
from booking.public.forms.wish import CHOSEN, WishForm
from booking.public.presenters.alternatives import alternatives
from booking.scheduling.clock import clinic_date
from booking.scheduling.holidays import holiday_on
from booking.scheduling.openings import Opening
from booking.scheduling.prescription import Prescription
from booking.scheduling.series_plan import Obstacle, Plan, PlannedVisit
from booking.services.practice.tariffs import costs_of_series
from booking.services.series.plan import plan
from booking.text.formats import day_of_year_text, short_day_text, time_text


@dataclass(frozen=True, slots=True)
class Option:
    """One opening in a list; `value` is posted by it."""

    value: str
    text: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A list to choose one appointment from; `note` says why it is not as wished."""

    name: str
    note: str
    options: list[Option]


def plan_context(
    form: WishForm,
    treatment: Treatment,
    *,
    avoid: Iterable[date] = (),
    visitor: UUID | None = None,
    asks_others: bool = False,
) -> dict[str, Any]:
    """Plan the wish of a valid form and return the context of the page that shows it.

    `avoid` are days to leave out. Times that `visitor` holds are free for that visitor. With
    `asks_others` it says who gives more than the therapist who is wished.
    """
    practitioners = form.bookable.giving(treatment)
    planned = plan(
        wish=form.wish(avoid=avoid),
        treatment=treatment,
        practitioners=practitioners,
        rules=form.rules,
        now=form.now,
        chosen=form.chosen,
        visitor=visitor,
        asks_others=asks_others,
    )
    return _context(form, treatment, planned, {person.pk: person for person in practitioners})


def _context(
    form: WishForm, treatment: Treatment, planned: Plan, people: Mapping[int, Practitioner]
) -> dict[str, Any]:
    alone = people[planned.team[0]] if len(planned.team) == 1 else None
    prescription = form.prescription
    return {
        "form": form,
        "plan": planned,
        "people": people,
        "treatment": treatment,
        "practitioner": alone,
        "has_another": len(people) > 1,
        "pairs": [
            (name, alone.slug if alone and name == "kinesitherapeut" else value)
            for name, value in form.pairs
        ],
        "proposals": [
            # Only the first appointment can be too late to start with a prescription.
            _proposal(visit, people, alone, prescription if number == 0 else Prescription())
            for number, visit in enumerate(planned.visits)
        ],
        "alternatives": alternatives(form, planned, people),
        "skipped": [*_idle_texts(planned, alone), *_skipped_texts(planned, alone)],
        "wanted": form.wanted_count,
        "missing": form.wanted_count - len(planned.visits),
        "weeks": form.rules.horizon.days // 7,
        "costs": costs_of_series(
            treatment,
            [visit.opening for visit in planned.visits],
            standing_in=[one for visit in planned.visits for one in visit.substitutes],
        ),
        "last_day_to_start": prescription.last_day_to_start,
        "is_over": prescription.is_late(form.today),
    }


def _skipped_texts(planned: Plan, alone: Practitioner | None) -> list[str]:
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
        _("%(label)s: %(value)s")
        % {"label": _day(day), "value": _closed_text(day, obstacle) or reasons[obstacle]}
        for day, obstacle in planned.skipped
    ]


def _closed_text(day: date, obstacle: Obstacle) -> str:
    """Words for a holiday on which the practice is closed; empty for anything else."""
    holiday = holiday_on(day) if obstacle == Obstacle.CLOSED else None
    return _("we are closed (%(name)s)") % {"name": holiday.label} if holiday else ""


def _idle_texts(planned: Plan, alone: Practitioner | None) -> list[str]:
    told = _("%(weekday)s: nobody works at those hours")
    if alone:
        told = _("%(weekday)s: %(name)s does not work at those hours")
    name = alone.first_name if alone else ""
    return [
        told % {"weekday": capfirst(Weekday(day).label), "name": name}
        for day in sorted(planned.idle)
    ]


def _proposal(
    visit: PlannedVisit,
    people: Mapping[int, Practitioner],
    alone: Practitioner | None,
    prescription: Prescription,
) -> Proposal:
    options = [
        Option(
            HoldForm.moment_of(opening, people[opening.practitioner_id]),
            _moment(opening, people[opening.practitioner_id], alone),
            opening == visit.opening,
        )
        for opening in sorted([visit.opening, *visit.substitutes])
    ]
    notes = [_obstacle_text(visit), _late_text(visit, prescription)]
    return Proposal(f"{CHOSEN}{visit.wished}", " ".join(filter(None, notes)), options)


def _obstacle_text(visit: PlannedVisit) -> str:
    day = _day(visit.wished)
    if visit.obstacle == Obstacle.FULL:
        closest = _("%(day)s is full at those hours. This comes closest.")
        other = _("%(day)s is full at those hours.")
        return (closest if visit.is_nearest else other) % {"day": day}
    if visit.obstacle == Obstacle.TAKEN:
        return _("%(day)s: the moment you chose has just been taken. This comes closest.") % {
            "day": day
        }
    return ""


def _late_text(visit: PlannedVisit, prescription: Prescription) -> str:
    last_day = prescription.missed_by(clinic_date(visit.opening.starts_at))
    if last_day is None:
        return ""
    told = _("This is after %(day)s, the last day to start with the prescription.")
    return told % {"day": day_of_year_text(last_day)}


def _moment(opening: Opening, practitioner: Practitioner, alone: Practitioner | None) -> str:
    """Write one option, briefly: a phone cuts off long ones.

    The therapist is named unless the whole series is with one.
    """
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
