"""Plan a series and hold its times.

GET changes nothing.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, TooManyAttempts
from booking.models.rules import practice_rules
from booking.practice import current_practice
from booking.public.forms import PrescriptionForm, SeriesForm, VisitorKeyForm
from booking.public.presenters.proposal import plan_context
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import too_often
from booking.public.views.support.visitor import (
    network_address,
    remember_visitor,
    visitor_key,
    visitor_of,
)
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.series.hold_series import hold_series


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: HttpRequest) -> HttpResponse:
    """Ask for a wish and show the plan for it; POST holds it, or with `toon` plans anew."""
    form = series_form(request, request.POST if request.method == "POST" else request.GET)
    if not form.is_bound or "wijzig" in form.data or not form.is_valid():
        return wish_page(request, form)
    if request.method != "POST":
        return plan_page(request, form)
    if "toon" in request.POST:
        return redirect(f"{reverse('booking:series')}?{form.query}")
    return hold_chosen(request, form)


def series_form(request: HttpRequest, data: QueryDict) -> SeriesForm:
    """Build the form; an address may fill in the treatment, therapist and prescription."""
    now = timezone.now()
    today = clinic_date(now)
    named = {
        "treatment": request.GET.get("behandeling", ""),
        "practitioner": request.GET.get("kinesitherapeut", ""),
        "prescribed_on": PrescriptionForm(request.GET, today=today).prescription.prescribed_on,
    }
    return SeriesForm(
        data if "aantal" in data else None,
        initial=named,
        bookable=bookable_online(today=today),
        practice_rules=practice_rules(),
        now=now,
    )


def wish_page(request: HttpRequest, form: SeriesForm) -> HttpResponse:
    """Show the form for the wish."""
    context = {"form": form, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/series_wish.html", context)


def plan_page(
    request: HttpRequest, form: SeriesForm, error: BookingError | None = None
) -> HttpResponse:
    """Show the plan for a valid form. An error answers with status 409."""
    context = plan_context(form, form.wanted_treatment, visitor=visitor_of(request)) | {
        "message": NotDone.BOOKED.because(error) if error else "",
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return TemplateResponse(request, "booking/series_plan.html", context, status=status)


def hold_chosen(request: HttpRequest, form: SeriesForm) -> HttpResponse:
    """Hold the openings that were chosen from the plan and go on to the details."""
    key = visitor_of(request) or VisitorKeyForm(request.POST).key
    try:
        held = hold_series(
            treatment=form.wanted_treatment,
            visits=form.openings,
            key=key,
            now=form.now,
            source=network_address(request),
        )
    except TooManyAttempts as error:
        return too_often(request, error, NotDone.BOOKED)
    except BookingError as error:
        return plan_page(request, form, error)
    response = redirect(f"{links.series_hold_path(held)}?{form.query}")
    remember_visitor(response, key)
    return response
