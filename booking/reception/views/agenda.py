"""The agenda of one day, and booking and moving from it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.models import Appointment
from booking.reception.forms.visit import DeskForm, MoveForm
from booking.reception.presenters.agenda import agenda_of
from booking.reception.views.support import agenda_url, day_url, patient_named, tell, url_after
from booking.scheduling.clock import CLINIC_TZ, plausible_day
from booking.services.visits.book_at_desk import book_at_desk
from booking.services.visits.move_at_desk import move_at_desk


@require_safe
@permission_required("booking.view_appointment")
def agenda(request: HttpRequest) -> HttpResponse:
    """`?dag=2027-01-12`; today without it, or with nonsense."""
    now = timezone.now()
    today = timezone.localdate(now, CLINIC_TZ)
    day = plausible_day(request.GET.get("dag", "")) or today
    context = {
        "agenda": agenda_of(day, now=now),
        "today": today,
        # The line of this half hour, where the browser scrolls to.
        "today_url": f"{day_url(today)}#nu",
        "previous_url": day_url(day - timedelta(days=1)),
        "next_url": day_url(day + timedelta(days=1)),
        "may_book": request.user.has_perm("booking.add_appointment"),
        "may_check_in": day == today and request.user.has_perm("booking.change_appointment"),
    }
    return TemplateResponse(request, "booking/reception/agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def book_visit(request: HttpRequest) -> HttpResponse:
    """By phone or at the desk. The agenda fills in therapist, day and hour; `?patient=` who."""
    patient = patient_named(request)
    known = DeskForm.initial_for(patient) if patient else {}
    form = DeskForm(request.POST or None, initial=request.GET.dict() | known)
    if form.is_valid():
        data = form.cleaned_data
        try:
            booked = book_at_desk(
                treatment=data["treatment"],
                practitioner=data["practitioner"],
                starts_at=data["starts_at"],
                details=form.details(),
                overrule=data["overrule"],
                now=timezone.now(),
            )
        except BookingError as error:
            form.refuse(error)
        else:
            tell(request, _("The appointment is booked."), booked.overruled)
            return redirect(agenda_url(booked.visit))
    return TemplateResponse(request, "booking/reception/book.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_appointment")
def move_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """To another time or therapist, also after the cut-off of the website."""
    appointment = get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)
    form = MoveForm(request.POST or None, initial=MoveForm.initial_of(appointment))
    if form.is_valid():
        data = form.cleaned_data
        try:
            moved = move_at_desk(
                appointment=appointment,
                practitioner=data["practitioner"],
                starts_at=data["starts_at"],
                overrule=data["overrule"],
                now=timezone.now(),
            )
        except BookingError as error:
            form.refuse(error)
        else:
            tell(request, _("The appointment is moved."), moved.overruled)
            return redirect(url_after(request, moved.visit))
    context = {"form": form, "appointment": appointment}
    return TemplateResponse(request, "booking/reception/move.html", context)
