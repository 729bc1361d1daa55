"""Move the rest of a series to other days or hours, by a plan that the patient confirms."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, ChangedMeanwhile
from booking.models import AppointmentSeries
from booking.models.rules import rules_for
from booking.models.series import Rest
from booking.public.forms import RestForm
from booking.public.presenters.proposal import plan_context
from booking.public.views.series import asked_rest, linked_series, page_of
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.public.views.support.shown import CHANGED, shown_in
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.series.change_series import move_rest


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def move_visits(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for other days or hours; POST moves the rest, or with `toon` plans it anew."""
    now = timezone.now()
    series = linked_series(token, now)
    rest = asked_rest(request, series, now)
    form = rest_form(request, series, rest, now)
    if not rest.changeable or not form.is_bound or "wijzig" in form.data or not form.is_valid():
        not_done = NotDone.SERIES_MOVED if request.method == "POST" else ""
        context = {"form": form, "rest": rest, "not_done": not_done}
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
    """Move the rest of the series to the openings that were chosen from the plan."""
    try:
        move_rest(
            series=series,
            since=rest.since,
            openings=form.openings,
            now=form.now,
            shown=shown_in(request),
        )
    except ChangedMeanwhile:
        return new_plan_page(
            request, series, rest, form, message=NotDone.SERIES_MOVED.because(str(CHANGED))
        )
    except BookingError as error:
        message = NotDone.SERIES_MOVED.because(error)
        return new_plan_page(request, series, rest, form, message=message)
    return redirect(f"{links.series_path(series)}?verplaatst")


def new_plan_page(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, form: RestForm, message: str = ""
) -> HttpResponse:
    """Show the new plan. A message about an earlier one answers with status 409."""
    context = plan_context(form, series.treatment, avoid=series.days_kept(rest.changeable))
    context |= {"rest": rest, "message": message, "since": f"sinds={rest.since}&"}
    page = page_of(request, series, "booking/series_new_plan.html", context)
    page.status_code = HTTPStatus.CONFLICT if message else HTTPStatus.OK
    return page


def rest_form(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, now: datetime
) -> RestForm:
    """Build the form, filled in with the present days and therapist until others are asked for."""
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
