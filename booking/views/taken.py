"""The moment that a visitor wanted is gone: the three openings that come closest (409)."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from booking.availability import clinic_date
from booking.errors import BookingError
from booking.forms import Choice
from booking.models import Practitioner
from booking.models.rules import rules_for
from booking.practice import current_practice
from booking.screens.calendar import moments
from booking.services.bookable import bookable_online
from booking.services.find_openings import nearest_openings
from booking.views.visitor import visitor_key, visitor_of


def time_taken(
    request: HttpRequest,
    error: BookingError,
    choice: Choice,
    candidates: Sequence[Practitioner],
    *,
    wanted: datetime,
) -> HttpResponse:
    """With the same people first."""
    now, visitor = timezone.now(), visitor_of(request)
    rules = rules_for(choice.treatment)
    asked = {"to": wanted, "rules": rules, "now": now, "visitor": visitor}
    people = candidates
    nearest = nearest_openings(choice.treatment, people, **asked)
    if not nearest:
        people = bookable_online(today=clinic_date(now)).giving(choice.treatment)
        nearest = nearest_openings(choice.treatment, people, **asked)
    context = {
        "message": str(error),
        "choice": choice,
        "moments": moments(nearest, {person.pk: person for person in people}),
        "key": visitor_key(request),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/time_taken.html", context, status=HTTPStatus.CONFLICT)
