"""The form to book an appointment: its cursor, its tick and its refusals."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory

pytestmark = pytest.mark.django_db
BOOK = "/beheer/agenda/boeken/"


@pytest.fixture
def typed(practice_with_room: OpenPractice) -> Callable[..., dict[str, Any]]:
    """Form data that books an appointment, with changes."""

    def form(**changes: Any) -> dict[str, Any]:
        return {
            "treatment": practice_with_room.treatment.pk,
            "practitioner": practice_with_room.practitioner.pk,
            "day": practice_with_room.at(9).date(),
            "time": "09:00",
            "name": "Jos Voorbeeld",
            "phone": "0470 12 34 56",
        } | changes

    return form


def cursor(page: Any) -> list[str]:
    fields = page.context["form"].fields
    return [name for name in fields if fields[name].widget.attrs.get("autofocus")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"time": ""}, "time"),
        ({"name": "", "phone": "12"}, "name"),
        ({"phone": ""}, "phone"),
        ({"day": "2027-03-28", "time": "02:30"}, "time"),
        ({"time": "20:00"}, "overrule"),
    ],
)
def test_the_cursor_stands_at_the_first_slip(
    desk: Client, typed: Callable[..., dict[str, Any]], changes: dict[str, str], field: str
) -> None:
    page = desk.post(BOOK, typed(**changes))

    assert cursor(page) == [field]


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({}, "treatment"),
        ({"practitioner": "1", "day": "2027-01-12", "time": "09:00"}, "treatment"),
        ({"treatment": "1", "practitioner": "1", "name": "Jos Voorbeeld"}, "day"),
    ],
)
def test_the_cursor_stands_at_the_first_thing_to_fill_in(
    desk: Client, filled: dict[str, str], field: str
) -> None:
    assert cursor(desk.get(BOOK, filled)) == [field]


def test_an_address_that_fills_in_everything_leaves_no_cursor(desk: Client) -> None:
    everything = dict.fromkeys(desk.get(BOOK).context["form"].fields, "1")

    assert cursor(desk.get(BOOK, everything)) == []


def test_the_tick_shows_only_once_a_rule_was_broken(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    empty, slip, refused = (
        page.content.decode()
        for page in (
            desk.get(BOOK),
            desk.post(BOOK, typed(name="")),
            desk.post(BOOK, typed(time="20:00")),
        )
    )

    assert ['name="overrule"' in page for page in (empty, slip, refused)] == [False, False, True]


def test_a_time_that_is_taken_is_said_in_the_words_of_the_desk(
    desk: Client, typed: Callable[..., dict[str, Any]], practice_with_room: OpenPractice
) -> None:
    other = AppointmentFactory(
        practitioner=practice_with_room.practitioner, starts_at=practice_with_room.at(9)
    )

    page = desk.post(BOOK, typed(phone="0499 00 00 00"))

    [told] = page.context["form"].errors["time"]
    assert told.replace("\u00a0", " ").startswith(
        f"{other.patient} heeft intussen 9.00 u tot 9.30 u"
    )


def test_the_hour_that_comes_twice_is_not_guessed(
    desk: Client, typed: Callable[..., dict[str, Any]]
) -> None:
    page = desk.post(BOOK, typed(day="2027-10-31", time="02:30", overrule="on"))

    assert list(page.context["form"].errors) == ["time"]
