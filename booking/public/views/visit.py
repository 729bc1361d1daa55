"""What the link in a mail opens: look at a visit, cancel it, put it in a calendar."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.choices import CancelledBy
from booking.emails import calendar
from booking.errors import BookingError, LinkInvalid
from booking.models import Appointment
from booking.practice import current_practice
from booking.public.forms import CancelForm
from booking.public.views.support.refused import opens_link
from booking.services.visits.cancel import cancel


@opens_link
@require_safe
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    return visit_page(request, token, "booking/confirmed.html")


@opens_link
@require_safe
def visit(request: HttpRequest, token: str) -> HttpResponse:
    return visit_page(request, token, "booking/visit.html")


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_visit(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first: a mail scanner that opens the link, or a slip, cancels nothing."""
    form = CancelForm(request.POST or None)
    if request.method != "POST":
        return visit_page(request, token, "booking/cancel.html", form=form)
    now = timezone.now()
    appointment = linked_visit(token, now)
    try:
        appointment = cancel(
            appointment=appointment, by=CancelledBy.PATIENT, reason=form.chosen_reason(), now=now
        )
    except BookingError as error:
        context = visit_context(request, appointment, now) | {"fault": str(error)}
        return TemplateResponse(request, "booking/visit.html", context, status=HTTPStatus.CONFLICT)
    return redirect(links.visit_path(appointment))


@opens_link
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    appointment = linked_visit(token, now)
    text = calendar.calendar_text(appointment, current_practice(request), now=now)
    return calendar_answer(text, "afspraak.ics")


def calendar_answer(text: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def visit_page(request: HttpRequest, token: str, template: str, **more: Any) -> HttpResponse:
    now = timezone.now()
    appointment = linked_visit(token, now)
    return TemplateResponse(request, template, visit_context(request, appointment, now) | more)


def visit_context(request: HttpRequest, appointment: Appointment, now: datetime) -> dict[str, Any]:
    practice = current_practice(request)
    can_change = appointment.can_be_changed_online(now)
    is_coming = appointment.is_expected and appointment.starts_at > now
    return {
        "appointment": appointment,
        "token": links.token(links.Purpose.VISIT, appointment),
        "can_change": can_change,
        "is_too_late": is_coming and not can_change,
        "was_moved": appointment.is_expected and "verplaatst" in request.GET,
        "practice": practice,
        # What was agreed to holds, also when the practice says something else by now.
        "policy": appointment.policy or practice.cancellation_policy,
    }


def linked_visit(token: str, now: datetime) -> Appointment:
    """A visit that somebody booked. Raises LinkInvalid, LinkExpired."""
    appointment = links.read(links.Purpose.VISIT, token, now=now)
    if appointment.patient is None:
        raise LinkInvalid
    return appointment
