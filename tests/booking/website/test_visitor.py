"""Who asks: the key of a visitor, the address of a machine, and what was typed."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from booking.public.views.support.typed import (
    forget_typed_details,
    keep_typed_details,
    typed_details,
)
from booking.public.views.support.visitor import network_address, remember_visitor, visitor_of

DETAILS = {
    "name": "Mia Voorbeeld",
    "contact_name": "",
    "email": "mia@patient.example",
    "phone": "0470 12 34 56",
}


def request_with(cookies: Any = None, **headers: str) -> Any:
    request = RequestFactory().get("/", **headers)
    request.COOKIES = {name: getattr(one, "value", one) for name, one in (cookies or {}).items()}
    return request


def test_a_visitor_is_known_by_the_key_that_was_given() -> None:
    key, response = uuid4(), HttpResponse()

    remember_visitor(response, key)

    assert visitor_of(request_with(response.cookies)) == key


@pytest.mark.parametrize("cookie", ["", "x", "1" * 100_000])
def test_a_made_up_key_is_nobody(cookie: str) -> None:
    assert visitor_of(request_with({"bezoeker": cookie})) is None


def test_the_cookie_of_a_visitor_is_out_of_reach_of_scripts_and_other_sites() -> None:
    response = HttpResponse()

    remember_visitor(response, UUID(int=1))

    cookie = response.cookies["bezoeker"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 86_400)


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "made up, 198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "2001:db8::1", "2001:db8::1"),
        (True, "", "127.0.0.1"),
        (True, "made up, ", "127.0.0.1"),
        (True, "unknown", "127.0.0.1"),
        (True, "203.0.113.9:54321", "127.0.0.1"),
        (True, "x" * 100_000, "127.0.0.1"),
    ],
)
def test_an_address_is_what_the_proxy_says_and_nobody_else(
    settings: Any, behind_proxy: bool, forwarded: str, address: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy

    assert network_address(request_with(HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_behind_a_socket_there_is_no_address() -> None:
    assert network_address(request_with(REMOTE_ADDR="")) == ""


def test_what_was_typed_comes_back() -> None:
    response = HttpResponse()

    keep_typed_details(response, DETAILS | {"consent": "on", "csrfmiddlewaretoken": "x"})

    assert typed_details(request_with(response.cookies)) == DETAILS


def test_a_megabyte_that_was_typed_still_fits_into_a_cookie() -> None:
    response = HttpResponse()

    keep_typed_details(response, dict.fromkeys(DETAILS, "é\N{GRINNING FACE}" * 500_000))

    assert len(response.cookies["getypt"].value) < 4000
    assert typed_details(request_with(response.cookies))["name"] == "é\N{GRINNING FACE}" * 50


def test_a_cookie_that_somebody_changed_is_not_read() -> None:
    response = HttpResponse()
    keep_typed_details(response, DETAILS)

    changed = response.cookies["getypt"].value.replace(":", "x:", 1)

    assert typed_details(request_with({"getypt": changed})) == {}


def test_what_was_typed_is_forgotten() -> None:
    response = HttpResponse()

    forget_typed_details(response)

    assert response.cookies["getypt"]["max-age"] == 0
