"""A waiting-list entry: see it, change its wishes, or leave the list.

GET changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError, ChangedMeanwhile, NotWaiting
from booking.models import WaitlistEntry
from booking.practice import current_practice
from booking.public.forms import Choice
from booking.public.forms.waitlist import WishesForm
from booking.public.presenters.calendar import Moment
from booking.public.views.support.free_now import (
    asks_again,
    free_for_entry,
    says_to_wait,
)
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.public.views.support.shown import CHANGED, shown_in
from booking.public.views.support.visitor import visitor_key
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.confirm_entry import confirm_entry
from booking.services.waitlist.leave import leave_waitlist


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """Show the wishes of an entry and its open offer; POST leaves the list."""
    now = timezone.now()
    entry = links.read_waiting(token, now=now)
    if request.method != "POST":
        return entry_page(request, entry, now)
    try:
        leave_waitlist(entry=entry, now=now, shown=shown_in(request))
    except ChangedMeanwhile:
        entry.refresh_from_db()
        if entry.is_waiting:
            return entry_page(request, entry, now, fault=NotDone.LEFT.because(str(CHANGED)))
    return redirect(links.waiting_path(entry))


def entry_page(
    request: HttpRequest, entry: WaitlistEntry, now: datetime, *, fault: str = ""
) -> HttpResponse:
    """Show the wishes of an entry and its open offer. A `fault` answers with status 409."""
    offer = entry.offers.open().for_page().first()
    context = {
        "entry": entry,
        "fault": fault,
        "offer": offer if offer and offer.is_open(now) else None,
        "is_saved": "bewaard" in request.GET,
        "has_therapist": not WaitlistEntry.objects.without_therapist().contains(entry),
        "practice": current_practice(request),
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/waitlist.html", context, status=status)


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask to confirm an entry from the website; POST confirms it. The link comes by mail only."""
    now = timezone.now()
    entry = links.read_waiting(token, now=now, by=links.Purpose.CONFIRM)
    fault = ""
    if request.method == "POST":
        try:
            entry = confirm_entry(entry=entry, now=now, shown=shown_in(request))
        except ChangedMeanwhile:
            entry.refresh_from_db()
            fault = NotDone.CONFIRMED.because(str(CHANGED))
        except NotWaiting:  # it ended meanwhile, as its page says
            entry.refresh_from_db()
    if entry.is_confirmed or not entry.can_be_confirmed(now):
        return redirect(links.waiting_path(entry))
    context = {"entry": entry, "fault": fault, "practice": current_practice(request)}
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/waitlist_confirm.html", context, status=status)


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, token: str) -> HttpResponse:
    """Change the wishes of an entry. An entry that has ended leads to its own page."""
    now = timezone.now()
    entry = links.read_waiting(token, now=now)
    if not entry.is_waiting and request.method == "POST":
        return entry_page(request, entry, now, fault=NotDone.WISHES.because(NotWaiting()))
    if not entry.is_waiting:
        return redirect(links.waiting_path(entry))
    people = bookable_online(today=clinic_date(now)).giving(entry.treatment)
    form = WishesForm.for_entry(entry, request.POST or None, people=people, now=now)
    free: list[Moment] = []
    if entry.appointment is None or entry.appointment.can_be_changed_online(now):
        free = free_for_entry(request, form, entry, people, now)
    if says_to_wait(request, form, free):
        return save_wishes(request, entry, form, free, now)
    return wishes_page(request, entry, form, free)


def save_wishes(
    request: HttpRequest,
    entry: WaitlistEntry,
    form: WishesForm,
    free: Sequence[Moment],
    now: datetime,
) -> HttpResponse:
    """Save the wishes of a valid form, if the entry still has those that the page showed."""
    try:
        change_wishes(entry=entry, wishes=form.wishes(), now=now, shown=shown_in(request))
    except ChangedMeanwhile:
        entry.refresh_from_db()
        if not entry.is_waiting:
            return entry_page(request, entry, now, fault=NotDone.WISHES.because(NotWaiting()))
        form.add_error(None, str(CHANGED))
        return wishes_page(request, entry, form, free, is_changed=True)
    except BookingError as error:
        form.add_error(None, str(error))
        return wishes_page(request, entry, form, free)
    return redirect(f"{links.waiting_path(entry)}?bewaard=ja")


def wishes_page(
    request: HttpRequest,
    entry: WaitlistEntry,
    form: WishesForm,
    free: Sequence[Moment],
    *,
    is_changed: bool = False,
) -> HttpResponse:
    """Show the form for the wishes; with status 409 and the wishes of now if others changed them.

    Until it has shown those, a page that comes back sends the version that its patient last saw.
    """
    context = {
        "form": form,
        "not_done": NotDone.WISHES,
        "entry": entry,
        "is_changed": is_changed,
        "shown": entry.version if is_changed else shown_in(request) or entry.version,
        "free": free,
        "asks_again": asks_again(form, free),
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    status = HTTPStatus.CONFLICT if is_changed else HTTPStatus.OK
    return TemplateResponse(
        request, "booking/waitlist_wishes.html", context | hold_of(entry), status=status
    )


def hold_of(entry: WaitlistEntry) -> dict[str, Any]:
    """Return what a form needs that holds an opening for the patient of this entry."""
    if entry.appointment:
        return {
            "hold_url": links.moments_path(entry.appointment, with_anybody=True),
            "choice": None,
        }
    choice = Choice(entry.treatment)
    return {"hold_url": choice.openings_url, "choice": choice}
