"""Putting a patient on the waiting list, with or without an appointment."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from booking.errors import BookingError, ChangedMeanwhile, PerhapsKnown
from booking.models import Appointment, Practitioner, WaitlistEntry
from booking.models.rules import practice_rules
from booking.public.presenters.calendar import Moment
from booking.public.views.support.free_now import (
    asks_again,
    free_to_book,
    free_to_move_to,
    says_to_wait,
)
from booking.reception.forms.shown import show_version
from booking.reception.forms.waitlist import DeskWishesForm, EntryForm
from booking.reception.views.support.named import patient_named
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.reception.views.support.steps import forget_what_was_typed
from booking.reception.views.support.whose import NOTHING_SHOWN, Whose, next_step, read_whose
from booking.reception.views.waitlist import return_to_list, show_other_wishes
from booking.scheduling.clock import clinic_date
from booking.services.patients.glance import glances_at
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.text.refusals import told_to_desk

ON_THE_LIST = _("%(name)s is on the waiting list.")
WAITS_ALREADY = _("%(name)s is on the waiting list for this already.")
OTHER_WISHES = _(
    "%(name)s is on the waiting list for this already, with other wishes. Nothing was changed: what"
    " you typed is below, save it if that has to hold."
)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.add_waitlistentry")
def add_entry(request: HttpRequest) -> HttpResponse:
    """Add a waiting-list entry.

    With `?afspraak=12` its patient waits for a moment before that appointment, which has to be
    coming, or the screen of the place that they have already; without it the desk types who waits,
    or begins with `?patient=12`.
    """
    now = timezone.now()
    if pk := request.GET.get("afspraak", ""):
        visits = Appointment.objects.for_page().coming(now).exclude(patient=None)
        visit = get_object_or_404(visits, pk=pk if pk.isdecimal() else 0)
        waiting = WaitlistEntry.objects.waiting().filter(appointment=visit).first()
        if waiting and request.method != "POST":
            return lead_to_place(request, waiting)
        return add_for_appointment(request, visit, now)
    return add_for_typed_patient(request, now)


def lead_to_place(request: HttpRequest, entry: WaitlistEntry) -> HttpResponse:
    """Lead to the wishes of somebody who waits already, or to the list if they are not for them."""
    messages.info(request, WAITS_ALREADY % {"name": entry.patient})
    if request.user.has_perm("booking.change_waitlistentry"):
        return redirect("wachtlijst:change", entry.pk)
    return redirect("wachtlijst:index")


def add_for_appointment(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponse:
    """Add an entry for a patient who wants to come earlier than this appointment."""
    today = clinic_date(now)
    people = list(Practitioner.objects.online().giving(visit.treatment))
    form = DeskWishesForm(
        request.POST or None,
        people=people,
        first_day=today,
        last_day=visit.day,
        initial={
            "practitioner": visit.practitioner_id,
            "until_day": max(today, visit.day - timedelta(days=1)),
        },
    )
    show_version(form, visit.version)
    free = free_to_move_to(request, form, visit, people, now)
    if says_to_wait(request, form, free):
        try:
            entry = join_waitlist_for(
                visit=visit,
                wishes=form.wishes(),
                now=now,
                at_desk=True,
                by_user=member_of_staff(request),
                shown=shown_in(request),
            )
        except ChangedMeanwhile as error:
            form.add_error(None, str(error))
            visit = Appointment.objects.for_page().get(pk=visit.pk)
            show_version(form, visit.version, anew=True)
        except BookingError as error:
            form.add_error(None, told_to_desk(error))
        else:
            return answer_joined(request, entry, form, now)
    return add_page(request, form, free, {"appointment": visit} | NOTHING_SHOWN)


def answer_joined(
    request: HttpRequest, entry: WaitlistEntry, form: DeskWishesForm, now: datetime
) -> HttpResponse:
    """Say who is on the list; if somebody was before us, with other wishes, show what we typed."""
    forget_what_was_typed(request)
    if entry.created_at == now or entry.wishes.are_alike(form.wishes()):
        return return_to_list(request, ON_THE_LIST % {"name": entry.patient})
    if not request.user.has_perm("booking.change_waitlistentry"):
        return lead_to_place(request, entry)
    return show_other_wishes(request, entry, OTHER_WISHES % {"name": entry.patient}, now)


def add_for_typed_patient(request: HttpRequest, now: datetime) -> HttpResponse:
    """Add an entry for somebody without an appointment, whose details are typed."""
    if step := next_step(request):
        return step
    whose = read_whose(request, now)
    people = list(Practitioner.objects.online())
    form = EntryForm(
        whose.data,
        people=people,
        first_day=clinic_date(now),
        last_day=clinic_date(now + practice_rules().horizon),
        initial={"key": uuid4(), "practitioner": ""}
        | known_of(request, now)
        | whose.initial(EntryForm),
    )
    free: list[Moment] = []
    if form.is_valid():
        free = free_to_book(request, form, form.cleaned_data["treatment"], people, now)
    if says_to_wait(request, form, free):
        try:
            entry = join_typed(form, whose, now)
        except PerhapsKnown as error:
            whose.ask(error, form.details(), now)
            form.add_error(None, str(error))
        except BookingError as error:
            form.add_error(None, told_to_desk(error))
        else:
            return answer_joined(request, entry, form, now)
    return add_page(request, form, free, {"appointment": None} | whose.context)


def known_of(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Initial values of the patient whom the address names, with what the last visit was for."""
    patient = patient_named(request)
    if patient is None:
        return {}
    [glance] = glances_at([patient], now=now)
    return EntryForm.initial_for(patient) | {"treatment": glance.treatment}


def join_typed(form: EntryForm, whose: Whose, now: datetime) -> WaitlistEntry:
    """Join the waiting list as a valid form says. Raises BookingError."""
    details = form.details()
    return join_waitlist(
        treatment=form.cleaned_data["treatment"],
        wishes=form.wishes(),
        details=details,
        identity=whose.identity(details),
        key=form.cleaned_data["key"],
        now=now,
        at_desk=True,
    )


def add_page(
    request: HttpRequest, form: DeskWishesForm, free: list[Moment], more: dict[str, Any]
) -> HttpResponse:
    """Show the form, below the openings that need no waiting."""
    context = {"form": form, "free": free, "asks_again": asks_again(form, free)} | more
    return TemplateResponse(request, "booking/reception/waitlist_add.html", context)
