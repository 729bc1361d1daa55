"""Planning a series with somebody on the phone, and booking it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, PerhapsKnown
from booking.models import Appointment, Treatment
from booking.models.rules import practice_rules
from booking.reception.forms.search import details_in
from booking.reception.forms.series import DeskSeriesForm, SeriesPatientForm
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.bar import Done, Several
from booking.reception.views.support.series_page import TURNS, Begun, page_of_series, turned
from booking.reception.views.support.steps import forget_what_was_typed, kept_step
from booking.reception.views.support.whose import Whose, next_step, read_whose
from booking.scheduling.clock import clinic_date
from booking.services.patients.next_treatment import treatment_after
from booking.services.practice.bookable import bookable_online
from booking.services.series.book_series_at_desk import DeskSeries, book_series_at_desk


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def plan_series(request: HttpRequest) -> HttpResponse:
    """Ask for the wish, show its plan on the agenda, and book what is chosen.

    GET shows the wish, and its plan when it is complete. POST books, or turns to another plan or
    another day with one of the buttons of presenters/series_plan.py, or with `toon`, which may name
    another therapist to plan with. It plans anew too when the wish is no longer the one that the
    plan on the screen was made for (`getoond`). With `?afspraak=12` it begins with the treatment,
    therapist and patient of that appointment, with `?patient=12` with that patient and what the
    last appointment was. Details are only ever posted: they must not stand in an address.
    """
    if step := next_step(request, *TURNS):
        return step
    now = timezone.now()
    whose = read_whose(request, now)
    sent = turned(request.GET if whose.posted is None else whose.posted)
    begun = Begun.of(request, sent, now)
    wish = wish_form(sent, begun.visit, now, is_to_plan=whose.posted is not None)
    if whose.posted is None:
        form = SeriesPatientForm(initial=details_of(request, begun))
        return page_of_series(request, wish, form, whose, begun)
    typed = SeriesPatientForm(initial=whose.posted.dict() | whose.initial(SeriesPatientForm))
    if wish.is_valid() and whose.posted.get("getoond") != wish.fingerprint:
        wish.chosen = {}
        return page_of_series(request, wish, typed, whose, begun, is_changed=True)
    is_to_book = whose.data is not None and not any(name in whose.posted for name in TURNS)
    if wish.is_valid() and wish.wanted_treatment and is_to_book:
        return book_chosen(request, wish, wish.wanted_treatment, whose, begun)
    return page_of_series(request, wish, typed, whose, begun)


def details_of(request: HttpRequest, begun: Begun) -> dict[str, Any]:
    """Initial details: of the patient it begins with, or what somebody new was searched by."""
    if begun.patient:
        return SeriesPatientForm.initial_for(begun.patient)
    words = kept_step(request)
    return dict(details_in(words)) if isinstance(words, str) else {}


def book_chosen(
    request: HttpRequest, wish: DeskSeriesForm, treatment: Treatment, whose: Whose, begun: Begun
) -> HttpResponse:
    """Book the chosen moments, or show the plan again with what stands in the way."""
    patient, starts = SeriesPatientForm(whose.data), ()
    if patient.is_valid():
        try:
            booked = book_typed(patient, wish, treatment, whose)
        except PerhapsKnown as error:
            whose.ask(error, patient.details(), wish.now)
            patient.refuse(error)
        except BookingError as error:
            patient.refuse(error)
            starts = getattr(error, "starts", ())
        else:
            forget_what_was_typed(request)
            return answer_done(request, booked.visits[0], series_booked(booked, wish.now))
    return page_of_series(request, wish, patient, whose, begun, starts=starts)


def series_booked(booked: DeskSeries, now: datetime) -> Done:
    """Note what was booked, for the bar that undoes it."""
    return Done("book_series", broken=booked.overruled, several=Several.of(booked.visits, now))


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


def wish_form(
    sent: QueryDict, visit: Appointment | None, now: datetime, *, is_to_plan: bool
) -> DeskSeriesForm:
    """Form of the wish, filled in as sent, or else after the appointment `visit`.

    Another day of the agenda may be shown before the wish is complete: then nothing is amiss yet.
    """
    is_bound = "aantal" in sent and (is_to_plan or "toont" not in sent)
    initial = wish_after(visit, clinic_date(now)) if visit else {}
    return DeskSeriesForm(
        sent if is_bound else None,
        initial=initial | typed_wish(sent),
        bookable=bookable_online(today=clinic_date(now)),
        practice_rules=practice_rules(),
        now=now,
    )


def typed_wish(sent: QueryDict) -> dict[str, Any]:
    """The fields of the wish that were filled in, as initial values."""
    fields = {
        name: DeskSeriesForm.PARAMETERS.get(name, name) for name in DeskSeriesForm.base_fields
    }
    return {
        name: sent.getlist(sent_as) if name == "weekdays" else sent[sent_as]
        for name, sent_as in fields.items()
        if sent_as in sent
    }


def wish_after(visit: Appointment, today: date) -> dict[str, Any]:
    """Initial wish: what follows an appointment, with its therapist, from the day after it on."""
    return {
        "treatment": treatment_after(visit).slug,
        "practitioner": visit.practitioner.slug,
        "first_day": max(today, visit.day) + timedelta(days=1),
    }
