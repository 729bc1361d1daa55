"""Choose a treatment, a therapist and an opening, which is then held.

GET changes nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.errors import BookingError, NotThere, TimeTaken, TooManyAttempts
from booking.practice import current_practice
from booking.public.forms import Choice, ChoiceForm, HoldForm
from booking.public.presenters.calendar import calendar, week_of
from booking.public.presenters.cards import therapist_cards, treatment_sections
from booking.public.views.support.free import openings_for
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import too_often
from booking.public.views.support.taken import time_taken
from booking.public.views.support.visitor import (
    network_address,
    remember_visitor,
    visitor_key,
    visitor_of,
)
from booking.scheduling.clock import clinic_date, plausible_day
from booking.services.practice.bookable import bookable_online
from booking.services.practice.closed_days import closed_days
from booking.services.practice.tariffs import costs_of
from booking.services.visits.hold import hold


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a treatment.

    A link may name a treatment, a therapist or both; the steps that it answers are skipped.
    """
    form = choice_form(request)
    choice = form.choice
    if choice and form.is_valid():
        return redirect(choice.openings_url if choice.practitioner else choice.therapists_url)
    return start_page(request, form)


def start_page(
    request: HttpRequest, form: ChoiceForm, not_done: NotDone | None = None
) -> HttpResponse:
    """Show the treatments, of one therapist if the form names one."""
    practitioner = form.cleaned_data.get("practitioner")
    context = {
        "faults": said(not_done, form.faults),
        "practitioner": practitioner,
        "has_another": any(person != practitioner for person in form.bookable.practitioners),
        "sections": treatment_sections(form.bookable, practitioner),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/start.html", context)


@require_safe
def therapists(request: HttpRequest) -> HttpResponse:
    """Ask for a therapist, and tell what an appointment with each costs."""
    form = choice_form(request)
    choice = form.choice
    return therapists_page(request, form, choice) if choice else start_page(request, form)


def therapists_page(
    request: HttpRequest, form: ChoiceForm, choice: Choice, not_done: NotDone | None = None
) -> HttpResponse:
    """Show the therapists who give the treatment, with their first opening and their price."""
    now = timezone.now()
    people = form.bookable.giving(choice.treatment)
    found = openings_for(request, choice.treatment, people, now=now)
    costs = costs_of(choice.treatment, people, day=clinic_date(now))
    context = {
        "faults": said(not_done, form.faults),
        "choice": choice,
        "cards": therapist_cards(choice, people, found, costs),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/therapists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: HttpRequest) -> HttpResponse:
    """Show the days with openings; POST holds the opening that was pressed."""
    if request.method == "POST":
        return hold_moment(request)
    form = choice_form(request)
    choice = form.choice
    if choice and form.is_valid():
        return openings_page(request, form, choice)
    return refused_choice(request, form)


def hold_moment(request: HttpRequest) -> HttpResponse:
    """Hold the opening that was pressed and go on to the details."""
    now = timezone.now()
    today = clinic_date(now)
    form = HoldForm(request.POST, bookable=bookable_online(today=today), today=today)
    choice = form.choice
    if choice is None or not form.is_valid():
        return refused_choice(request, form, NotDone.BOOKED)
    practitioner, starts_at = form.cleaned_data["moment"]
    key = visitor_of(request) or form.cleaned_data["key"]
    try:
        held = hold(
            treatment=choice.treatment,
            practitioner=practitioner,
            starts_at=starts_at,
            key=key,
            now=now,
            source=network_address(request),
        )
    except (TimeTaken, NotThere) as error:
        return time_taken(request, error, choice, form.candidates, wanted=starts_at)
    except TooManyAttempts as error:
        return too_often(request, error, NotDone.BOOKED)
    except BookingError as error:
        form.add_error("moment", str(error))
        return openings_page(request, form, choice, NotDone.BOOKED)
    response = redirect(f"{links.hold_path(held)}?{choice.query}")
    remember_visitor(response, key)
    return response


def refused_choice(
    request: HttpRequest, form: ChoiceForm, not_done: NotDone | None = None
) -> HttpResponse:
    """Show the step at which a choice that is not valid can be mended, with its errors.

    The answer to a POST begins with what was not done.
    """
    choice = form.choice
    if choice is None:
        return start_page(request, form, not_done)
    if "practitioner" in form.errors:
        return therapists_page(request, form, choice, not_done)
    return openings_page(request, form, choice, not_done)


def openings_page(
    request: HttpRequest, form: ChoiceForm, choice: Choice, not_done: NotDone | None = None
) -> HttpResponse:
    """Show the openings that this choice allows, a week at a time."""
    people = form.candidates
    shown = calendar(
        openings_for(request, choice.treatment, people, now=timezone.now()),
        people,
        asked=asked_day(request),
        address=choice.day_url,
        is_late=choice.prescription.is_late,
    )
    week = week_of(shown)
    context: dict[str, Any] = {
        "faults": said(not_done, form.errors.get("moment", []) or form.errors.get("key", [])),
        "choice": choice,
        "show_name": choice.practitioner is None,
        "has_another": form.bookable.has_another(choice.treatment, choice.practitioner),
        "prescription": form.prescription_form,
        "key": visitor_key(request),
        "calendar": shown,
        "day": shown.shown.date if shown else None,
        "closed": closed_days(week, people) if week else [],
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/openings.html", context)


def said(not_done: NotDone | None, faults: Iterable[object]) -> list[str]:
    """Return what is wrong, after what was not done for it."""
    reasons = [str(one) for one in faults]
    return [not_done.because(" ".join(reasons))] if not_done else reasons


def choice_form(request: HttpRequest) -> ChoiceForm:
    """Build the form that reads the choice from the address."""
    today = clinic_date(timezone.now())
    return ChoiceForm(request.GET, bookable=bookable_online(today=today), today=today)


def asked_day(request: HttpRequest) -> date | None:
    """Return the day whose openings are asked for, or None for no plausible day."""
    return plausible_day(request.GET.get("dag", ""))
