"""A name that is too long for the site is never cut without a word."""

import pytest
from django.test import Client

from booking import links
from booking.models import Appointment
from tests.booking.support.pressing import buttons, words_of

pytestmark = pytest.mark.django_db


def test_a_patient_whose_name_is_too_long_hears_by_how_much(
    client: Client, held: Appointment
) -> None:
    path, name = links.hold_path(held), "Jo " * 34 + "An"
    button = next(one for one in buttons(client.get(path), path) if "name" in one.data)

    page = button.press(client, name=name)

    assert "Dit mag hoogstens 100 tekens lang zijn; nu zijn het er 104." in words_of(page)
    assert page.context["form"]["name"].value() == name
