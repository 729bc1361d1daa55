"""Booking one appointment for somebody at the desk or on the phone."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, PerhapsKnown, TimeTaken
from booking.models import Patient
from booking.reception.forms.appointment import BookForm
from booking.reception.forms.search import details_in
from booking.reception.presenters.confirming import Confirming
from booking.reception.presenters.kin import week_with
from booking.reception.presenters.taken import taken_text
from booking.reception.views.support.addresses import agenda_url
from booking.reception.views.support.answers import answer_done
from booking.reception.views.support.bar import Done, remember
from booking.reception.views.support.named import patient_named
from booking.reception.views.support.place import Place
from booking.reception.views.support.steps import (
    TYPED,
    forget_what_was_typed,
    kept_step,
)
from booking.reception.views.support.whose import Whose, next_step, read_whose
from booking.scheduling.clock import plausible_day
from booking.services.patients.glance import glances_at
from booking.services.practice.sight import sight_of
from booking.services.visits.book_at_desk import book_at_desk
from booking.services.visits.put_back import AsItWas

if TYPE_CHECKING:
    from booking.services.guards.desk_rules import DeskBooking

# Beside the agenda, where a script confirms a booking without leaving it.
RAIL = "agenda-rail"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
def book_appointment(request: HttpRequest) -> HttpResponse:
    """Book an appointment, then show the agenda of its day.

    The address may fill in `practitioner`, `day`, `time` and `treatment`, as the links in the
    agenda do, and a known patient with `?patient=12`, or somebody new with the token of a search.
    So may a form that sends `vooraf` with it. A script gets it as a part of the agenda.
    """
    if step := next_step(request):
        return step
    now = timezone.now()
    whose = read_whose(request, now)
    patient = patient_named(request)
    form = BookForm(whose.data, initial=initial_of(request, patient, whose, now), now=now)
    if form.is_valid():
        try:
            booked = book_typed(form, whose, now)
        except PerhapsKnown as error:
            whose.ask(error, form.details(), now)
            form.refuse(error)
        except TimeTaken as error:
            form.refuse(error, taken_text(form.span, form.cleaned_data["practitioner"], now))
        except BookingError as error:
            form.refuse(error)
        else:
            return show_booked(request, booked)
    return booking_page(request, form, patient or whose.chosen, whose.context)


def initial_of(
    request: HttpRequest, patient: Patient | None, whose: Whose, now: datetime
) -> dict[str, Any]:
    """Initial values: of the address, of whoever was searched for, and what was typed before.

    Whom somebody chooses beside the agenda comes with the treatment of the last visit.
    """
    known = BookForm.initial_for(patient) if patient else {}
    if not patient and (words := kept_words(request)):
        known = details_in(words)
    initial = request.GET.dict() | known | whose.initial(BookForm)
    if whose.chosen and is_beside_agenda(request):
        [glance] = glances_at([whose.chosen], now=now)
        initial |= {"treatment": glance.treatment.pk} if glance.treatment else {}
    return initial


def kept_words(request: HttpRequest) -> str:
    """Words by which nobody was found, of whom the booking is; empty without any."""
    words = kept_step(request)
    return words if isinstance(words, str) else ""


def is_beside_agenda(request: HttpRequest) -> bool:
    """Tell whether a script asks for what it puts beside the agenda."""
    return request.headers.get("HX-Target") == RAIL


def booking_page(
    request: HttpRequest, form: BookForm, patient: Patient | None, shown: dict[str, Any]
) -> HttpResponse:
    """The form as a page of its own, or beside the agenda."""
    context = {"form": form, **shown}
    if not is_beside_agenda(request):
        return TemplateResponse(request, "booking/reception/book.html", context)
    asked = request.GET.dict() | ({"patient": str(patient.pk)} if patient else {})
    asked.pop(TYPED, None)
    context |= {
        "confirming": Confirming.of(form, patient),
        "address": f"{reverse('agenda:book')}?{urlencode(asked)}",
        "other_url": shown_agenda(request, form),
        "finder": None if kept_words(request) else shown["finder"],
    }
    return TemplateResponse(request, "booking/reception/phone_confirm.html", context)


def shown_agenda(request: HttpRequest, form: BookForm) -> str:
    """Address of the agenda that the browser shows, with what is in the hand there."""
    index = reverse("agenda:index")
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    if shown.path == index:
        asked = QueryDict(shown.query, mutable=True)
        asked.pop(TYPED, None)
        return f"{index}?{asked.urlencode()}"
    day = plausible_day(str(form["day"].value()))
    return agenda_url(day) if day else index


def show_booked(request: HttpRequest, booked: "DeskBooking") -> HttpResponse:
    """Lead to the agenda of that day.

    The script is told the address, to show it in place of the one it has: the day, or the week of
    that therapist or of all if that was shown, with the card of the appointment. The bar says what
    was done.
    """
    forget_what_was_typed(request)
    now, visit = timezone.now(), booked.visit
    done = Done("book", AsItWas.not_there(visit, now), booked.overruled)
    if not is_beside_agenda(request):
        return answer_done(request, visit, done)
    remember(request, visit, done)
    place = Place.at(request.headers.get("HX-Current-URL", ""), now, sight_of(request.user))
    kin = week_with(place.kin, visit.practitioner_id)
    address = agenda_url(visit.day, kin, visit.pk)
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"phone:booked": address})})


def book_typed(form: BookForm, whose: Whose, now: datetime) -> "DeskBooking":
    """Book what a valid form says. Raises BookingError."""
    data, details = form.cleaned_data, form.details()
    return book_at_desk(
        treatment=data["treatment"],
        practitioner=data["practitioner"],
        starts_at=data["starts_at"],
        details=details,
        identity=whose.identity(details),
        overrule=bool(data["overrule"]),
        because=data["overrule"],
        now=now,
        note=data["note"],
    )
