"""Addresses that a view of the desk goes on to."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.models import Appointment
from booking.reception.presenters.kin import Kin


def return_url(request: HttpRequest, appointment: Appointment) -> str:
    """Address in `next` when it is one of this site, or else the agenda of that day."""
    return get_valid_next_url_from_request(request) or agenda_url(appointment.day)


def agenda_url(day: date, kin: Kin = None, card: int | None = None) -> str:
    """Address of the agenda of one day, or of a week, with a card beside it.

    Example: `/beheer/agenda/?dag=2027-01-12`; for the week of a therapist `&kin=3` comes after it,
    for that of all `&kin=allen`, and `&kaart=81` for the card of an appointment.
    """
    more = {"kin": kin, "kaart": card}
    asked = {"dag": day.isoformat()} | {name: str(one) for name, one in more.items() if one}
    return f"{reverse('agenda:index')}?{urlencode(asked)}"
