"""Join the waiting list, with an appointment or without one.

GET changes nothing.
"""

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
from booking.errors import BookingError, NotExpected
from booking.models import Appointment, Practitioner, Treatment, WaitlistEntry
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.public.forms import Choice, ChoiceForm
from booking.public.forms.waitlist import JoinForm, WishesForm
from booking.public.views.choose import refused_choice
from booking.public.views.support.free_now import (
    asks_again,
    free_to_book,
    free_to_move_to,
    says_to_wait,
)
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import link_refused, status_of
from booking.public.views.support.typed import (
    forget_typed_details,
    keep_typed_details,
    typed_details,
)
from booking.public.views.support.visitor import network_address, visitor_key
from booking.public.views.visit import linked_visit, refused_visit
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.waitlist.join import join_waitlist, join_waitlist_for, may_get_earlier


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for wishes, and put the patient on the waiting list.

    With `?afspraak=` and the token of an appointment, the wait is for an earlier opening than that
    one. Otherwise `?behandeling=` and `?kinesitherapeut=` name the treatment and the therapist.
    """
    now = timezone.now()
    if "afspraak" not in request.GET:
        return join_without_visit(request, now)
    try:
        visit = linked_visit(request.GET["afspraak"], now)
    except BookingError as error:
        return link_refused(request, error)
    entry = WaitlistEntry.objects.waiting().filter(appointment=visit).first()
    if entry:
        return redirect(links.waiting_path(entry))
    if not visit.can_be_changed_online(now) or not may_get_earlier(visit, now=now):
        return not_joined(request, visit, now)
    return join_for_visit(request, visit, now)


def not_joined(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    """Show the appointment, for which nothing earlier can be offered; a POST says so."""
    if request.method != "POST":
        return redirect(links.visit_path(visit))
    return refused_visit(request, visit, now, NotDone.JOINED.because(NotExpected()))


def join_for_visit(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    """Let a patient wait for an earlier opening than this appointment."""
    people = bookable_online(today=clinic_date(now)).giving(visit.treatment)
    form = wishes_form(request, visit, people, now)
    free = free_to_move_to(request, form, visit, people, now)
    context = {
        "form": form,
        "free": free,
        "hold_url": links.moments_path(visit, with_anybody=True),
        "choice": None,
        "treatment": visit.treatment,
        "appointment": visit,
    }
    if not says_to_wait(request, form, free):
        return join_page(request, context)
    try:
        entry = join_waitlist_for(visit=visit, wishes=form.wishes(), now=now)
    except BookingError as error:
        return join_page(request, context, error)
    return redirect(links.waiting_path(entry))


def wishes_form(
    request: HttpRequest, visit: Appointment, people: list[Practitioner], now: datetime
) -> WishesForm:
    """Build the form, which proposes the same therapist and the days before the appointment."""
    today = clinic_date(now)
    usual = {
        "practitioner": visit.practitioner_id,
        "until_day": max(today, visit.day - timedelta(days=1)),
    }
    data = request.POST or None
    return WishesForm(data, people=people, first_day=today, last_day=visit.day, initial=usual)


def join_without_visit(request: HttpRequest, now: datetime) -> HttpResponse:
    """Let somebody without an appointment wait for an opening."""
    today = clinic_date(now)
    bookable = bookable_online(today=today)
    chosen = ChoiceForm(request.GET, bookable=bookable, today=today)
    choice = chosen.choice
    if choice is None and request.method == "POST":
        return refused_choice(request, chosen, NotDone.JOINED)
    if choice is None:
        return redirect("booking:start")
    people, treatment = bookable.giving(choice.treatment), choice.treatment
    form = join_form(request, choice, people, now)
    free = free_to_book(request, form, treatment, people, now)
    context = {
        "form": form,
        "free": free,
        "hold_url": choice.openings_url,
        "choice": choice,
        "treatment": treatment,
        "appointment": None,
    }
    if not says_to_wait(request, form, free):
        return keeping_details(request, join_page(request, context))
    try:
        entry = put_on_list(request, form, treatment, now)
    except BookingError as error:
        return keeping_details(request, join_page(request, context, error))
    response = redirect(links.waiting_path(entry))
    forget_typed_details(response)
    return response


def keeping_details(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Keep the details of a posted form for who books what is free after all, and return `page`."""
    if request.method == "POST":
        keep_typed_details(page, request.POST)
    return page


def put_on_list(
    request: HttpRequest, form: JoinForm, treatment: Treatment, now: datetime
) -> WaitlistEntry:
    """Put the patient of a valid form on the waiting list. Raises BookingError."""
    return join_waitlist(
        treatment=treatment,
        wishes=form.wishes(),
        details=form.details(),
        key=form.cleaned_data["key"],
        now=now,
        source=network_address(request),
    )


def join_form(
    request: HttpRequest, choice: Choice, people: list[Practitioner], now: datetime
) -> JoinForm:
    """Build the form, for any day until the last one that can be booked."""
    return JoinForm(
        request.POST or None,
        people=people,
        first_day=clinic_date(now),
        last_day=clinic_date(now + rules_for(choice.treatment).horizon),
        initial=typed_details(request)
        | {"practitioner": choice.practitioner.pk if choice.practitioner else ""},
    )


def join_page(
    request: HttpRequest, context: dict[str, Any], error: BookingError | None = None
) -> HttpResponse:
    """Show the form and the openings of `context`, with the error if there is one."""
    if error:
        context["form"].add_error(None, str(error))
    status = status_of(error) if error else HTTPStatus.OK
    context |= {
        "practice": current_practice(request),
        "key": visitor_key(request),
        "asks_again": asks_again(context["form"], context["free"]),
        "not_done": NotDone.JOINED,
    }
    return TemplateResponse(request, "booking/waitlist_join.html", context, status=status)
