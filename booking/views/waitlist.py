"""The waiting list: put oneself on it, look at the place, leave it. GET changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking import links
from booking.availability import clinic_date, one_per_start
from booking.choices import AttemptKind
from booking.errors import BookingError
from booking.forms import ChoiceForm
from booking.forms.waitlist import JoinForm, WishesForm
from booking.models import Appointment, Practitioner, Treatment, WaitlistEntry
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.screens.calendar import Moment, moments
from booking.services.attempts import count_attempt
from booking.services.bookable import bookable_online
from booking.services.find_openings import find_openings
from booking.services.join_waitlist import join_waitlist, join_waitlist_for
from booking.services.leave_waitlist import leave_waitlist
from booking.views.move import ANYBODY, moments_url
from booking.views.refused import link_refused, status_of
from booking.views.visit import linked_visit
from booking.views.visitor import address_of, visitor_of

# How many moments that are free right now are told before somebody joins.
TOLD = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """`?afspraak=…`: earlier than that visit. Without it: `?behandeling=…&kinesitherapeut=…`."""
    now = timezone.now()
    if "afspraak" not in request.GET:
        return join_without_visit(request, now)
    try:
        visit = linked_visit(request.GET["afspraak"], now)
    except BookingError as error:
        return link_refused(request, error)
    place = WaitlistEntry.objects.waiting().filter(appointment=visit).first()
    if place:
        return redirect(links.waiting_path(place))
    if not visit.can_be_changed_online(now):
        return redirect(links.visit_path(visit))
    return join_for_visit(request, visit, now)


def join_for_visit(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    today = clinic_date(now)
    people = bookable_online(today=today).giving(visit.treatment)
    usual = {
        "practitioner": visit.practitioner_id,
        "until_day": max(today, visit.day - timedelta(days=1)),
    }
    form = WishesForm(
        request.POST or None, people=people, first_day=today, last_day=visit.day, initial=usual
    )
    found = free_now(request, form, visit.treatment, people, before=visit.starts_at)
    free = [
        (
            moment,
            moments_url(
                visit,
                "" if moment.practitioner == visit.practitioner else ANYBODY,
                clinic_date(moment.starts_at),
            ),
        )
        for moment in found
    ]

    def put_on_list() -> WaitlistEntry:
        return join_waitlist_for(visit=visit, wishes=form.wishes(), now=now)

    context = {"free": free, "treatment": visit.treatment, "appointment": visit}
    return join_or_show(request, form, put_on_list, context)


def join_without_visit(request: HttpRequest, now: datetime) -> HttpResponse:
    today = clinic_date(now)
    bookable = bookable_online(today=today)
    choice = ChoiceForm(request.GET, bookable=bookable, today=today).choice
    if choice is None:
        return redirect("booking:start")
    people, treatment = bookable.giving(choice.treatment), choice.treatment
    form = JoinForm(
        request.POST or None,
        people=people,
        first_day=today,
        last_day=clinic_date(now + rules_for(treatment).horizon),
        initial={"practitioner": choice.practitioner.pk if choice.practitioner else ""},
    )
    found = free_now(request, form, treatment, people)
    free = [(moment, choice.day_url(clinic_date(moment.starts_at))) for moment in found]

    def put_on_list() -> WaitlistEntry:
        count_attempt(AttemptKind.WAITLIST, address_of(request), now=now)
        return join_waitlist(
            treatment=treatment,
            wishes=form.wishes(),
            details=form.details(),
            key=form.cleaned_data["key"],
            now=now,
        )

    context = {"free": free, "treatment": treatment, "appointment": None}
    return join_or_show(request, form, put_on_list, context)


def join_or_show(
    request: HttpRequest,
    form: WishesForm,
    put_on_list: Callable[[], WaitlistEntry],
    context: dict[str, Any],
) -> HttpResponse:
    """What fits and is free already is told first; `toch` is who wants to wait all the same."""
    status = HTTPStatus.OK
    if form.is_valid() and ("toch" in request.POST or not context["free"]):
        try:
            return redirect(links.waiting_path(put_on_list()))
        except BookingError as error:
            form.add_error(None, str(error))
            status = status_of(error)
    context |= {"form": form, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/waitlist_join.html", context, status=status)


def free_now(
    request: HttpRequest,
    form: WishesForm,
    treatment: Treatment,
    people: list[Practitioner],
    before: datetime | None = None,
) -> list[Moment]:
    """What fits the wishes and can be booked without waiting."""
    wishes = replace(form.wishes_so_far(), before=before)
    found = find_openings(
        treatment,
        people,
        rules=rules_for(treatment),
        now=timezone.now(),
        visitor=visitor_of(request),
    )
    fitting = one_per_start(moment for moment in found if wishes.fit(moment))
    return moments(fitting[:TOLD], {person.pk: person for person in people})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """What is waited for, and what is on offer; POST leaves the list."""
    now = timezone.now()
    try:
        entry = links.read_waiting(token)
    except BookingError as error:
        return link_refused(request, error)
    if request.method == "POST":
        leave_waitlist(entry=entry, now=now)
        return redirect(links.waiting_path(entry))
    offer = entry.offers.open().for_page().first()
    context = {
        "entry": entry,
        "offer": offer if offer and offer.is_open(now) else None,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/waitlist.html", context)
