"""Addresses of a patient's pages, as their links have them."""

from django.urls import reverse

from booking import links
from booking.models import Appointment


def cancel_path(visit: Appointment) -> str:
    return reverse("booking:cancel", args=[links.token(links.Purpose.VISIT, visit)])


def move_list_path(visit: Appointment) -> str:
    return reverse("booking:move", args=[links.token(links.Purpose.VISIT, visit)])


def calendar_path(visit: Appointment) -> str:
    return reverse("booking:calendar_file", args=[links.token(links.Purpose.VISIT, visit)])
