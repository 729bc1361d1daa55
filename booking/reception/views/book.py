"""Booking one appointment for somebody at the desk or on the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.reception.forms.appointment import BookForm
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.messages import report_done
from booking.reception.views.support.named import patient_named
from booking.services.visits.book_at_desk import book_at_desk


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def book_appointment(request: HttpRequest) -> HttpResponse:
    """Book an appointment, then show the agenda of its day.

    The address may fill in `practitioner`, `day`, `time` and `treatment`, as the links in the
    agenda do, and a known patient with `?patient=12`.
    """
    patient = patient_named(request)
    known = BookForm.initial_for(patient) if patient else {}
    form = BookForm(request.POST or None, initial=request.GET.dict() | known)
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
            report_done(request, _("The appointment is booked."), booked.overruled)
            return redirect(agenda_url(booked.visit.day))
    return TemplateResponse(request, "booking/reception/book.html", {"form": form})
