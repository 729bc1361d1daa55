"""Anybody can ask for a mail about a forgotten password: not without end, and learning nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kinesite.models import PasswordAsking
from tests.booking.support.racing import together
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

ASKING = "/beheer/password_reset/"
ADDRESS = "redactie@kine.example"


def ask(address: str = ADDRESS) -> Any:
    return Client().post(ASKING, {"email": address})


def mailed() -> list[str]:
    return [to for message in mail.outbox for to in message.to]


def test_a_login_gets_three_mails_an_hour_however_its_address_is_typed() -> None:
    UserFactory(email=ADDRESS)

    for _time in range(4):
        ask()
        ask(ADDRESS.upper())

    assert mailed() == [ADDRESS] * 3


def test_who_asks_too_often_is_answered_as_who_has_no_login_is() -> None:
    UserFactory(email=ADDRESS)
    first, *_others, last, unknown = [*(ask() for _time in range(5)), ask("wie@kine.example")]

    assert {(answer.status_code, answer.url) for answer in (first, last, unknown)} == {
        (302, "/beheer/password_reset/done/")
    }


def test_one_login_does_not_use_up_the_mails_of_another() -> None:
    UserFactory(email=ADDRESS)
    UserFactory(email="onthaal@kine.example")

    for _time in range(4):
        ask()
    ask("onthaal@kine.example")

    assert mailed() == [ADDRESS] * 3 + ["onthaal@kine.example"]


def test_an_hour_later_one_more_is_sent() -> None:
    user, now = UserFactory(), timezone.now()
    minutes = [0, 10, 20, 59, 60, 61, 70]

    allowed = [
        minute
        for minute in minutes
        if PasswordAsking.allow(user.pk, now=now + timedelta(minutes=minute))
    ]

    assert allowed == [0, 10, 20, 60, 70]


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_get_no_more() -> None:
    UserFactory(email=ADDRESS)

    together(*[ask] * 6)

    assert mailed() == [ADDRESS] * 3
