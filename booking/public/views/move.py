"""Move an appointment: choose another opening, which is held, and confirm.

GET changes nothing.
"""

from datetime import datetime
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import (
    AlreadyCancelled,
    BookingError,
    ChangedMeanwhile,
    HoldExpired,
    LinkInvalid,
    NotExpected,
    TooLateToMove,
    TooManyAttempts,
)
from booking.models import Appointment
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.public.forms import MoveForm
from booking.public.presenters.calendar import calendar, week_of
from booking.public.views.choose import asked_day
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link, too_often
from booking.public.views.support.shown import CHANGED, shown_in
from booking.public.views.support.visitor import (
    network_address,
    remember_visitor,
    visitor_key,
    visitor_of,
)
from booking.public.views.visit import linked_visit, refused_visit
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.practice.closed_days import closed_days
from booking.services.visits.find_openings_to_move_to import find_openings_to_move_to
from booking.services.visits.give_back import give_back_all
from booking.services.visits.hold import hold
from booking.services.visits.lost_hold import reason_lost
from booking.services.visits.move import move
from booking.services.visits.still_open import is_still_open
from booking.ways_to_change import change_text_if_confirmed


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def move_visit(request: HttpRequest, token: str) -> HttpResponse:
    """Show the openings to move to; POST holds the one that was pressed."""
    now = timezone.now()
    visit = linked_visit(token, now)
    if request.method == "POST":
        return hold_moment(request, visit, now)
    if not visit.can_be_changed_online(now):
        return redirect(links.visit_path(visit))
    return moments_page(request, visit, now)


def hold_moment(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    """Hold the opening that was pressed and ask to confirm the move."""
    if not visit.can_be_changed_online(now):
        return not_moved(
            request, visit, now, AlreadyCancelled() if visit.is_cancelled else TooLateToMove()
        )
    form = MoveForm(request.POST, bookable=bookable_online(today=clinic_date(now)))
    if not form.is_valid():
        return moments_page(request, visit, now, fault=form.first_fault)
    practitioner, starts_at = form.cleaned_data["moment"]
    key = visitor_of(request) or form.cleaned_data["key"]
    try:
        held = hold(
            treatment=visit.treatment,
            practitioner=practitioner,
            starts_at=starts_at,
            key=key,
            moves=visit,
            now=now,
            source=network_address(request),
        )
    except TooManyAttempts as error:
        return too_often(request, error, NotDone.MOVED)
    except BookingError as error:
        return moments_page(request, visit, now, fault=str(error))
    response = redirect(links.move_path(visit, held))
    remember_visitor(response, key)
    return response


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_move(request: HttpRequest, token: str, hold_token: str) -> HttpResponse:
    """Ask to confirm the move; POST moves, or with `niet` gives the new time back.

    A second click on either button does nothing more.
    """
    now = timezone.now()
    visit = linked_visit(token, now)
    held = linked_hold(hold_token, visit, now)
    if "niet" in request.POST:
        return keep_visit(held, visit, now)
    if request.method == "POST":
        return carry_out(request, held, visit, now)
    if not visit.can_be_changed_online(now):
        return redirect(links.visit_path(visit))
    if held.is_cancelled and visit.span == held.span:
        return redirect(links.visit_path(visit))
    if not is_still_open([held], now=now):
        return hold_is_gone(request, held, visit, now)
    return confirm_page(request, visit, held, now)


def confirm_page(
    request: HttpRequest, visit: Appointment, held: Appointment, now: datetime, *, fault: str = ""
) -> HttpResponse:
    """Ask whether the appointment moves to the time that is held. A `fault` answers with 409."""
    practice, rules = current_practice(request), rules_for(visit.treatment)
    last = visit.change_until_at(held.starts_at, held.change_until, rules=rules, now=now)
    context = {
        "appointment": visit,
        "held": held,
        "faults": [fault] if fault else [],
        "is_kept": held.keeps_its_time(now),
        # A move that comes too late is refused, though the new time is held for longer.
        "kept_until": min(visit.change_until, held.held_until or visit.change_until),
        "change_text": change_text_if_confirmed(held, practice, now=now, last=last),
        "moments_url": links.moments_path(visit, day=held.day),
        "practice": practice,
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/move_confirm.html", context, status=status)


def hold_is_gone(
    request: HttpRequest, held: Appointment, visit: Appointment, now: datetime
) -> HttpResponse:
    """Show the openings again, with the reason why the new time is no longer held."""
    return moments_page(request, visit, now, fault=str(reason_lost([held])))


def keep_visit(held: Appointment, visit: Appointment, now: datetime) -> HttpResponse:
    """Leave the appointment at its present time and give the new one back."""
    give_back_all(held=held, now=now)
    return redirect(links.visit_path(visit))


def carry_out(
    request: HttpRequest, held: Appointment, visit: Appointment, now: datetime
) -> HttpResponse:
    """Move the appointment to the time that is held."""
    try:
        moved = move(held=held, now=now, shown=shown_in(request))
    except (AlreadyCancelled, NotExpected, TooLateToMove) as error:
        return not_moved(request, visit, now, error)
    except HoldExpired:
        return hold_is_gone(request, held, visit, now)
    except ChangedMeanwhile:
        return confirm_page(request, visit, held, now, fault=NotDone.MOVED.because(str(CHANGED)))
    except BookingError as error:
        return moments_page(request, visit, now, fault=str(error))
    return redirect(f"{links.visit_path(moved)}?verplaatst=ja")


def not_moved(
    request: HttpRequest, visit: Appointment, now: datetime, reason: BookingError
) -> HttpResponse:
    """Say that the appointment stays where it is, and why; it can not be moved at all any more."""
    return refused_visit(request, visit, now, NotDone.MOVED.because(reason))


def moments_page(
    request: HttpRequest, visit: Appointment, now: datetime, *, fault: str = ""
) -> HttpResponse:
    """Show the openings of the same therapist, or with `?kinesitherapeut=` of all.

    A `fault` is shown above them and answers with status 409.
    """
    bookable = bookable_online(today=clinic_date(now))
    with_anybody = request.GET.get("kinesitherapeut") == links.ANYBODY
    people = bookable.giving(visit.treatment) if with_anybody else [visit.practitioner]
    address = partial(links.moments_path, visit, with_anybody=with_anybody)
    found = find_openings_to_move_to(visit, people, now=now, visitor=visitor_of(request))
    shown = calendar(
        found,
        people,
        asked=asked_day(request),
        address=lambda day: f"{address(day=day)}#momenten",
    )
    week = week_of(shown)
    context = {
        "appointment": visit,
        "faults": [NotDone.MOVED.because(fault)] if fault else [],
        "calendar": shown,
        "closed": closed_days(week, people) if week else [],
        "with_anybody": with_anybody,
        "has_another": bookable.has_another(visit.treatment, visit.practitioner),
        "url": address(),
        "other_url": links.moments_path(visit, with_anybody=not with_anybody),
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/move.html", context, status=status)


def linked_hold(token: str, visit: Appointment, now: datetime) -> Appointment:
    """Return the time that is held to move this appointment to. Raises LinkInvalid, LinkExpired."""
    held = links.read(links.Purpose.MOVE, token, now=now)
    if held.moves_id != visit.pk:
        raise LinkInvalid
    return held
