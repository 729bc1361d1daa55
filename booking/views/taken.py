"""The moment that a visitor wanted is gone: the three openings that come closest (409)."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from booking.daylist import moments
from booking.errors import BookingError
from booking.forms import Choice, HoldForm
from booking.models import Practitioner
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.services.find_openings import nearest_openings
from booking.services.offer import current_offer
from booking.views.visitor import visitor_of


def time_taken(
    request: HttpRequest,
    error: BookingError,
    choice: Choice,
    candidates: Sequence[Practitioner],
    *,
    wanted: datetime,
) -> HttpResponse:
    """With the same people first."""
    visitor = visitor_of(request)
    asked = {
        "to": wanted,
        "rules": rules_for(choice.treatment),
        "now": timezone.now(),
        "visitor": visitor,
    }
    people = candidates
    nearest = nearest_openings(choice.treatment, people, **asked)
    if not nearest:
        people = current_offer().giving(choice.treatment)
        nearest = nearest_openings(choice.treatment, people, **asked)
    context = {
        "message": str(error),
        "choice": choice,
        "moments": moments(nearest, {person.pk: person for person in people}),
        "key": visitor or HoldForm.new_key(),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/time_taken.html", context, status=HTTPStatus.CONFLICT)
