"""Plan a series, hold its moments, give the details. GET changes nothing."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking import links
from booking.availability import clinic_date
from booking.choices import AttemptKind
from booking.errors import BookingError, HoldExpired, TooManyAttempts
from booking.forms import DetailsForm, SeriesForm, VisitorKeyForm
from booking.models import Appointment, AppointmentSeries
from booking.models.rules import practice_rules
from booking.practice import current_practice
from booking.screens.proposal import plan_context
from booking.services.attempts import count_attempt
from booking.services.book_series import book_series
from booking.services.bookable import bookable_online
from booking.services.hold_series import hold_series, refuse_unless_a_series
from booking.services.plan import plan
from booking.services.release import release_holds_of
from booking.views.refused import opens_link, status_of, too_often
from booking.views.typed import forget_typed, keep_typed, typed_details
from booking.views.visitor import address_of, remember_visitor, visitor_key, visitor_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: HttpRequest) -> HttpResponse:
    """What is wished, and then the plan for it. POST holds, or with `toon` plans anew."""
    form = series_form(request, request.POST if request.method == "POST" else request.GET)
    if not form.is_bound or "wijzig" in form.data or not form.is_valid():
        return wish_page(request, form)
    if request.method != "POST":
        return plan_page(request, form)
    if "toon" in request.POST:
        return redirect(f"{reverse('booking:series')}?{form.query}")
    return hold_chosen(request, form)


def series_form(request: HttpRequest, data: QueryDict) -> SeriesForm:
    """A link may name the treatment and the therapist only."""
    now = timezone.now()
    named = {
        "treatment": request.GET.get("behandeling", ""),
        "practitioner": request.GET.get("kinesitherapeut", ""),
    }
    return SeriesForm(
        data if "aantal" in data else None,
        initial=named,
        bookable=bookable_online(today=clinic_date(now)),
        practice_rules=practice_rules(),
        now=now,
    )


def wish_page(request: HttpRequest, form: SeriesForm) -> HttpResponse:
    context = {"form": form, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/series_wish.html", context)


def plan_page(
    request: HttpRequest,
    form: SeriesForm,
    *,
    error: BookingError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    visitor, treatment = visitor_of(request), form.wanted_treatment
    people = form.bookable.giving(treatment)
    planned = plan(
        wish=form.wish(),
        treatment=treatment,
        practitioners=people,
        rules=form.rules,
        now=form.now,
        chosen=form.chosen,
        visitor=visitor,
    )
    context = plan_context(form, planned, people) | {
        "message": str(error or ""),
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/series_plan.html", context, status=status)


def hold_chosen(request: HttpRequest, form: SeriesForm) -> HttpResponse:
    key = visitor_of(request) or VisitorKeyForm(request.POST).key
    visits = [opening for opening in form.chosen.values() if opening]
    try:
        refuse_unless_a_series(visits)
        count_attempt(AttemptKind.HOLD, address_of(request), now=form.now, times=len(visits))
        held = hold_series(treatment=form.wanted_treatment, visits=visits, key=key, now=form.now)
    except TooManyAttempts as error:
        return too_often(request, error)
    except BookingError as error:
        return plan_page(request, form, error=error, status=HTTPStatus.CONFLICT)
    response = redirect(f"{links.series_hold_path(held)}?{form.query}")
    remember_visitor(response, key)
    return response


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, token: str) -> HttpResponse:
    """POST books, or with `ander` gives the times back. Both may come twice."""
    now = timezone.now()
    held = links.read_series(links.Purpose.SERIES_HOLD, token, now=now)
    if held.patient is not None:
        return redirect(links.series_confirmed_path(held))
    visits = list(held.appointments.for_page())
    if "ander" in request.POST:
        return other_moments(request, visits, now)
    if not all(visit.is_held for visit in visits):
        return holds_are_gone(request)
    form = DetailsForm(request.POST or None, initial=typed_details(request))
    if form.is_valid():
        return book_held(request, held, visits, form, now)
    return details_page(request, visits, form, now)


def book_held(
    request: HttpRequest,
    held: AppointmentSeries,
    visits: list[Appointment],
    form: DetailsForm,
    now: datetime,
) -> HttpResponse:
    try:
        count_attempt(AttemptKind.BOOK, address_of(request), now=now)
        booked = book_series(series=held, details=form.details(), now=now)
    except HoldExpired:
        return holds_are_gone(request)
    except BookingError as error:
        form.add_error(None, str(error))
        page = details_page(request, visits, form, now)
        page.status_code = status_of(error)
        return page
    response = redirect(links.series_confirmed_path(booked))
    forget_typed(response)
    return response


def other_moments(request: HttpRequest, visits: list[Appointment], now: datetime) -> HttpResponse:
    """Back to the plan as it was."""
    key = visits[0].hold_key if visits else None
    if key:
        release_holds_of(key, now)
    response = redirect(f"{reverse('booking:series')}?{request.GET.urlencode()}")
    keep_typed(response, request.POST)
    return response


def holds_are_gone(request: HttpRequest) -> HttpResponse:
    """The plan anew, with what can still be had of what was chosen."""
    form = series_form(request, request.GET)
    if form.is_bound and form.is_valid():
        response = plan_page(request, form, error=HoldExpired(), status=HTTPStatus.CONFLICT)
    else:
        response = wish_page(request, form)
    if request.method == "POST":
        keep_typed(response, request.POST)
    return response


def details_page(
    request: HttpRequest, visits: list[Appointment], form: DetailsForm, now: datetime
) -> HttpResponse:
    context = {
        "form": form,
        "visits": visits,
        "first": visits[0],
        "is_kept": all(visit.keeps_its_time(now) for visit in visits),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/series_details.html", context)
