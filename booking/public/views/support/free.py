"""What can be booked by who asks."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from booking.models import Practitioner, Treatment
from booking.models.rules import rules_for
from booking.public.views.support.visitor import visitor_of
from booking.scheduling.openings import Opening
from booking.services.practice.find_openings import find_openings


def free_for(
    request: HttpRequest, treatment: Treatment, people: Sequence[Practitioner], *, now: datetime
) -> list[Opening]:
    """In order of time, in two queries. What the visitor holds is free for that visitor."""
    visitor = visitor_of(request)
    return find_openings(treatment, people, rules=rules_for(treatment), now=now, visitor=visitor)
