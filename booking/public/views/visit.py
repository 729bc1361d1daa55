"""The pages that the mail about an appointment links to: see, cancel, put in a calendar."""

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
from booking.errors import AlreadyCancelled, BookingError, ChangedMeanwhile, LinkInvalid
from booking.models import Appointment, Substitution
from booking.practice import current_practice
from booking.public.forms import CancelForm
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.public.views.support.shown import CHANGED, shown_in
from booking.services.visits.cancel import cancel
from booking.services.waitlist.join import may_get_earlier
from booking.substitution_links import choices_path
from booking.ways_to_change import change_text


@opens_link
@require_safe
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm that the appointment is booked."""
    return visit_page(request, token, "booking/confirmed.html")


@opens_link
@require_safe
def visit(request: HttpRequest, token: str) -> HttpResponse:
    """Show the appointment and what can be done with it."""
    return visit_page(request, token, "booking/visit.html")


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_visit(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to cancel the appointment; POST cancels it.

    GET changes nothing, as mail scanners open links too.
    """
    form = CancelForm(request.POST or None)
    if request.method != "POST":
        return visit_page(request, token, "booking/cancel.html", form=form)
    now = timezone.now()
    appointment = linked_visit(token, now)
    try:
        appointment = cancel(
            appointment=appointment,
            by=CancelledBy.PATIENT,
            reason=form.chosen_reason(),
            now=now,
            # One that is cancelled is that, whatever the page showed.
            shown="" if appointment.is_cancelled else shown_in(request),
        )
    except AlreadyCancelled as error:
        return refused_visit(request, appointment, now, str(error))
    except ChangedMeanwhile:
        fault = NotDone.CANCELLED.because(str(CHANGED))
        page = visit_page(request, token, "booking/cancel.html", form=form, fault=fault)
        page.status_code = HTTPStatus.CONFLICT
        return page
    except BookingError as error:
        return refused_visit(request, appointment, now, NotDone.CANCELLED.because(error))
    return redirect(links.visit_path(appointment))


@opens_link
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Download the appointment for a calendar."""
    now = timezone.now()
    appointment = linked_visit(token, now)
    text = calendar.calendar_text(appointment, current_practice(request), now=now)
    return calendar_answer(text, "afspraak.ics")


def calendar_answer(text: str, name: str) -> HttpResponse:
    """Answer with an iCalendar file of that name, kept out of search engines."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def visit_page(request: HttpRequest, token: str, template: str, **more: Any) -> HttpResponse:
    """Show the appointment of this link in that template, with `more` in its context."""
    now = timezone.now()
    appointment = linked_visit(token, now)
    return TemplateResponse(request, template, visit_context(request, appointment, now) | more)


def refused_visit(
    request: HttpRequest, appointment: Appointment, now: datetime, fault: str
) -> HttpResponse:
    """Show the appointment as it stands, with what was not done to it and why (409)."""
    context = visit_context(request, appointment, now) | {"fault": fault}
    return TemplateResponse(request, "booking/visit.html", context, status=HTTPStatus.CONFLICT)


def visit_context(request: HttpRequest, appointment: Appointment, now: datetime) -> dict[str, Any]:
    """Return the facts of an appointment that its pages share."""
    practice = current_practice(request)
    can_change = appointment.can_be_changed_online(now)
    is_coming = appointment.is_expected and appointment.starts_at > now
    return {
        "appointment": appointment,
        "token": links.token(links.Purpose.VISIT, appointment),
        "can_change": can_change,
        "is_too_late": is_coming and not can_change,
        "change_text": change_text(appointment, practice, now=now),
        "may_wait": can_change and may_get_earlier(appointment, now=now),
        "choices_path": path_to_choices(appointment),
        "was_moved": appointment.is_expected and "verplaatst" in request.GET,
        "practice": practice,
        # The policy that was agreed to holds, even if the practice has changed it since.
        "policy": appointment.policy or practice.cancellation_policy,
    }


def path_to_choices(appointment: Appointment) -> str:
    """Address of the page to choose another time on; empty while the therapist can come."""
    asked = Substitution.objects.standing().filter(appointment=appointment).first()
    return choices_path(asked) if asked else ""


def linked_visit(token: str, now: datetime) -> Appointment:
    """Return the booked appointment of this link. Raises LinkInvalid, LinkExpired."""
    appointment = links.read(links.Purpose.VISIT, token, now=now)
    if appointment.patient is None:
        raise LinkInvalid
    return appointment
