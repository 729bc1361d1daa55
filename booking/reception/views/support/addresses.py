"""Addresses that a view of the desk goes on to."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.models import Appointment


def return_url(request: HttpRequest, appointment: Appointment) -> str:
    """Address in `next` when it is one of this site, or else the agenda of that day."""
    return get_valid_next_url_from_request(request) or agenda_url(appointment.day)


def agenda_url(day: date, therapist: int | None = None, card: int | None = None) -> str:
    """Address of the agenda of one day, or of a week of one therapist, with a card beside it.

    Example: `/beheer/agenda/?dag=2027-01-12`; for a week `&kin=3` comes after it, and `&kaart=81`
    for the card of an appointment.
    """
    more = {"kin": therapist, "kaart": card}
    asked = {"dag": day.isoformat()} | {name: pk for name, pk in more.items() if pk}
    return f"{reverse('agenda:index')}?{urlencode(asked)}"
