"""Ask for the details of a patient, and book the series that is held."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, HoldExpired
from booking.models import Appointment, AppointmentSeries
from booking.practice import current_practice
from booking.public.forms import DetailsForm, PrescriptionForm
from booking.public.forms.agreement import words_agreed_to
from booking.public.views.plan_series import plan_page, series_form, wish_page
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link, status_of
from booking.public.views.support.typed import (
    forget_typed_details,
    keep_typed_details,
    typed_details,
)
from booking.public.views.support.visitor import network_address
from booking.scheduling.clock import clinic_date
from booking.services.practice.tariffs import costs_of_series
from booking.services.series.book_series import book_series
from booking.services.visits.give_back import give_back_all
from booking.services.visits.lost_hold import reason_lost
from booking.services.visits.still_open import is_still_open
from booking.ways_to_change import change_texts_if_confirmed


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the details; POST books, or with `ander` gives the times back.

    A second click on either button does nothing more.
    """
    now = timezone.now()
    held = links.read_series(links.Purpose.SERIES_HOLD, token, now=now)
    if held.patient is not None:
        return redirect(links.series_confirmed_path(held))
    visits = list(held.appointments.for_page())
    if "ander" in request.POST:
        return other_moments(request, visits, now)
    form = DetailsForm(request.POST or None, initial=typed_details(request))
    if form.is_valid():
        return book_held(request, held, visits, form, now)
    if not is_still_open(visits, now=now):
        return holds_are_gone(request, visits)
    return details_page(request, visits, form, now)


def book_held(
    request: HttpRequest,
    held: AppointmentSeries,
    visits: list[Appointment],
    form: DetailsForm,
    now: datetime,
) -> HttpResponse:
    """Book the held series with these details. For a valid form."""
    try:
        booked = book_series(
            series=held,
            details=form.details(),
            agreed_to=words_agreed_to(request.POST),
            now=now,
            source=network_address(request),
        )
    except HoldExpired:
        return holds_are_gone(request, visits)
    except BookingError as error:
        form.add_error(None, str(error))
        page = details_page(request, visits, form, now)
        page.status_code = status_of(error)
        return page
    response = redirect(links.series_confirmed_path(booked))
    forget_typed_details(response)
    return response


def other_moments(request: HttpRequest, visits: list[Appointment], now: datetime) -> HttpResponse:
    """Give the times back and return to the plan; the details are kept."""
    if visits:
        give_back_all(held=visits[0], now=now)
    response = redirect(f"{reverse('booking:series')}?{request.GET.urlencode()}")
    keep_typed_details(response, request.POST)
    return response


def holds_are_gone(request: HttpRequest, visits: list[Appointment]) -> HttpResponse:
    """Plan again, keeping the chosen openings that are still free; the details are kept."""
    form = series_form(request, request.GET)
    if form.is_bound and form.is_valid():
        response = plan_page(request, form, reason_lost(visits))
    else:
        response = wish_page(request, form)
    if request.method == "POST":
        keep_typed_details(response, request.POST)
    return response


def details_page(
    request: HttpRequest, visits: list[Appointment], form: DetailsForm, now: datetime
) -> HttpResponse:
    """Show the form for the details beside the appointments that are held."""
    first = visits[0]
    prescription = PrescriptionForm(request.GET, today=clinic_date(now)).prescription
    context = {
        "form": form,
        "not_done": NotDone.BOOKED,
        "visits": visits,
        "first": first,
        "costs": costs_of_series(first.treatment, visits),
        "last_day_to_start": prescription.missed_by(first.day),
        "is_kept": all(visit.keeps_its_time(now) for visit in visits),
        "change_texts": change_texts_if_confirmed(visits, now=now),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/series_details.html", context)
