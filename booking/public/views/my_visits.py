"""The appointments of everybody in one mailbox.

The link to this page is only sent by mail: whoever opens the mailbox may see them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from booking import links
from booking.errors import TooManyAttempts
from booking.models import Patient
from booking.practice import current_practice
from booking.public.forms import LinkForm
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link, too_often
from booking.public.views.support.visitor import network_address
from booking.services.mail.send_links import MOST_IN_A_DAY, send_links
from booking.services.mail.set_reminders import set_reminders
from booking.services.visits.my_visits import my_visits as visits_of


@opens_link
@require_safe
def my_visits(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is coming for everybody in the mailbox."""
    now = timezone.now()
    patient = links.read_visits(token, now=now)
    context = {
        "mailbox": visits_of(patient, now=now),
        "now": now,
        "token": token,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/my_visits.html", context)


@csrf_exempt
@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Show whether the mailbox gets reminders; POST turns them on or off.

    The buttons of the page send `herinneringen`: `aan` or `uit`. Mail programs post
    `List-Unsubscribe=One-Click` without a cookie and follow no redirect (RFC 8058): that turns them
    off, and is answered at once. GET changes nothing, as mail scanners open links too. The token in
    the address is the proof, so there is no other against forgery.
    """
    patient = links.read_visits(token, now=timezone.now())
    if request.method == "POST":
        set_reminders(patient=patient, wanted=request.POST.get("herinneringen") == "aan")
        if "herinneringen" in request.POST:
            return redirect(f"{request.path}?bewaard=ja")
    context = {
        "gets_reminders": Patient.objects.wants_reminders_at(patient.email),
        "is_changed": request.method == "POST" or "bewaard" in request.GET,
        "token": token,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/reminders.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_link(request: HttpRequest) -> HttpResponse:
    """Ask for an e-mail address; POST sends it the link to its appointments.

    The answer does not tell whether the address is known, nor that it was asked for too often.
    """
    form = LinkForm(request.POST or None)
    if form.is_valid():
        email, source = form.cleaned_data["email"], network_address(request)
        try:
            send_links(email=email, now=timezone.now(), source=source)
        except TooManyAttempts as error:
            return too_often(request, error, NotDone.SENT)
        return redirect("booking:my_link_sent")
    context = {"form": form, "not_done": NotDone.SENT, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/my_link.html", context)


@never_cache
@require_safe
def my_link_sent(request: HttpRequest) -> HttpResponse:
    """Tell to look in the mailbox."""
    context = {"most": MOST_IN_A_DAY, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/my_link_sent.html", context)
