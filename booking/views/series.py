"""What the link in the mail of a series opens: look at the visits, cancel or move the rest."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from booking import ical, links
from booking.availability import clinic_date, plausible_day
from booking.errors import BookingError, LinkInvalid
from booking.forms import CancelForm, RestForm
from booking.models import Appointment, AppointmentSeries
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.screens.proposal import plan_context
from booking.services.bookable import bookable_online
from booking.services.change_series import cancel_rest, move_rest
from booking.services.plan import plan
from booking.views.refused import opens_link
from booking.views.visit import calendar_answer


class Row(NamedTuple):
    """A visit in the list, with the address of its own page."""

    visit: Appointment
    url: str
    can_change: bool


class Rest(NamedTuple):
    """What is left of a series from a day on: visits that the patient can change, and cannot."""

    since: date
    changeable: list[Appointment]
    fixed: list[Appointment]
    others: list[Appointment]

    @property
    def days_kept(self) -> set[date]:
        return {visit.day for visit in [*self.fixed, *self.others] if not visit.is_cancelled}


@opens_link
@require_safe
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    return series_page(request, token, "booking/series_confirmed.html")


@opens_link
@require_safe
def series(request: HttpRequest, token: str) -> HttpResponse:
    return series_page(request, token, "booking/series.html")


@opens_link
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    visits = visits_of(linked_series(token, now))
    text = ical.series_text(visits, current_practice(request), now=now)
    return calendar_answer(text, "afspraken.ics")


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_visits(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first: a mail scanner that opens the link, or a slip, cancels nothing."""
    now = timezone.now()
    series = linked_series(token, now)
    rest = rest_of(series, request, now)
    form = CancelForm(request.POST or None)
    if request.method != "POST":
        context = {"form": form, "rest": rest}
        return page_of(request, series, "booking/series_cancel.html", context)
    try:
        cancel_rest(series=series, since=rest.since, reason=form.chosen_reason(), now=now)
    except BookingError as error:
        return refused(request, series, error)
    return redirect(f"{links.series_path(series)}?geannuleerd")


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def move_visits(request: HttpRequest, token: str) -> HttpResponse:
    """Other days or hours for the rest; POST moves it, or with `toon` plans anew."""
    now = timezone.now()
    series = linked_series(token, now)
    rest = rest_of(series, request, now)
    form = rest_form(request, series, rest, now)
    if not rest.changeable or not form.is_bound or "wijzig" in form.data or not form.is_valid():
        context = {"form": form, "rest": rest}
        return page_of(request, series, "booking/series_move.html", context)
    if request.method != "POST":
        return new_plan_page(request, series, rest, form)
    if "toon" in request.POST:
        own = reverse("booking:series_move", args=[token])
        return redirect(f"{own}?sinds={rest.since}&{form.query}")
    return move_chosen(request, series, rest, form)


def move_chosen(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, form: RestForm
) -> HttpResponse:
    openings = [opening for opening in form.chosen.values() if opening]
    try:
        move_rest(series=series, since=rest.since, openings=openings, now=form.now)
    except BookingError as error:
        page = new_plan_page(request, series, rest, form, message=str(error))
        page.status_code = HTTPStatus.CONFLICT
        return page
    return redirect(f"{links.series_path(series)}?verplaatst")


def new_plan_page(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, form: RestForm, message: str = ""
) -> HttpResponse:
    people = form.bookable.giving(series.treatment)
    planned = plan(
        wish=form.wish(avoid=rest.days_kept),
        treatment=series.treatment,
        practitioners=people,
        rules=form.rules,
        now=form.now,
        chosen=form.chosen,
    )
    context = plan_context(form, planned, people) | {"rest": rest, "message": message}
    return page_of(request, series, "booking/series_new_plan.html", context)


def rest_form(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, now: datetime
) -> RestForm:
    """As the visits are now, until something else is asked for."""
    data: QueryDict = request.POST if request.method == "POST" else request.GET
    initial = {
        "practitioner": rest.changeable[0].practitioner.slug if rest.changeable else "",
        "weekdays": sorted({visit.day.isoweekday() for visit in rest.changeable}),
        "first_day": max(rest.since, clinic_date(now)),
    }
    return RestForm(
        data if "vanaf" in data else None,
        initial=initial,
        bookable=bookable_online(today=clinic_date(now)),
        now=now,
        treatment=series.treatment,
        rules=rules_for(series.treatment),
        count=len(rest.changeable),
    )


def rest_of(series: AppointmentSeries, request: HttpRequest, now: datetime) -> Rest:
    """From the day that is asked for, or else from today on."""
    data = request.POST if request.method == "POST" else request.GET
    since = plausible_day(data.get("sinds", "")) or clinic_date(now)
    visits = visits_of(series)
    expected = [visit for visit in visits if visit.is_expected and visit.day >= since]
    return Rest(
        since,
        [visit for visit in expected if visit.can_be_changed_online(now)],
        [visit for visit in expected if not visit.can_be_changed_online(now)],
        [visit for visit in visits if visit not in expected],
    )


def series_page(request: HttpRequest, token: str, template: str) -> HttpResponse:
    series = linked_series(token, timezone.now())
    return page_of(request, series, template, {})


def refused(request: HttpRequest, series: AppointmentSeries, error: BookingError) -> HttpResponse:
    page = page_of(request, series, "booking/series.html", {"message": str(error)})
    page.status_code = HTTPStatus.CONFLICT
    return page


def page_of(
    request: HttpRequest, series: AppointmentSeries, template: str, more: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    rows = [
        Row(visit, links.visit_path(visit), visit.can_be_changed_online(now))
        for visit in visits_of(series)
    ]
    context = {
        "series": series,
        "rows": rows,
        "standing": [row.visit for row in rows if not row.visit.is_cancelled],
        "changeable": [row.visit for row in rows if row.can_change],
        "token": links.token(links.Purpose.SERIES, series),
        "was_moved": "verplaatst" in request.GET,
        "was_cancelled": "geannuleerd" in request.GET,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, template, context | more)


def visits_of(series: AppointmentSeries) -> list[Appointment]:
    return list(series.appointments.for_page().order_by("starts_at"))


def linked_series(token: str, now: datetime) -> AppointmentSeries:
    """One that somebody booked. Raises LinkInvalid, LinkExpired."""
    series = links.read_series(links.Purpose.SERIES, token, now=now)
    if series.patient is None:
        raise LinkInvalid
    return series
