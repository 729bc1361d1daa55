"""Versions that a form or button sends back, and the member of staff who sends them."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from booking.reception.forms.shown import FIELD


def shown_in(request: HttpRequest) -> str:
    """Version that the screen showed: posted, or in the address of a button; empty without one."""
    return request.POST.get(FIELD) or request.GET.get(FIELD, "")


def member_of_staff(request: HttpRequest) -> User | None:
    """Whoever is logged in."""
    return request.user if isinstance(request.user, User) else None
