"""The openings that a visitor can book."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from booking.models import Practitioner, Treatment
from booking.models.rules import rules_for
from booking.public.views.support.visitor import visitor_of
from booking.scheduling.openings import Opening
from booking.services.practice.find_openings import find_openings


def openings_for(
    request: HttpRequest, treatment: Treatment, people: Sequence[Practitioner], *, now: datetime
) -> list[Opening]:
    """Return the openings of these therapists in order of time, in two queries.

    Times that the visitor holds already are free for that visitor.
    """
    visitor = visitor_of(request)
    return find_openings(treatment, people, rules=rules_for(treatment), now=now, visitor=visitor)
