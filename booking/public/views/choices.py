"""Choose another time for an appointment whose therapist cannot come.

GET changes nothing, as mail scanners open links too.
"""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.errors import BookingError
from booking.models import Substitute, Substitution
from booking.practice import current_practice
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.refused import opens_link
from booking.services.substitutes.answer import decline_choices, take_choice
from booking.services.visits.still_open import is_still_open
from booking.substitution_links import choices_path, read_choices

NONE_SUITS = "geen"


@opens_link
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """Show the times to choose from; POST takes the one that `keuze` names, or `geen` of them.

    The first answer counts. A second click on it does nothing more.
    """
    now = timezone.now()
    asked = read_choices(token, now=now)
    if request.method != "POST":
        return choices_page(request, asked, now)
    return answer(request, token, asked, now)


def answer(request: HttpRequest, token: str, asked: Substitution, now: datetime) -> HttpResponse:
    """Carry out the answer that was posted; what cannot be had any more is told with the rest."""
    said = request.POST.get("keuze", "")
    if said == NONE_SUITS:
        decline_choices(substitution=asked, now=now)
        return redirect(choices_path(asked))
    choice = next((one for one in asked.choices.all() if one.uid.hex == said), None)
    if choice is None:
        return choices_page(request, asked, now, fault=_("Choose one of the times."))
    try:
        take_choice(choice=choice, now=now)
    except BookingError as error:
        fault = NotDone.MOVED.because(error)
        return choices_page(request, read_choices(token, now=now), now, fault=fault)
    return redirect(choices_path(asked))


def choices_page(
    request: HttpRequest, asked: Substitution, now: datetime, *, fault: str = ""
) -> HttpResponse:
    """Show what can be chosen still, or where the appointment is now; a `fault` with 409."""
    is_asked = asked.stands and asked.declined_at is None and now < asked.ends_at
    context = {
        "asked": asked,
        "appointment": asked.appointment,
        "choices": still_free(asked, now) if is_asked else [],
        "is_asked": is_asked,
        "fault": fault,
        "practice": current_practice(request),
        "none_suits": NONE_SUITS,
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "booking/choices.html", context, status=status)


def still_free(asked: Substitution, now: datetime) -> list[Substitute]:
    """Choices that can be had: kept, or late and not taken by anybody else."""
    return [
        choice
        for choice in asked.choices.all()
        if choice.hold and choice.may_be_taken and is_still_open([choice.hold], now=now)
    ]
