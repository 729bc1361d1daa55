"""Machines that fill in forms get nowhere, and people who look like one get a way on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.forms import Form
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AttemptKind
from booking.models import Appointment, Notification
from booking.public.forms import DetailsForm
from booking.public.forms.honeypot import HoneypotMixin
from booking.public.forms.my_visits import LinkForm
from booking.public.forms.waitlist import JoinForm
from booking.services.guards.attempts import (
    BOOKINGS_OF_AN_ADDRESS,
    HOLDS_OF_AN_ADDRESS,
    Quota,
    count_attempt,
)
from kinesite.models import PracticeSettings
from tests.booking.conftest import OpenPractice
from tests.booking.support.visit_links import move_list_path
from tests.booking.support.weekly import Weekly, hold_on, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
Typed = Callable[..., dict[str, Any]]
HOLD = "/afspraak/momenten/"
ADDRESS = "203.0.113.7"
TOO_OFTEN = 429


def hold_from(address: str, practice: OpenPractice) -> Any:
    return Client(REMOTE_ADDR=address).post(HOLD, practice.press(practice.at(9)))


def use_up(kind: AttemptKind, quota: Quota) -> None:
    for _time in range(quota.most):
        count_attempt(kind, ADDRESS, now=timezone.now())


def test_a_form_with_the_hidden_field_filled_in_books_nothing(
    client: Client, held: Appointment, details: Typed
) -> None:
    page = client.post(links.hold_path(held), details(website="https://spam.example"))

    held.refresh_from_db()
    assert (page.status_code, held.is_held, Notification.objects.count()) == (200, True, 0)


def test_it_is_shown_again_with_that_field_empty_and_the_rest_kept(
    client: Client, held: Appointment, details: Typed
) -> None:
    form = client.post(links.hold_path(held), details(website="spam")).context["form"]

    assert (form["website"].value(), form["name"].value()) == ("", "Mia Voorbeeld")
    assert (len(form.non_field_errors()), form.errors.keys()) == (1, {"__all__"})


def test_a_person_whose_browser_filled_it_in_presses_once_more(
    client: Client, held: Appointment, details: Typed
) -> None:
    form = client.post(links.hold_path(held), details(website="spam")).context["form"]

    page = client.post(links.hold_path(held), details(website=form["website"].value()))

    assert page.url == links.confirmed_path(held)


def test_the_field_is_hidden_from_eyes_ears_and_the_tab_key(
    client: Client, held: Appointment
) -> None:
    page = client.get(links.hold_path(held)).content.decode()

    before, _found, after = page.partition('name="website"')
    assert before.rpartition("<div")[2].startswith(' class="visually-hidden" aria-hidden="true"')
    field = after.partition(">")[0]
    assert ('tabindex="-1"' in field, 'autocomplete="off"' in field) == (True, True)


@pytest.mark.parametrize("form", [LinkForm, DetailsForm, JoinForm])
def test_every_form_that_writes_for_a_stranger_has_the_field(form: type[Form]) -> None:
    assert issubclass(form, HoneypotMixin)


def test_beyond_its_quota_an_address_holds_nothing_more(practice_with_room: OpenPractice) -> None:
    use_up(AttemptKind.HOLD, HOLDS_OF_AN_ADDRESS)

    page = hold_from(ADDRESS, practice_with_room)

    assert (page.status_code, Appointment.objects.count()) == (TOO_OFTEN, 0)
    assert page.templates[0].name == "booking/too_often.html"


def test_its_neighbour_still_can(practice_with_room: OpenPractice) -> None:
    use_up(AttemptKind.HOLD, HOLDS_OF_AN_ADDRESS)

    assert hold_from("203.0.113.8", practice_with_room).status_code == 302


def test_beyond_its_quota_an_address_holds_no_time_to_move_to(
    practice_with_room: OpenPractice,
) -> None:
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
    )
    use_up(AttemptKind.HOLD, HOLDS_OF_AN_ADDRESS)

    pressed = practice_with_room.press(practice_with_room.at(10))
    page = Client(REMOTE_ADDR=ADDRESS).post(move_list_path(visit), pressed)

    assert (page.status_code, Appointment.objects.count()) == (TOO_OFTEN, 1)


def test_beyond_its_quota_an_address_books_no_series(weekly: Weekly, details: Typed) -> None:
    path = hold_on(Client(), weekly)
    use_up(AttemptKind.BOOK, BOOKINGS_OF_AN_ADDRESS)

    page = Client(REMOTE_ADDR=ADDRESS).post(path, details())

    assert (page.status_code, Appointment.objects.expected().count()) == (TOO_OFTEN, 0)
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"


def test_beyond_its_quota_an_address_books_nothing_more_and_loses_nothing_typed(
    held: Appointment, details: Typed
) -> None:
    use_up(AttemptKind.BOOK, BOOKINGS_OF_AN_ADDRESS)

    page = Client(REMOTE_ADDR=ADDRESS).post(links.hold_path(held), details())

    held.refresh_from_db()
    assert (page.status_code, held.is_held) == (TOO_OFTEN, True)
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"
    assert len(page.context["form"].non_field_errors()) == 1


def test_the_page_tells_whom_to_call(practice_with_room: OpenPractice) -> None:
    stored = PracticeSettings.load()
    stored.phone = "+3293001020"
    stored.save()
    use_up(AttemptKind.HOLD, HOLDS_OF_AN_ADDRESS)

    page = hold_from(ADDRESS, practice_with_room)

    assert page.content.decode().count('href="tel:+3293001020"') >= 1


def test_a_second_visit_on_one_day_is_refused_with_the_form_as_it_was(
    client: Client, held: Appointment, details: Typed
) -> None:
    patient = PatientFactory(
        name="Mia Voorbeeld", email="mia@patient.example", phone="+32470123456"
    )
    AppointmentFactory(patient=patient, starts_at=held.starts_at + timedelta(hours=5))

    page = client.post(links.hold_path(held), details())

    held.refresh_from_db()
    assert (page.status_code, held.is_held) == (200, True)
    assert page.context["form"].errors.keys() == {"__all__"}
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"
