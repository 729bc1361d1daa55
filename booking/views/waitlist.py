"""A place on the waiting list: look at it, leave it. GET changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking import links
from booking.errors import BookingError
from booking.practice import current_practice
from booking.services.leave_waitlist import leave_waitlist
from booking.views.refused import link_refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """What is waited for, and what is on offer; POST leaves the list."""
    now = timezone.now()
    try:
        entry = links.read_waiting(token)
    except BookingError as error:
        return link_refused(request, error)
    if request.method == "POST":
        leave_waitlist(entry=entry, now=now)
        return redirect(links.waiting_path(entry))
    offer = entry.offers.open().for_page().first()
    context = {
        "entry": entry,
        "offer": offer if offer and offer.is_open(now) else None,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/waitlist.html", context)
