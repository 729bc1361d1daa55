"""Planning a series with somebody on the phone, and booking it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, PerhapsKnown
from booking.models import Appointment, Patient, Treatment
from booking.models.rules import practice_rules
from booking.public.presenters.proposal import plan_context
from booking.reception.forms.series import DeskSeriesForm, SeriesPatientForm
from booking.reception.presenters.done import booked_text
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.messages import report_done
from booking.reception.views.support.named import appointment_named, patient_named
from booking.reception.views.support.whose import Whose, next_step, read_whose
from booking.scheduling.clock import clinic_date
from booking.services.patients.glance import glances_at
from booking.services.practice.bookable import bookable_online
from booking.services.series.book_series_at_desk import DeskSeries, book_series_at_desk


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def plan_series(request: HttpRequest) -> HttpResponse:
    """Ask for the wish, show its plan with the form of the patient, and book what is chosen.

    GET shows the wish, and its plan when it is complete. POST books, or plans anew with `toon`,
    which may name another therapist to plan with, or when the wish is no longer the one that the
    plan on the screen was made for (`getoond`). With `?afspraak=12` the form begins with the
    treatment, therapist and patient of that appointment, with `?patient=12` with that patient and
    what the last appointment was. Details are only ever posted: they must not stand in an address.
    """
    if step := next_step(request, "toon"):
        return step
    now = timezone.now()
    patient, visit = begins_with(request, now)
    whose = read_whose(request, now)
    wish = wish_form(request.GET if whose.posted is None else whose.posted, visit, now)
    if whose.posted is None:
        known = SeriesPatientForm.initial_for(patient) if patient else {}
        return plan_page(request, wish, SeriesPatientForm(initial=known), whose)
    typed = SeriesPatientForm(initial=whose.posted.dict() | whose.initial(SeriesPatientForm))
    if wish.is_valid() and whose.posted.get("getoond") != wish.fingerprint:
        wish.chosen = {}
        return plan_page(request, wish, typed, whose, is_changed=True)
    is_to_book = whose.data is not None and "toon" not in whose.posted
    if wish.is_valid() and wish.wanted_treatment and is_to_book:
        return book_chosen(request, wish, wish.wanted_treatment, whose)
    return plan_page(request, wish, typed, whose)


def begins_with(request: HttpRequest, now: datetime) -> tuple[Patient | None, Appointment | None]:
    """The patient and the appointment that the form begins with, if the address names any."""
    if visit := appointment_named(request):
        return visit.patient, visit
    if patient := patient_named(request):
        [glance] = glances_at([patient], now=now)
        return patient, glance.last or glance.next
    return None, None


def book_chosen(
    request: HttpRequest, wish: DeskSeriesForm, treatment: Treatment, whose: Whose
) -> HttpResponse:
    """Book the chosen moments, or show the plan again with what stands in the way."""
    patient = SeriesPatientForm(whose.data)
    if patient.is_valid():
        try:
            booked = book_typed(patient, wish, treatment, whose)
        except PerhapsKnown as error:
            whose.ask(error, patient.details(), wish.now)
            patient.refuse(error)
        except BookingError as error:
            patient.refuse(error)
        else:
            report_done(request, booked_text(booked.visits), booked.overruled)
            return redirect(agenda_url(booked.visits[0].day))
    return plan_page(request, wish, patient, whose)


def book_typed(
    patient: SeriesPatientForm, wish: DeskSeriesForm, treatment: Treatment, whose: Whose
) -> DeskSeries:
    """Book what valid forms say. Raises BookingError."""
    details, because = patient.details(), patient.cleaned_data["overrule"]
    return book_series_at_desk(
        treatment=treatment,
        visits=wish.openings,
        details=details,
        identity=whose.identity(details),
        overrule=bool(because),
        because=because,
        now=wish.now,
    )


def plan_page(
    request: HttpRequest,
    wish: DeskSeriesForm,
    patient: SeriesPatientForm,
    whose: Whose,
    *,
    is_changed: bool = False,
) -> HttpResponse:
    """Page with the wish and, when that can be planned, the plan; keeps what was typed."""
    context: dict[str, Any] = {
        "form": wish,
        "patient": patient,
        "is_changed": is_changed,
        "is_typed": whose.posted is not None,
        "begun_with": {
            name: request.GET[name] for name in ("afspraak", "patient") if request.GET.get(name)
        },
        "planned_for": "",
        "proposals": [],
    } | whose.context
    if wish.is_bound and wish.is_valid() and wish.wanted_treatment:
        context |= plan_context(wish, wish.wanted_treatment)
        context["planned_for"] = wish.fingerprint
    return TemplateResponse(request, "booking/reception/series.html", context)


def wish_form(sent: QueryDict, visit: Appointment | None, now: datetime) -> DeskSeriesForm:
    """Form of the wish, filled in as sent, or else after the appointment `visit`."""
    data = sent.copy()
    if data.get("toon", "ja") != "ja":
        data["kinesitherapeut"] = str(data["toon"])
    return DeskSeriesForm(
        data if "aantal" in data else None,
        initial=wish_after(visit, clinic_date(now)) if visit else {},
        bookable=bookable_online(today=clinic_date(now)),
        practice_rules=practice_rules(),
        now=now,
    )


def wish_after(visit: Appointment, today: date) -> dict[str, Any]:
    """Initial wish: the treatment and therapist of an appointment, from the day after it on."""
    return {
        "treatment": visit.treatment.slug,
        "practitioner": visit.practitioner.slug,
        "first_day": max(today, visit.day) + timedelta(days=1),
    }
