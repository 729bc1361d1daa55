"""A browser of staff whose login ends, and the pages that keep what it sent."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.factories.users import UserFactory
from tests.site.pages import soup

HERE = {"HTTP_ORIGIN": "http://testserver"}
PASSWORD = "een-lange-zin-5"


@pytest.fixture
def receptionist() -> User:
    user: User = UserFactory(username="lien", groups=["Receptie"])
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def staff(receptionist: User) -> Client:
    """The browser of the receptionist, whose forms need their token."""
    staff = Client(enforce_csrf_checks=True)
    staff.force_login(receptionist)
    return staff


def send(staff: Client, address: str, data: dict[str, Any], **extra: Any) -> HttpResponse:
    """Send a form with the token of now, or the one in `data`."""
    token = staff.cookies["csrftoken"].value if "csrftoken" in staff.cookies else ""
    sent = {"csrfmiddlewaretoken": token} | data
    response: HttpResponse = staff.post(address, sent, **(HERE | extra))
    return response


def carried(page: HttpResponse) -> dict[str, str]:
    """The hidden fields of a page: that is all a button of it sends."""
    fields = [one for _words, one in soup(page).find("input") if one.get("type") == "hidden"]
    return {one["name"]: one["value"] for one in fields}


def sign_in(staff: Client, page: HttpResponse, **typed: str) -> HttpResponse:
    login = carried(page) | {"username": "lien", "password": PASSWORD} | typed
    return send(staff, "/beheer/login/", login)


def words(page: HttpResponse) -> str:
    return " ".join(soup(page).find_all("main")[0].split())
