"""The waiting list at the desk: who is next, who was asked what, and what they answered."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError
from booking.models import Appointment, Practitioner, WaitlistEntry, WaitlistOffer
from booking.models.rules import practice_rules
from booking.public.forms.waitlist import WishesForm
from booking.reception.forms.waitlist import EntryForm
from booking.scheduling.clock import clinic_date
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.services.waitlist.leave import leave_waitlist

NEWEST_OFFERS = 30


INDEX = "wachtlijst:index"


@require_safe
@permission_required("booking.view_waitlistentry")
def waiting_list(request: HttpRequest) -> HttpResponse:
    """In four queries, however long the list."""
    offers = WaitlistOffer.objects.with_mail_failed().select_related("practitioner")
    entries = WaitlistEntry.objects.waiting().for_page().in_turn()
    newest = WaitlistOffer.objects.for_page().order_by("-offered_at", "-pk")
    context = {
        "entries": list(
            entries.prefetch_related(Prefetch("offers", offers.order_by("offered_at", "pk")))
        ),
        "newest": list(newest[:NEWEST_OFFERS]),
        "may_add": request.user.has_perm("booking.add_waitlistentry"),
        "may_change": request.user.has_perm("booking.change_waitlistentry"),
    }
    return TemplateResponse(request, "booking/reception/waitlist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_waitlistentry")
def add_entry(request: HttpRequest) -> HttpResponse:
    """With `?afspraak=` before that visit, else for somebody whose details are typed."""
    now = timezone.now()
    if pk := request.GET.get("afspraak", ""):
        visits = Appointment.objects.for_page().coming(now).exclude(patient=None)
        visit = get_object_or_404(visits, pk=pk if pk.isdecimal() else 0)
        return add_for_visit(request, visit, now)
    return add_for_somebody(request, now)


def add_for_visit(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    today = clinic_date(now)
    form = WishesForm(
        request.POST or None,
        people=Practitioner.objects.online().giving(visit.treatment),
        first_day=today,
        last_day=visit.day,
        initial={
            "practitioner": visit.practitioner_id,
            "until_day": max(today, visit.day - timedelta(days=1)),
        },
    )
    if form.is_valid():
        try:
            join_waitlist_for(visit=visit, wishes=form.wishes(), now=now, at_desk=True)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            return told(request, _("The patient is on the waiting list."))
    context = {"form": form, "appointment": visit}
    return TemplateResponse(request, "booking/reception/waitlist_add.html", context)


def add_for_somebody(request: HttpRequest, now: datetime) -> HttpResponse:
    form = EntryForm(
        request.POST or None,
        people=Practitioner.objects.online(),
        first_day=clinic_date(now),
        last_day=clinic_date(now + practice_rules().horizon),
        initial={"key": uuid4(), "practitioner": ""},
    )
    if form.is_valid():
        try:
            join_waitlist(
                treatment=form.cleaned_data["treatment"],
                wishes=form.wishes(),
                details=form.details(),
                key=form.cleaned_data["key"],
                now=now,
                at_desk=True,
            )
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            return told(request, _("The patient is on the waiting list."))
    return TemplateResponse(request, "booking/reception/waitlist_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_waitlistentry")
def change_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What suits the patient now. The turn stays."""
    entry, now = (
        get_object_or_404(WaitlistEntry.objects.waiting().for_page(), pk=pk),
        timezone.now(),
    )
    people = Practitioner.objects.online().giving(entry.treatment)
    form = WishesForm.for_entry(entry, request.POST or None, people=people, now=now)
    if form.is_valid():
        try:
            change_wishes(entry=entry, wishes=form.wishes(), now=now)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            return told(request, _("The wishes are changed."))
    context = {"form": form, "entry": entry}
    return TemplateResponse(request, "booking/reception/waitlist_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_waitlistentry")
def end_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first."""
    entry = get_object_or_404(WaitlistEntry.objects.for_page(), pk=pk)
    if request.method == "POST":
        leave_waitlist(entry=entry, now=timezone.now())
        return told(request, _("The patient is off the waiting list."))
    return TemplateResponse(request, "booking/reception/waitlist_end.html", {"entry": entry})


@require_POST
@permission_required("booking.change_waitlistentry")
def answer_for_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """What the patient said on the phone."""
    offer = get_object_or_404(WaitlistOffer, pk=pk)
    answers = {
        "ja": (accept_offer, _("The offer is taken: the appointment is fixed.")),
        "nee": (decline_offer, _("Noted. The patient stays on the waiting list.")),
    }
    answer, done = answers.get(request.POST.get("antwoord", ""), (None, ""))
    if answer is None:
        return HttpResponse(status=400)
    try:
        answer(offer=offer, now=timezone.now())
    except BookingError as error:
        messages.error(request, str(error))
        return redirect(INDEX)
    return told(request, done)


def told(request: HttpRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(INDEX)
