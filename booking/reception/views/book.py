"""Booking one appointment for somebody at the desk or on the phone."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, PerhapsKnown
from booking.reception.forms.appointment import BookForm
from booking.reception.presenters.done import booked_text
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.messages import report_done
from booking.reception.views.support.named import patient_named
from booking.reception.views.support.whose import Whose, next_step, read_whose
from booking.services.visits.book_at_desk import book_at_desk

if TYPE_CHECKING:
    from booking.services.guards.desk_rules import DeskBooking


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def book_appointment(request: HttpRequest) -> HttpResponse:
    """Book an appointment, then show the agenda of its day.

    The address may fill in `practitioner`, `day`, `time` and `treatment`, as the links in the
    agenda do, and a known patient with `?patient=12`. So may a form that sends `vooraf` with it.
    """
    if step := next_step(request):
        return step
    now = timezone.now()
    whose = read_whose(request, now)
    patient = patient_named(request)
    known = BookForm.initial_for(patient) if patient else {}
    initial = request.GET.dict() | known | whose.initial(BookForm)
    form = BookForm(whose.data, initial=initial, now=now)
    if form.is_valid():
        try:
            booked = book_typed(form, whose, now)
        except PerhapsKnown as error:
            whose.ask(error, form.details(), now)
            form.refuse(error)
        except BookingError as error:
            form.refuse(error)
        else:
            report_done(request, booked_text([booked.visit]), booked.overruled)
            return redirect(agenda_url(booked.visit.day))
    context = {"form": form} | whose.context
    return TemplateResponse(request, "booking/reception/book.html", context)


def book_typed(form: BookForm, whose: Whose, now: datetime) -> "DeskBooking":
    """Book what a valid form says. Raises BookingError."""
    data, details = form.cleaned_data, form.details()
    return book_at_desk(
        treatment=data["treatment"],
        practitioner=data["practitioner"],
        starts_at=data["starts_at"],
        details=details,
        identity=whose.identity(details),
        overrule=data["overrule"],
        now=now,
    )
