"""Changes of waiting-list entries, and answers to offers that the desk gives for patients."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.errors import BookingError, ChangedMeanwhile
from booking.models import Practitioner, WaitlistEntry, WaitlistOffer
from booking.public.presenters.calendar import Moment
from booking.public.views.support.free_now import asks_again, free_for_entry, says_to_wait
from booking.reception.forms.shown import show_version
from booking.reception.forms.waitlist import DeskWishesForm
from booking.reception.presenters.done import offer_text
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.shown import member_of_staff, shown_in
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.confirm_entry import confirm_entry
from booking.services.waitlist.leave import leave_waitlist
from booking.text.refusals import told_to_desk

INDEX = "wachtlijst:index"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_waitlistentry")
def change_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the wishes of a waiting-list entry, which keeps its turn.

    Wishes for which something is free show that first.
    """
    entry, now = get_object_or_404(WaitlistEntry.objects.for_page(), pk=pk), timezone.now()
    if not entry.is_waiting:
        return return_to_list_because(request, ChangedMeanwhile(entry.news))
    people = list(Practitioner.objects.online().giving(entry.treatment))
    form = DeskWishesForm.for_entry(entry, request.POST or None, people=people, now=now)
    show_version(form, entry.version)
    free = free_for_entry(request, form, entry, people, now)
    if says_to_wait(request, form, free):
        try:
            change_wishes(
                entry=entry,
                wishes=form.wishes(),
                now=now,
                by_user=member_of_staff(request),
                shown=shown_in(request),
            )
        except ChangedMeanwhile as error:
            entry.refresh_from_db()
            if not entry.is_waiting:
                return return_to_list_because(request, error)
            form.add_error(None, str(error))
            show_version(form, entry.version, anew=True)
        except BookingError as error:
            form.add_error(None, told_to_desk(error))
        else:
            changed = _("The wishes of %(name)s are changed.")
            same = _("Nothing was changed: the wishes of %(name)s are as they were.")
            done = changed if form.has_changed() else same
            return return_to_list(request, done % {"name": entry.patient})
    return wishes_page(request, form, entry, free)


def wishes_page(
    request: HttpRequest, form: DeskWishesForm, entry: WaitlistEntry, free: list[Moment]
) -> HttpResponse:
    """Show the form of the wishes, below the openings that need no waiting."""
    context = {"form": form, "entry": entry, "free": free, "asks_again": asks_again(form, free)}
    return TemplateResponse(request, "booking/reception/waitlist_change.html", context)


def show_other_wishes(
    request: HttpRequest, entry: WaitlistEntry, why: str, now: datetime
) -> HttpResponse:
    """Show wishes that were posted as new in the form that changes those of an entry."""
    people = list(Practitioner.objects.online().giving(entry.treatment))
    form = DeskWishesForm.for_entry(entry, request.POST, people=people, now=now)
    show_version(form, entry.version, anew=True)
    form.add_error(None, why)
    page = wishes_page(request, form, entry, [])
    page["Content-Location"] = reverse("wachtlijst:change", args=[entry.pk])
    return page


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("booking.change_waitlistentry")
def end_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a patient off the waiting list, after asking once more."""
    entry = get_object_or_404(WaitlistEntry.objects.for_page(), pk=pk)
    if request.method != "POST" and not entry.is_waiting:
        return return_to_list_because(request, ChangedMeanwhile(entry.news))
    if request.method == "POST":
        try:
            leave_waitlist(
                entry=entry,
                now=timezone.now(),
                by_user=member_of_staff(request),
                shown=shown_in(request),
            )
        except BookingError as error:
            return return_to_list_because(request, error)
        done = _("%(name)s is off the waiting list.")
        return return_to_list(request, done % {"name": entry.patient})
    return TemplateResponse(request, "booking/reception/waitlist_end.html", {"entry": entry})


@require_POST
@permission_required("booking.change_waitlistentry")
def confirm_on_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an entry from the website, as its patient did on the phone."""
    entry = get_object_or_404(WaitlistEntry.objects.for_page(), pk=pk)
    try:
        confirm_entry(
            entry=entry,
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        return return_to_list_because(request, error)
    done = _("Confirmed: %(name)s gets offers from now on.")
    return return_to_list(request, done % {"name": entry.patient})


@require_POST
@permission_required("booking.change_waitlistentry")
def answer_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline an offer, as the patient said on the phone.

    The pressed button sends `antwoord`: `ja` or `nee`. Anything else is answered with status 400.
    """
    offer = get_object_or_404(WaitlistOffer.objects.for_page(), pk=pk)
    answers: dict[str, tuple[Callable[..., object], str]] = {
        "ja": (accept_offer, _("The offer is taken, the appointment is fixed: %(offer)s.")),
        "nee": (decline_offer, _("Not taken: %(offer)s. The patient stays on the waiting list.")),
    }
    if (given := request.POST.get("antwoord", "")) not in answers:
        return HttpResponse(status=400)
    answer, done = answers[given]
    try:
        answer(
            offer=offer,
            now=timezone.now(),
            by_user=member_of_staff(request),
            shown=shown_in(request),
        )
    except BookingError as error:
        return return_to_list_because(request, error)
    return return_to_list(request, done % {"offer": offer_text(offer)})


def return_to_list(request: HttpRequest, done: str) -> HttpResponse:
    """Redirect to `next`, or else to the waiting list, where the message `done` shows."""
    messages.success(request, done)
    return redirect(get_valid_next_url_from_request(request) or INDEX)


def return_to_list_because(request: HttpRequest, error: BookingError) -> HttpResponse:
    """Redirect to `next`, or else to the waiting list, which says why nothing was done."""
    report_refused(request, error)
    return redirect(get_valid_next_url_from_request(request) or INDEX)
