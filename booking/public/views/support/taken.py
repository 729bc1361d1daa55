"""The page for an opening that was just taken, or that nobody works at any more (409)."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from booking.errors import BookingError, TimeTaken
from booking.models import Practitioner
from booking.practice import current_practice
from booking.public.forms import Choice
from booking.public.presenters.calendar import moments
from booking.public.views.support.free import openings_for
from booking.public.views.support.not_done import NotDone
from booking.public.views.support.visitor import visitor_key
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import nearest
from booking.services.practice.bookable import bookable_online


def time_taken(
    request: HttpRequest,
    error: BookingError,
    choice: Choice,
    candidates: Sequence[Practitioner],
    *,
    wanted: datetime,
) -> HttpResponse:
    """Show the three openings nearest to `wanted`.

    The candidates come first; if they have none, everybody who gives the treatment.
    """
    now, people = timezone.now(), candidates
    free = openings_for(request, choice.treatment, people, now=now)
    if not free:
        people = bookable_online(today=clinic_date(now)).giving(choice.treatment)
        free = openings_for(request, choice.treatment, people, now=now)
    context = {
        "message": NotDone.BOOKED.because(error),
        "is_taken": isinstance(error, TimeTaken),
        "choice": choice,
        "moments": moments(nearest(free, wanted, count=3), people),
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/time_taken.html", context, status=HTTPStatus.CONFLICT)
