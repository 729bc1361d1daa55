"""A waiting-list entry: see it, change its wishes, or leave the list.

GET changes nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError
from booking.practice import current_practice
from booking.public.forms.waitlist import WishesForm
from booking.public.views.support.refused import opens_link
from booking.scheduling.clock import clinic_date
from booking.services.practice.bookable import bookable_online
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.leave import leave_waitlist


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """Show the wishes of an entry and its open offer; POST leaves the list."""
    now = timezone.now()
    entry = links.read_waiting(token, now=now)
    if request.method == "POST":
        leave_waitlist(entry=entry, now=now)
        return redirect(links.waiting_path(entry))
    offer = entry.offers.open().for_page().first()
    context = {
        "entry": entry,
        "offer": offer if offer and offer.is_open(now) else None,
        "is_saved": "bewaard" in request.GET,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/waitlist.html", context)


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, token: str) -> HttpResponse:
    """Change the wishes of an entry. An entry that has ended leads to its own page."""
    now = timezone.now()
    entry = links.read_waiting(token, now=now)
    if not entry.is_waiting:
        return redirect(links.waiting_path(entry))
    people = bookable_online(today=clinic_date(now)).giving(entry.treatment)
    form = WishesForm.for_entry(entry, request.POST or None, people=people, now=now)
    if form.is_valid():
        try:
            change_wishes(entry=entry, wishes=form.wishes(), now=now)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"{links.waiting_path(entry)}?bewaard=ja")
    context = {"form": form, "entry": entry, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/waitlist_wishes.html", context)
