"""All visits of one mailbox: the link to them stands in mails only, as a visitor proves nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking import links
from booking.errors import TooManyAttempts
from booking.practice import current_practice
from booking.public.forms import LinkForm
from booking.public.views.support.refused import opens_link, too_often
from booking.public.views.support.visitor import address_of
from booking.services.mail.send_links import send_links
from booking.services.mail.set_reminders import set_reminders
from booking.services.visits.my_visits import my_visits as visits_of


@opens_link
@require_safe
def my_visits(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    patient = links.read_visits(token, now=now)
    context = {
        "mailbox": visits_of(patient, now=now),
        "token": token,
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/my_visits.html", context)


@opens_link
@require_POST
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    """On with `herinneringen=aan`, off with anything else. Both may come twice."""
    patient = links.read_visits(token, now=timezone.now())
    set_reminders(patient=patient, wanted=request.POST.get("herinneringen") == "aan")
    return redirect(f"{reverse('booking:my_visits', args=[token])}#herinneringen")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_link(request: HttpRequest) -> HttpResponse:
    """Answers the same whether the address is known or not, also when it was asked too often."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        email, source = form.cleaned_data["email"], address_of(request)
        try:
            send_links(email=email, now=timezone.now(), source=source)
        except TooManyAttempts as error:
            return too_often(request, error)
        return redirect("booking:my_link_sent")
    context = {"form": form, "practice": current_practice(request)}
    return TemplateResponse(request, "booking/my_link.html", context)


@never_cache
@require_safe
def my_link_sent(request: HttpRequest) -> HttpResponse:
    context = {"practice": current_practice(request)}
    return TemplateResponse(request, "booking/my_link_sent.html", context)
