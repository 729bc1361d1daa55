"""The search field of the agenda: who is on the phone, and what to do for them."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from booking.reception.forms.search import SearchForm
from booking.reception.presenters.found_people import found_people, treatment_of_somebody_new
from booking.reception.views.support.steps import kept_step, lead_to_step
from booking.scheduling.clock import clinic_date, plausible_day

# No name, number or address of a patient is longer.
LONGEST = 254


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_appointment")
@permission_required("booking.view_patient")
def find_patient(request: HttpRequest) -> HttpResponse:
    """Show the patients whom the posted words find, each with a way to book for them.

    The script of the agenda gets the rows for below its field; others are led to an address with a
    token for the words. With `nieuw` the words lead on to the agenda, with somebody new in the hand
    of whom they are the name or the number. `dag` is the day that the agenda shows.
    """
    now = timezone.now()
    words = request.POST.get("zoek", "")[:LONGEST]
    data = request.POST if request.method == "POST" else request.GET
    day = plausible_day(data.get("dag", "")) or clinic_date(now)
    if request.method != "POST":
        return found_page(request, day, now)
    if "nieuw" in request.POST:
        return lead_to_new(request, words, day)
    if request.headers.get("HX-Request"):
        rows = found_people(words, day, now=now)
        return TemplateResponse(request, "booking/reception/phone_rows.html", {"found": rows})
    return lead_on(request, words, "agenda:find", dag=day.isoformat())


def found_page(request: HttpRequest, day: date, now: datetime) -> HttpResponse:
    """The page with what was found by the words of its address."""
    words = kept_step(request)
    search = SearchForm({"zoek": words} if isinstance(words, str) else None)
    search.fields["zoek"].widget.attrs["autofocus"] = True
    context: dict[str, Any] = {"search": search, "day": day}
    if search.is_bound:
        context["found"] = found_people(words, day, now=now)
    return TemplateResponse(request, "booking/reception/phone_found.html", context)


def lead_to_new(request: HttpRequest, words: str, day: date) -> HttpResponse:
    """Lead to the agenda with a booking for somebody new in the hand."""
    proposed = treatment_of_somebody_new()
    treatment = {"behandeling": str(proposed.pk)} if proposed else {}
    return lead_on(request, words, "agenda:index", dag=day.isoformat(), hand="nieuw", **treatment)


def lead_on(request: HttpRequest, words: str, name: str, **asked: str) -> HttpResponse:
    """Lead to the page of that name with a token for the words."""
    address = f"{reverse(name)}?{urlencode(asked)}"
    return lead_to_step(request, words, address) or redirect(address)
