"""The number of things that need the desk, counted once for each page."""

from django.http import HttpRequest
from django.utils import timezone

from booking.reception.presenters.attention.kinds import count_needs

# The permission to do something about them.
NEEDS = "booking.change_appointment"
_COUNTED = "_needs_of_the_desk"


def needs_count(request: HttpRequest) -> int:
    """The number of things that need the desk; 0 for who cannot do anything about them.

    One query for each page, however often it is asked.
    """
    if not hasattr(request, _COUNTED):
        may_act = request.user.has_perm(NEEDS)
        remember_count(request, count_needs(now=timezone.now()) if may_act else 0)
    count: int = getattr(request, _COUNTED)
    return count


def remember_count(request: HttpRequest, count: int) -> None:
    """Keep the number for the rest of the page, which counted it already."""
    setattr(request, _COUNTED, count)
