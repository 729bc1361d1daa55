"""Choose a treatment, a therapist and a moment; the moment is held. GET changes nothing."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.errors import BookingError, TimeTaken, TooManyAttempts
from booking.practice import current_practice
from booking.public.forms import ChoiceForm, HoldForm
from booking.public.presenters.calendar import calendar
from booking.public.presenters.cards import therapist_cards, treatment_sections
from booking.public.views.support.free import free_for
from booking.public.views.support.refused import too_often
from booking.public.views.support.taken import time_taken
from booking.public.views.support.visitor import (
    address_of,
    remember_visitor,
    visitor_key,
    visitor_of,
)
from booking.scheduling.clock import clinic_date, plausible_day
from booking.services.practice.bookable import bookable_online
from booking.services.practice.tariffs import costs_of
from booking.services.visits.hold import hold


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which treatment. A link may name one, a therapist or both, and leads past what it names."""
    form = choice_form(request)
    if form.is_valid():
        named = form.choice
        return redirect(named.openings_url if named.practitioner else named.therapists_url)
    return start_page(request, form)


def start_page(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    practitioner = form.cleaned_data.get("practitioner")
    context = {
        "faults": form.faults,
        "practitioner": practitioner,
        "sections": treatment_sections(form.bookable, practitioner),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/start.html", context)


@require_safe
def therapists(request: HttpRequest) -> HttpResponse:
    """With whom, and what that costs."""
    form = choice_form(request)
    return therapists_page(request, form) if form.choice else start_page(request, form)


def therapists_page(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    choice, now = form.choice, timezone.now()
    people = form.bookable.giving(choice.treatment)
    found = free_for(request, choice.treatment, people, now=now)
    costs = costs_of(choice.treatment, people, day=clinic_date(now))
    context = {
        "faults": form.faults,
        "choice": choice,
        "cards": therapist_cards(choice, people, found, costs),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/therapists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: HttpRequest) -> HttpResponse:
    """Days with free moments; POST holds the moment that was pressed."""
    if request.method == "POST":
        return hold_moment(request)
    form = choice_form(request)
    return openings_page(request, form) if form.is_valid() else refused_choice(request, form)


def hold_moment(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = clinic_date(now)
    form = HoldForm(request.POST, bookable=bookable_online(today=today), today=today)
    if not form.is_valid():
        return refused_choice(request, form)
    practitioner, starts_at = form.cleaned_data["moment"]
    key = visitor_of(request) or form.cleaned_data["key"]
    treatment = form.choice.treatment
    try:
        held = hold(
            treatment=treatment,
            practitioner=practitioner,
            starts_at=starts_at,
            key=key,
            now=now,
            source=address_of(request),
        )
    except TimeTaken as error:
        return time_taken(request, error, form.choice, form.candidates, wanted=starts_at)
    except TooManyAttempts as error:
        return too_often(request, error)
    except BookingError as error:
        form.add_error("moment", str(error))
        return openings_page(request, form)
    response = redirect(f"{links.hold_path(held)}?{form.choice.query}")
    remember_visitor(response, key)
    return response


def refused_choice(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    """The page where it can be set right, with what was wrong."""
    if form.choice is None:
        return start_page(request, form)
    if "practitioner" in form.errors:
        return therapists_page(request, form)
    return openings_page(request, form)


def openings_page(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    choice, people = form.choice, form.candidates
    context = {
        "faults": form.errors.get("moment", []) or form.errors.get("key", []),
        "choice": choice,
        "show_name": choice.practitioner is None,
        "prescription": form.prescription_form,
        "key": visitor_key(request),
        "calendar": calendar(
            free_for(request, choice.treatment, people, now=timezone.now()),
            people,
            asked=asked_day(request),
            address=choice.day_url,
            is_late=choice.prescription.is_late,
        ),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/openings.html", context)


def choice_form(request: HttpRequest) -> ChoiceForm:
    today = clinic_date(timezone.now())
    return ChoiceForm(request.GET, bookable=bookable_online(today=today), today=today)


def asked_day(request: HttpRequest) -> date | None:
    return plausible_day(request.GET.get("dag", ""))
