"""The pages that the mail about a series links to: see its appointments, cancel the rest."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.emails import calendar
from booking.errors import BookingError, ChangedMeanwhile, LinkInvalid
from booking.models import Appointment, AppointmentSeries
from booking.models.series import Rest
from booking.practice import current_practice
from booking.public.forms import CancelForm
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.public.views.support.shown import CHANGED, shown_in
from booking.public.views.visit import calendar_answer
from booking.scheduling.clock import clinic_date, plausible_day
from booking.services.series.change_series import cancel_rest
from booking.ways_to_change import change_note


class Row(NamedTuple):
    """One appointment in the list, with the address of its own page."""

    visit: Appointment
    url: str
    can_change: bool
    note: str


@opens_link
@require_safe
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm that the series is booked."""
    return series_page(request, token, "booking/series_confirmed.html")


@opens_link
@require_safe
def series(request: HttpRequest, token: str) -> HttpResponse:
    """Show the appointments of the series."""
    return series_page(request, token, "booking/series.html")


@opens_link
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Download the appointments for a calendar."""
    now = timezone.now()
    visits = visits_of(linked_series(token, now))
    text = calendar.series_text(visits, current_practice(request), now=now)
    return calendar_answer(text, "afspraken.ics")


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_visits(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to cancel the rest of the series; POST cancels it.

    GET changes nothing, as mail scanners open links too.
    """
    now = timezone.now()
    series = linked_series(token, now)
    rest = asked_rest(request, series, now)
    form = CancelForm(request.POST or None)
    if request.method != "POST":
        return ask_to_cancel(request, series, rest, form)
    if asked_day(request) is None:
        return ask_to_cancel(
            request, series, rest, form, message=str(NotDone.SERIES_CANCELLED.label)
        )
    reason, shown = form.chosen_reason(), shown_in(request)
    try:
        cancel_rest(series=series, since=rest.since, reason=reason, now=now, shown=shown)
    except ChangedMeanwhile:
        rest = asked_rest(request, series, now)
        if rest.changeable or rest.fixed:
            message = NotDone.SERIES_CANCELLED.because(str(CHANGED))
            return ask_to_cancel(request, series, rest, form, message=message)
    except BookingError as error:
        context = {"message": NotDone.SERIES_CANCELLED.because(error)}
        page = page_of(request, series, "booking/series.html", context)
        page.status_code = HTTPStatus.CONFLICT
        return page
    return redirect(f"{links.series_path(series)}?geannuleerd")


def ask_to_cancel(
    request: HttpRequest, series: AppointmentSeries, rest: Rest, form: CancelForm, message: str = ""
) -> HttpResponse:
    """Ask whether to cancel the rest. A message answers with status 409."""
    context = {"form": form, "rest": rest, "message": message}
    page = page_of(request, series, "booking/series_cancel.html", context)
    page.status_code = HTTPStatus.CONFLICT if message else HTTPStatus.OK
    return page


def asked_day(request: HttpRequest) -> date | None:
    """Return the day in the request, or None if it names no plausible one."""
    data = request.POST if request.method == "POST" else request.GET
    return plausible_day(data.get("sinds", ""))


def asked_rest(request: HttpRequest, series: AppointmentSeries, now: datetime) -> Rest:
    """Return the rest of the series from the day in the request on, or else from today."""
    return series.rest_online(asked_day(request) or clinic_date(now), now)


def series_page(request: HttpRequest, token: str, template: str) -> HttpResponse:
    """Show the series of this link in that template."""
    series = linked_series(token, timezone.now())
    return page_of(request, series, template, {})


def page_of(
    request: HttpRequest, series: AppointmentSeries, template: str, more: dict[str, Any]
) -> HttpResponse:
    """Show the series in that template, with `more` in its context."""
    now = timezone.now()
    visits = visits_of(series)
    rows = [row_of(visit, now) for visit in visits]
    standing = [row.visit for row in rows if not row.visit.is_cancelled]
    practice = current_practice(request)
    context = {
        "series": series,
        "rows": rows,
        "standing": standing,
        # The length that was booked: the treatment may take longer by now.
        "length": visits[0].length,
        "changeable": [row.visit for row in rows if row.can_change],
        "token": links.token(links.Purpose.SERIES, series),
        "was_moved": "verplaatst" in request.GET,
        "was_cancelled": "geannuleerd" in request.GET and len(standing) < len(visits),
        "practice": practice,
        "policy": (standing and standing[0].policy) or practice.cancellation_policy,
    }
    return TemplateResponse(request, template, context | more)


def row_of(visit: Appointment, now: datetime) -> Row:
    """Return the row of an appointment, with a note unless it is before its cut-off."""
    can_change = visit.can_be_changed_online(now)
    return Row(visit, links.visit_path(visit), can_change, change_note(visit, now))


def visits_of(series: AppointmentSeries) -> list[Appointment]:
    """Return the appointments of the series in order of time."""
    return list(series.appointments.for_page().order_by("starts_at"))


def linked_series(token: str, now: datetime) -> AppointmentSeries:
    """Return the booked series of this link. Raises LinkInvalid, LinkExpired."""
    series = links.read_series(links.Purpose.SERIES, token, now=now)
    if series.patient is None:
        raise LinkInvalid
    return series
