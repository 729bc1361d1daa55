"""What no browser of ours sends: odd addresses, names that grow when tidied."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from booking import links
from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice

pytestmark = pytest.mark.django_db
# 100 characters, and 125 with a space after each full stop.
GROWING_NAME = "a.bb" * 25


@pytest.mark.parametrize("field", ["name", "contact_name"])
@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("nl", "Dit mag hoogstens 100 tekens lang zijn; nu zijn het er 125."),
        ("fr", "100 caractères au maximum\xa0; il y en a 125."),
    ],
)
def test_a_name_is_measured_as_it_is_kept(
    client: Client,
    held: Appointment,
    details: Callable[..., dict[str, Any]],
    field: str,
    language: str,
    fault: str,
) -> None:
    with override(language):
        page = client.post(links.hold_path(held), details(**{field: GROWING_NAME}))

        assert page.context["form"].errors == {field: [fault]}
    assert not Patient.objects.exists()


def test_the_desk_too_hears_that_a_name_is_too_long(
    desk: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    start = practice_with_room.slot.starts_at
    typed = details(
        name=GROWING_NAME,
        treatment=practice_with_room.treatment.pk,
        practitioner=practice_with_room.practitioner.pk,
        day=start.date().isoformat(),
        time="10:00",
    )

    page = desk.post("/beheer/agenda/boeken/", typed)

    assert page.context["form"].errors.keys() == {"name"}


@pytest.mark.parametrize("forwarded", ["unknown", "203.0.113.9:54321", "\x00", "x" * 100_000])
def test_what_a_proxy_says_that_is_no_address_stands_in_nobodys_way(
    client: Client, practice_with_room: OpenPractice, settings: Any, forwarded: str
) -> None:
    settings.BEHIND_PROXY = True

    answer = client.post(
        "/afspraak/momenten/",
        practice_with_room.press(practice_with_room.at(9)),
        headers={"X-Forwarded-For": forwarded},
    )

    assert (answer.status_code, Appointment.objects.count()) == (302, 1)
