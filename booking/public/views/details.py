"""Ask for the details of a patient, and book the time that is held."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, HoldExpired
from booking.models import Appointment
from booking.practice import current_practice
from booking.public.forms import Choice, DetailsForm, choice_of_hold
from booking.public.forms.agreement import words_agreed_to
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link, status_of
from booking.public.views.support.taken import time_taken
from booking.public.views.support.typed import (
    forget_typed_details,
    keep_typed_details,
    typed_details,
)
from booking.public.views.support.visitor import network_address
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.practice.tariffs import cost_of
from booking.services.visits.book import book
from booking.services.visits.give_back import give_back
from booking.services.visits.lost_hold import reason_lost
from booking.services.visits.still_open import is_still_open
from booking.ways_to_change import change_text_if_confirmed


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the details; POST books, or with `ander` gives the time back.

    A second click on either button does nothing more.
    """
    now = timezone.now()
    held = links.read(links.Purpose.HOLD, token, now=now)
    if held.patient is not None:
        return redirect(links.confirmed_path(held))
    choice = choice_of_hold(held, request.GET, today=clinic_date(now))
    if "ander" in request.POST:
        return another_moment(request, held, choice, now)
    form = DetailsForm(request.POST or None, initial=typed_details(request))
    if form.is_valid():
        return book_held(request, held, choice, form, now)
    if not is_still_open([held], now=now):
        return hold_is_gone(request, held, choice, now)
    return details_page(request, held, choice, form, now)


def book_held(
    request: HttpRequest, held: Appointment, choice: Choice, form: DetailsForm, now: datetime
) -> HttpResponse:
    """Book the held time with these details. For a valid form."""
    try:
        booked = book(
            held=held,
            details=form.details(),
            agreed_to=words_agreed_to(request.POST),
            now=now,
            source=network_address(request),
        )
    except HoldExpired:
        return hold_is_gone(request, held, choice, now)
    except BookingError as error:
        form.add_error(None, str(error))
        page = details_page(request, held, choice, form, now)
        page.status_code = status_of(error)
        return page
    response = redirect(links.confirmed_path(booked))
    forget_typed_details(response)
    return response


def another_moment(
    request: HttpRequest, held: Appointment, choice: Choice, now: datetime
) -> HttpResponse:
    """Give the time back and return to the openings of the same day; the details are kept."""
    give_back(held=held, now=now)
    response = redirect(choice.day_url(held.day))
    keep_typed_details(response, request.POST)
    return response


def hold_is_gone(
    request: HttpRequest, held: Appointment, choice: Choice, now: datetime
) -> HttpResponse:
    """Say why the held time can no longer be had, and offer the nearest; the details are kept."""
    candidates = [held.practitioner]
    if choice.practitioner is None:
        candidates = bookable_online(today=clinic_date(now)).giving(held.treatment)
    reason = reason_lost([held])
    response = time_taken(request, reason, choice, candidates, wanted=held.starts_at)
    if request.method == "POST":
        keep_typed_details(response, request.POST)
    return response


def details_page(
    request: HttpRequest, held: Appointment, choice: Choice, form: DetailsForm, now: datetime
) -> HttpResponse:
    """Show the form for the details beside the appointment that is held."""
    practice = current_practice(request)
    context = {
        "form": form,
        "not_done": NotDone.BOOKED,
        "appointment": held,
        "cost": cost_of(held),
        "last_day_to_start": choice.prescription.missed_by(held.day),
        "is_kept": held.keeps_its_time(now),
        "change_texts": [change_text_if_confirmed(held, practice, now=now)],
        "practice": practice,
    }
    return TemplateResponse(request, "booking/details.html", context)
