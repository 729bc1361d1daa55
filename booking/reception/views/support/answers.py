"""Answers to what the desk does to an appointment: to a script, and to a browser without one.

A script of the agenda gets the pieces that changed; a browser is led on to the page that it came
from. On the agenda the bar says what was done, elsewhere a message above the page does. Both have
the button that undoes it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.admin import messages

from booking.errors import BookingError
from booking.models import Appointment
from booking.reception.views.support.addresses import return_url
from booking.reception.views.support.bar import Bar, Done, bar_for, refusal, remember
from booking.reception.views.support.changed import changed_pieces
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.place import Place
from booking.services.practice.sight import sight_of


def is_by_script(request: HttpRequest) -> bool:
    """Tell whether htmx sent the request, to put the answer into the page that it shows."""
    return request.headers.get("HX-Request") == "true"


def answer_done(
    request: HttpRequest, visit: Appointment, done: Done, address: str = ""
) -> HttpResponse:
    """Say what was done, and show what changed on the page that a script shows, named by `next`.

    A browser goes on to `address`, or else to `next` or the agenda of that day.
    """
    now, shown = timezone.now(), return_url(request, visit)
    address = address or shown
    bar = bar_for(visit, done, now)
    remember(request, visit, done)
    if is_by_script(request):
        return changed_pieces(request, Place.at(shown, now, sight_of(request.user)), bar=bar)
    if done.undone_until is None or not is_agenda(address):
        messages.success(request, message_of(request, bar, address))
    return redirect(f"{address}#afspraak-{visit.pk}" if is_agenda(address) else address)


def message_of(request: HttpRequest, bar: Bar, address: str) -> SafeString:
    """The bar as a message above the page of that address."""
    context = {"bar": bar, "next": address}
    return render_to_string("booking/reception/done_message.html", context, request)


def is_agenda(address: str) -> bool:
    """Tell whether an address is one of the agenda itself, where the bar is shown."""
    return address.partition("?")[0] == reverse("agenda:index")


def answer_refused(request: HttpRequest, visit: Appointment, error: BookingError) -> HttpResponse:
    """Say why nothing was done, and go on to `next` or show there how things are."""
    now, address = timezone.now(), return_url(request, visit)
    if is_by_script(request):
        return changed_pieces(
            request, Place.at(address, now, sight_of(request.user)), bar=refusal(error)
        )
    report_refused(request, error)
    return redirect(address)
