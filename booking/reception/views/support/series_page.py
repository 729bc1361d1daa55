"""The agenda on which a series is planned: what it shows, and the state that its form carries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from booking.models import Appointment, Patient, Treatment
from booking.public.forms.wish import CHOSEN
from booking.public.presenters.proposal import plan_context
from booking.reception.forms.series import DeskSeriesForm, SeriesPatientForm
from booking.reception.presenters.agenda import Agenda
from booking.reception.presenters.hand import NEW
from booking.reception.presenters.series_plan import (
    days_taken,
    draw_plan,
    left_out,
    month_of_plan,
    rows_of,
    with_other_visits,
)
from booking.reception.views.agenda import as_agenda
from booking.reception.views.support.keys import keys_are_on
from booking.reception.views.support.named import appointment_named, patient_named
from booking.reception.views.support.pieces import columns_of
from booking.reception.views.support.place import PK, Place
from booking.reception.views.support.steps import STEP
from booking.reception.views.support.whose import Whose
from booking.scheduling.clock import CLINIC_TZ, clinic_date, plausible_day
from booking.scheduling.grid import MINUTE
from booking.scheduling.series_plan import Plan
from booking.services.patients.glance import glances_at
from booking.services.practice.sight import sight_of
from booking.services.series.plan import days_of_patient

NOTHING_PLANNED: dict[str, Any] = {
    "planned_for": "",
    "plan": None,
    "treatment": None,
    "minutes": 0,
    "proposals": [],
    "rows": [],
}
# Buttons that change the plan or the day that is shown, and book nothing.
TURNS = ("toon", "toont", "start", "zonder", "toch")


@dataclass(slots=True)
class Begun:
    """The patient and the appointment that a series begins with, and what names them."""

    patient: Patient | None = None
    visit: Appointment | None = None
    named: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, asked: QueryDict, now: datetime) -> Self:
        """Read what the fields name. Raises Http404 for an appointment that is not there."""
        if visit := appointment_named(request, asked):
            return cls(visit.patient, visit, {"afspraak": str(visit.pk)})
        if patient := patient_named(request, asked):
            [glance] = glances_at([patient], now=now)
            return cls(patient, glance.last or glance.next, {"patient": str(patient.pk)})
        words = request.GET.get(STEP, "")
        return cls(named={STEP: words} if words else {})


def turned(sent: QueryDict) -> QueryDict:
    """The fields after what the pressed button changes in the plan."""
    data = sent.copy()
    if data.get("toon", "ja") != "ja":
        data["kinesitherapeut"] = str(data["toon"])
    wished, _is, moment = str(data.get("start", "")).partition("=")
    if wished and moment:
        data[f"{CHOSEN}{wished}"] = moment
    if dropped := data.get("zonder"):
        data[f"{CHOSEN}{dropped}"] = ""
    if again := data.get("toch"):
        data.pop(f"{CHOSEN}{again}", None)
        # The last one makes room for it.
        given = sorted(name for name, value in data.items() if name.startswith(CHOSEN) and value)
        if given and str(len(given)) == data.get("aantal", "").strip():
            data.pop(given[-1])
    return data


def place_asked(asked: QueryDict, sight: Any, plan: Plan | None, now: datetime) -> Place:
    """The day or week to show: that of the pressed button, of a new plan, or what was shown."""
    text = asked.get("toont") or asked.get("op", "")
    day_text, _at, pk = text.partition("@")
    day = plausible_day(day_text) or timezone.localdate(now, CLINIC_TZ)
    therapist = int(pk) if PK.fullmatch(pk) else None
    is_new = "toont" not in asked and ("getoond" not in asked or "toon" in asked)
    if plan and plan.visits and is_new:
        day = clinic_date(plan.visits[0].opening.starts_at)
        therapist = therapist if therapist in plan.givers else None
    return Place(sight, day, therapist)


def page_of_series(
    request: HttpRequest,
    wish: DeskSeriesForm,
    patient: SeriesPatientForm,
    whose: Whose,
    begun: Begun,
    *,
    is_changed: bool = False,
    starts: Sequence[datetime] = (),
) -> HttpResponse:
    """The agenda with the plan of the wish, when that can be planned; keeps what was typed.

    `starts` are those of other appointments for which it was refused: their days are named.
    """
    context: dict[str, Any] = dict(NOTHING_PLANNED) | {"form": wish}
    known = whose.chosen or begun.patient
    if wish.is_bound and wish.is_valid() and wish.wanted_treatment:
        context |= plan_for(known, wish, wish.wanted_treatment)
    asked = request.GET if whose.posted is None else whose.posted
    place = place_asked(asked, sight_of(request.user), context["plan"], wish.now)
    context |= shown_plan(context, place, starts) if context["plan"] else {}
    context |= around(request, place, context, wish.now)
    context |= {
        "patient": patient,
        "known": known if known and needs_no_typing(patient, known) else None,
        "is_changed": is_changed,
        "keys_are_on": keys_are_on(request.user),
        "is_typed": whose.posted is not None,
        "address": reverse("agenda:series"),
        "back_url": back_url(place, known, context["treatment"]),
        "title": str(known) if known else _("Plan a series"),
        "carried": [*named_again(known, begun).items(), *context["carried"]],
    }
    return as_agenda(request, "booking/reception/series.html", context | whose.context)


def plan_for(patient: Patient | None, wish: DeskSeriesForm, treatment: Treatment) -> dict[str, Any]:
    """Values of the plan of a valid wish, without the days on which the patient comes already."""
    rules, now = wish.rules, wish.now
    days = days_of_patient(patient, treatment, rules=rules, now=now) if patient else {}
    planned = plan_context(wish, treatment, avoid=days, asks_others=True)
    told = days_taken(days, wish.wish(), planned["plan"])
    return planned | {"planned_for": wish.fingerprint, "days_taken": told}


def shown_plan(
    context: dict[str, Any], place: Place, starts: Sequence[datetime] = ()
) -> dict[str, Any]:
    """Values of the plan beside and above the grid; one query."""
    plan: Plan = context["plan"]
    rows = with_other_visits(rows_of(plan, context["proposals"], place.span), starts)
    idle, skipped = context["skipped"][: len(plan.idle)], context["skipped"][len(plan.idle) :]
    passed_over = zip((day for day, _why in plan.skipped), skipped, strict=True)
    return {
        "rows": rows,
        "month": month_of_plan(place.day, plan, place.span),
        # Told with who gives more, if anybody does.
        "idle": [] if context["alternatives"] else idle,
        "skipped_days": sorted([*passed_over, *context["days_taken"]]),
        "left_out": left_out(plan),
        "lacks": bool(context["skipped"] or context["days_taken"])
        or any(row.proposal.note for row in rows),
        "minutes": context["treatment"].duration // MINUTE,
    }


def around(
    request: HttpRequest, place: Place, context: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Values of the grid, and of the ways to other days."""
    plan, people = context["plan"] or Plan(), context.get("people", {})
    agenda: Agenda = draw_plan(place.agenda(now), plan, people)
    therapist = agenda.person.pk if agenda.person else None
    place = Place(place.sight, place.day, therapist)
    step = timedelta(days=7 if therapist else 1)
    gone = context.get("left_out", [])
    return {
        "agenda": agenda,
        "place": place,
        "pieces": columns_of(request, place, agenda, plans=True),
        "today": timezone.localdate(now, CLINIC_TZ),
        "previous": agenda.day - step,
        "next": agenda.day + step,
        "week": f"@{therapist}" if therapist else "",
        "carried": [("op", place.shown), *((f"{CHOSEN}{day}", "") for day in gone)],
    }


def needs_no_typing(form: SeriesPatientForm, patient: Patient) -> bool:
    """Tell whether the stored details of the patient can be used as they are."""
    is_refused = any(name != "overrule" for name in form.errors if name != "__all__")
    return bool(patient.phone or patient.email) and not is_refused


def named_again(known: Patient | None, begun: Begun) -> dict[str, str]:
    """Fields that name the patient and the appointment on the pages that follow."""
    if known and known != begun.patient:
        return {"patient": str(known.pk)}
    return begun.named


def back_url(place: Place, patient: Patient | None, treatment: Any) -> str:
    """Address of the agenda there, with a booking for the patient in the hand if there is one."""
    if patient is None:
        return place.address
    more = {"behandeling": str(treatment.pk)} if treatment else {}
    return f"{place.address}&{urlencode({'hand': NEW, 'patient': str(patient.pk)} | more)}"
