"""A series at the desk: plan it on the phone, book it, and cancel what is left of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.choices import ENTERED_AT_DESK, CancelledBy
from booking.errors import BookingError
from booking.models import Appointment
from booking.models.rules import practice_rules
from booking.public.presenters.proposal import plan_context
from booking.reception.forms.series import DeskSeriesForm, SeriesPatientForm
from booking.reception.forms.visit import PatientForm
from booking.reception.views.support import agenda_url, tell
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.series.book_series_at_desk import book_series_at_desk
from booking.services.series.change_series import cancel_rest

# Of what wish the plan on the screen is, and the visit that the desk came from.
PLANNED, FROM_VISIT = "getoond", "afspraak"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def plan_series(request: HttpRequest) -> HttpResponse:
    """The wish, then its plan with whom it is for. POST books, or with `toon` plans anew.

    What was typed of the patient is never in an address: from the plan on all is posted.
    """
    visit, now = visit_named(request), timezone.now()
    wish = wish_form(request, visit, now)
    if request.method != "POST":
        patient = SeriesPatientForm(initial=PatientForm.initial_for(visit.patient) if visit else {})
        return plan_page(request, wish, patient)
    typed = SeriesPatientForm(initial=request.POST.dict())
    if wish.is_valid() and request.POST.get(PLANNED) != wish.wished:
        wish.chosen = {}
        return plan_page(request, wish, typed, is_changed=True)
    if wish.is_valid() and "toon" not in request.POST:
        return book_chosen(request, wish)
    return plan_page(request, wish, typed)


def book_chosen(request: HttpRequest, wish: DeskSeriesForm) -> HttpResponse:
    patient = SeriesPatientForm(request.POST)
    if patient.is_valid():
        try:
            booked = book_series_at_desk(
                treatment=wish.wanted_treatment,
                visits=wish.openings,
                details=patient.details(),
                overrule=patient.cleaned_data["overrule"],
                now=wish.now,
            )
        except BookingError as error:
            patient.refuse(error)
        else:
            count = len(booked.visits)
            done = ngettext(
                "%(count)d appointment is booked.", "%(count)d appointments are booked.", count
            )
            tell(request, done % {"count": count}, booked.overruled)
            return redirect(agenda_url(booked.visits[0]))
    return plan_page(request, wish, patient)


def plan_page(
    request: HttpRequest,
    wish: DeskSeriesForm,
    patient: SeriesPatientForm,
    *,
    is_changed: bool = False,
) -> HttpResponse:
    """Without a wish that can be planned, the wish alone; what was typed stays."""
    context: dict[str, Any] = {
        "form": wish,
        "patient": patient,
        "is_changed": is_changed,
        "is_typed": request.method == "POST",
        "visit": request.GET.get(FROM_VISIT, ""),
        "planned_for": "",
        "proposals": [],
    }
    if wish.is_bound and wish.is_valid():
        context |= plan_context(wish, wish.wanted_treatment) | {"planned_for": wish.wished}
    return TemplateResponse(request, "booking/reception/series.html", context)


def wish_form(request: HttpRequest, visit: Appointment | None, now: datetime) -> DeskSeriesForm:
    data = request.POST if request.method == "POST" else request.GET
    return DeskSeriesForm(
        data if "aantal" in data else None,
        initial=wish_after(visit, clinic_date(now)) if visit else {},
        bookable=bookable_online(today=clinic_date(now)),
        practice_rules=practice_rules(),
        now=now,
    )


def wish_after(visit: Appointment, today: date) -> dict[str, Any]:
    """The same treatment with the same therapist, from the day after on."""
    return {
        "treatment": visit.treatment.slug,
        "practitioner": visit.practitioner.slug,
        "first_day": max(today, visit.day) + timedelta(days=1),
    }


def visit_named(request: HttpRequest) -> Appointment | None:
    """The one whose patient wants a series. It shows that patient's details."""
    pk = request.GET.get(FROM_VISIT, "")
    if not pk:
        return None
    if not pk.isdecimal() or not request.user.has_perm("booking.view_appointment"):
        raise Http404
    return get_object_or_404(Appointment.objects.for_page().exclude(patient=None), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_appointment")
def cancel_from(request: HttpRequest, pk: int) -> HttpResponse:
    """That visit of a series and those after it. Ask first; the button says who cancels."""
    visits = Appointment.objects.for_page().exclude(patient=None).exclude(series=None)
    visit, now = get_object_or_404(visits, pk=pk), timezone.now()
    if request.method != "POST":
        rest = visit.series.rest(visit.day).filter(ends_at__gt=now).for_page()
        context = {"appointment": visit, "rest": list(rest)}
        return TemplateResponse(request, "booking/reception/series_cancel.html", context)
    by = request.POST.get("by", "")
    if by not in ENTERED_AT_DESK:
        return HttpResponse(status=400)
    try:
        cancelled = cancel_rest(series=visit.series, since=visit.day, by=CancelledBy(by), now=now)
    except BookingError as error:
        messages.error(request, str(error))
        return redirect("agenda:visit", pk)
    count = len(cancelled)
    done = ngettext(
        "%(count)d appointment is cancelled.", "%(count)d appointments are cancelled.", count
    )
    messages.success(request, done % {"count": count})
    return redirect(agenda_url(visit))
