"""Helpers of the desk's views: addresses to go back to, and messages."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from booking.choices import DeskRule
from booking.models import Appointment, Patient


def tell(request: HttpRequest, done: str, overruled: Sequence[DeskRule]) -> None:
    """What is done, and by name what that overruled."""
    if overruled:
        rules = "; ".join(str(rule.label) for rule in overruled)
        done = _("%(done)s Outside the rules: %(rules)s.") % {"done": done, "rules": rules}
    messages.success(request, done)


def patient_named(request: HttpRequest) -> Patient | None:
    """By number: an address names nobody."""
    pk = request.GET.get("patient", "")
    if not pk.isdecimal() or not request.user.has_perm("booking.view_patient"):
        return None
    return Patient.objects.known().filter(pk=pk).first()


def url_after(request: HttpRequest, appointment: Appointment) -> str:
    """Back to the list that asked for it with `next`, or else to that day."""
    return get_valid_next_url_from_request(request) or agenda_url(appointment)


def agenda_url(appointment: Appointment) -> str:
    return day_url(appointment.day)


def day_url(day: date) -> str:
    return f"{reverse('agenda:index')}?{urlencode({'dag': day.isoformat()})}"
