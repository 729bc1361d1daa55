"""Forms of working hours that show what they would change before they save it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.booking.support.pressing import buttons


def seen(browser: Client, page: HttpResponse) -> HttpResponse:
    """Press "Bewaar" on the preview of a change of hours; any other page stays as it is."""
    asked = [one for one in buttons(page, "/") if "gezien" in one.data]
    return asked[0].press(browser) if asked else page


def saved(browser: Client, address: str, typed: dict[str, Any]) -> HttpResponse:
    """Post a form of working hours, and the preview that follows; follow where it leads."""
    return seen(browser, browser.post(address, typed, follow=True))
