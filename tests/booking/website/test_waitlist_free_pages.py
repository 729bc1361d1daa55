"""Who is about to wait sees first what can be booked now, and waits by a second press."""

import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment, WaitlistEntry
from tests.booking.conftest import OpenPractice
from tests.booking.website.test_waitlist_pages import booked_in_a_week, join_path, wishes

pytestmark = pytest.mark.django_db
NOT_YET = "Je staat nog niet op de wachtlijst."


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    return booked_in_a_week(practice_with_room)


def pressed(page: Any, moment: str) -> dict[str, Any]:
    """What the button of that moment sends, with the hidden fields around it."""
    section = page.text.split('aria-labelledby="nu-vrij"')[1].split("</section>")[0]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', section)
    return dict(hidden) | {"moment": moment}


def test_what_is_free_already_is_told_first_with_buttons_that_move(
    client: Client, visit: Appointment
) -> None:
    page = client.get(join_path(visit))

    first, *others = page.context["free"]
    assert "Kies een moment om je afspraak ernaar te verplaatsen." in page.text
    assert (first.starts_at, len(others)) == (visit.starts_at - timedelta(days=7), 2)
    held = client.post(page.context["hold_url"], pressed(page, first.value))
    client.post(held.url)
    visit.refresh_from_db()
    assert visit.starts_at == first.starts_at


def test_nobody_joins_unaware_of_what_is_free(client: Client, visit: Appointment) -> None:
    shown = client.get(join_path(visit))
    page = client.post(join_path(visit), wishes())

    assert len(page.context["free"]) == 3
    assert not WaitlistEntry.objects.exists()
    assert NOT_YET not in shown.text
    assert NOT_YET in page.text


def test_other_wishes_show_what_is_free_for_them_before_anybody_waits(
    client: Client, visit: Appointment
) -> None:
    first = client.post(join_path(visit), wishes(parts=["morning"]))
    seen = first.context["form"].shown_for

    other = client.post(join_path(visit), wishes(toch="ja", gezien=seen))
    waits_already = WaitlistEntry.objects.exists()
    client.post(join_path(visit), wishes(toch="ja", gezien=other.context["form"].shown_for))

    assert (len(other.context["free"]), waits_already) == (3, False)
    assert WaitlistEntry.objects.exists()


def test_who_wants_to_wait_all_the_same_may(client: Client, visit: Appointment) -> None:
    page = client.post(join_path(visit), wishes(toch="ja"))

    entry = WaitlistEntry.objects.get()
    assert (page.status_code, page.url) == (HTTPStatus.FOUND, links.waiting_path(entry))
    assert (entry.patient, entry.appointment) == (visit.patient, visit)


def test_where_nothing_fits_one_press_joins(client: Client, visit: Appointment) -> None:
    client.post(join_path(visit), wishes(parts=["evening"], weekdays=["1", "5"]))

    entry = WaitlistEntry.objects.get()
    assert (entry.parts, entry.weekdays) == (["evening"], [1, 5])


def test_without_a_visit_what_is_free_is_booked_by_a_press(
    client: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    path = f"{reverse('booking:waitlist')}?{urlencode(practice_with_room.choice())}"
    page = client.post(path, details(**wishes(), key=uuid4()))
    moment = page.context["free"][1]

    held = client.post(page.context["hold_url"], pressed(page, moment.value))
    typed_before = client.get(held.url).context["form"]
    client.post(held.url, details())

    visit = Appointment.objects.get()
    assert (visit.starts_at, visit.status) == (moment.starts_at, AppointmentStatus.BOOKED)
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"
    kept = [typed_before[name].value() for name in ("name", "email", "phone")]
    assert kept == ["Mia Voorbeeld", "mia@patient.example", "0470 12 34 56"]
    assert not WaitlistEntry.objects.exists()
