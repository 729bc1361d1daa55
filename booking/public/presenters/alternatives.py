"""Words on what a series lacks because one therapist gives all of it, and on who gives more."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.choices import Weekday
from booking.models import Practitioner
from booking.public.forms.wish import TAKING_TURNS, WishForm
from booking.scheduling.series_plan import Plan


@dataclass(frozen=True, slots=True)
class Alternative:
    """Therapists who give more of the wish: `value` asks for them in the form of the wish."""

    text: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """A sentence on what the therapist of the plan cannot give, and others to plan with."""

    lack: str
    others: list[Alternative]


def alternatives(
    form: WishForm, planned: Plan, people: Mapping[int, Practitioner]
) -> Alternatives | None:
    """Tell what a plan lacks, if others could give more of it.

    Example: "Nobody can give all of it. An does not work on Thursday at those hours.", with "Plan
    with An and Bram, who take turns: 9 of 9 as you wish".
    """
    if not planned.alternatives:
        return None
    wanted = form.wanted_count
    others = [_alternative(form, plan, wanted, people) for plan in planned.alternatives]
    return Alternatives(_lack(planned, wanted, people), others)


def _lack(planned: Plan, wanted: int, people: Mapping[int, Practitioner]) -> str:
    name = people[planned.team[0]].first_name
    alone = [plan for plan in planned.alternatives if len(plan.team) == 1 and not plan.idle]
    can_all = any(plan.as_wished == wanted for plan in alone)
    told = [] if can_all else [_("Nobody can give all of it.")]
    if planned.idle:
        days = [str(Weekday(day).label) for day in sorted(planned.idle)]
        words = {"name": name, "days": get_text_list(days, _("and"))}
        told.append(_("%(name)s does not work on %(days)s at those hours.") % words)
    if planned.as_wished < wanted:
        words = {"name": name, "count": str(planned.as_wished), "wanted": str(wanted)}
        told.append(_("%(name)s can give %(count)s of the %(wanted)s as you wish.") % words)
    return " ".join(told)


def _alternative(
    form: WishForm, plan: Plan, wanted: int, people: Mapping[int, Practitioner]
) -> Alternative:
    alone = people[plan.team[0]] if len(plan.team) == 1 else None
    # A plan of one therapist stays theirs, though a colleague stands in on a day that is full.
    planned_with = plan.givers if alone is None else frozenset(plan.team)
    names = [person.first_name for pk, person in people.items() if pk in planned_with]
    told = ngettext(
        "Plan with %(names)s: %(count)d of the %(wanted)d as you wish",
        "Plan with %(names)s, who take turns: %(count)d of the %(wanted)d as you wish",
        len(names),
    )
    words = {"names": get_text_list(names, _("and")), "count": plan.as_wished, "wanted": wanted}
    value = alone.slug if alone else TAKING_TURNS
    return Alternative(told % words, value, form.query_with(value))
