"""Choose a treatment, hold a moment, give the details. GET changes nothing."""

from datetime import date, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.availability import clinic_day
from booking.daylist import days, moments
from booking.errors import BookingError, HoldExpired, TimeTaken
from booking.forms import ChoiceForm, DetailsForm, HoldForm
from booking.models import Practitioner, Treatment
from booking.practice import current_practice
from booking.rules import HORIZON
from booking.services.book import book
from booking.services.find_openings import find_openings, nearest_openings
from booking.services.hold import hold
from booking.services.offer import current_offer
from booking.views.refused import link_refused

DAYS_ON_A_PAGE = 5


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which treatment, with whom. A link may name either (`?kinesitherapeut=…`)."""
    offer = current_offer()
    asked_for = request.GET.get("kinesitherapeut", "")
    initial = {"practitioner": asked_for, "treatment": request.GET.get("behandeling", "")}
    form = ChoiceForm(initial=initial, offer=offer)
    away = bool(asked_for) and offer.practitioner(asked_for) is None
    return choice_page(request, form, asked_for_is_away=away)


def choice_page(
    request: HttpRequest, form: ChoiceForm, *, asked_for_is_away: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "asked_for_is_away": asked_for_is_away,
        "practice": current_practice(),
    }
    return TemplateResponse(request, "booking/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: HttpRequest) -> HttpResponse:
    """Days with free moments; POST holds the moment that was pressed."""
    if request.method == "POST":
        return hold_moment(request)
    form = ChoiceForm(request.GET, offer=current_offer())
    if not form.is_valid():
        return choice_page(request, form)
    return openings_page(request, form)


def hold_moment(request: HttpRequest) -> HttpResponse:
    form = HoldForm(request.POST, offer=current_offer())
    if not form.is_valid():
        return refused_moment(request, form)
    treatment = form.cleaned_data["treatment"]
    practitioner, starts_at = form.cleaned_data["moment"]
    now = timezone.now()
    try:
        held = hold(
            treatment=treatment,
            practitioner=practitioner,
            starts_at=starts_at,
            key=form.cleaned_data["key"],
            now=now,
        )
    except TimeTaken as error:
        return time_taken(request, error, treatment, form.candidates, starts_at)
    except BookingError as error:
        form.add_error("moment", str(error))
        return refused_moment(request, form)
    return redirect(links.hold_path(held))


def refused_moment(request: HttpRequest, form: HoldForm) -> HttpResponse:
    """The list once more with what was wrong; the first step where the choice itself was."""
    if form.errors.keys() & {"treatment", "practitioner"}:
        return choice_page(request, form)
    return openings_page(request, form)


def openings_page(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    now = timezone.now()
    treatment, people = form.cleaned_data["treatment"], form.candidates
    found = find_openings(treatment, people, now=now)
    first_day = asked_day(request, now)
    if first_day:
        found = [
            opening for opening in found if opening.starts_at >= clinic_day(first_day).starts_at
        ]
    listed = days(found, {person.pk: person for person in people})
    context = {
        "form": form,
        "treatment": treatment,
        "practitioner": form.cleaned_data["practitioner"],
        "show_names": form.cleaned_data["practitioner"] is None,
        "key": HoldForm.new_key(),
        "days": listed[:DAYS_ON_A_PAGE],
        "later_url": page_url(form, listed[DAYS_ON_A_PAGE].date) if listed[DAYS_ON_A_PAGE:] else "",
        "first_url": page_url(form) if first_day else "",
        "practice": current_practice(),
    }
    return TemplateResponse(request, "booking/openings.html", context)


def asked_day(request: HttpRequest, now: datetime) -> date | None:
    """The first day to show, if the address names one that can be booked."""
    try:
        day = date.fromisoformat(request.GET.get("vanaf", ""))
    except ValueError:
        return None
    return day if now.date() < day <= (now + HORIZON).date() else None


def page_url(form: ChoiceForm, first_day: date | None = None) -> str:
    treatment, person = form.cleaned_data["treatment"], form.cleaned_data["practitioner"]
    query = {"behandeling": treatment.slug, "kinesitherapeut": person.slug if person else ""}
    if first_day:
        query["vanaf"] = first_day.isoformat()
    return f"{reverse('booking:openings')}?{urlencode(query)}"


def time_taken(
    request: HttpRequest,
    error: BookingError,
    treatment: Treatment,
    candidates: list[Practitioner],
    wanted: datetime,
) -> HttpResponse:
    """Just taken: the three openings that come closest, with the same people first."""
    now = timezone.now()
    people = candidates
    nearest = nearest_openings(treatment, people, to=wanted, now=now)
    if not nearest:
        people = current_offer().giving(treatment)
        nearest = nearest_openings(treatment, people, to=wanted, now=now)
    context = {
        "message": str(error),
        "treatment": treatment,
        "practitioner": candidates[0] if len(candidates) == 1 else None,
        "wanted": wanted,
        "moments": moments(nearest, {person.pk: person for person in people}),
        "key": HoldForm.new_key(),
        "practice": current_practice(),
    }
    return TemplateResponse(request, "booking/time_taken.html", context, status=HTTPStatus.CONFLICT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Own details for the time that is held; POST books it."""
    now = timezone.now()
    try:
        held = links.read(links.Purpose.HOLD, token, now=now)
    except BookingError as error:
        return link_refused(request, error)
    if held.patient is not None:
        return redirect(links.confirmed_path(held))
    if not held.is_held:
        return time_taken(
            request, HoldExpired(), held.treatment, [held.practitioner], held.starts_at
        )
    form = DetailsForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(links.confirmed_path(book(held=held, details=form.details(), now=now)))
        except HoldExpired as error:
            return time_taken(request, error, held.treatment, [held.practitioner], held.starts_at)
    context = {
        "form": form,
        "appointment": held,
        "is_kept": held.keeps_its_time(now),
        "practice": current_practice(),
    }
    return TemplateResponse(request, "booking/details.html", context)
