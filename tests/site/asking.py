"""Screens of Wagtail that ask whether to go on, and the button that does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.booking.support.pressing import Button, buttons
from tests.factories.users import UserFactory


def head(name: str) -> Client:
    browser = Client()
    browser.force_login(UserFactory(first_name=name, is_superuser=True, is_staff=True))
    return browser


def question(browser: Client, action: str, *rows: Any) -> Button:
    """The button that does it with these rows, on the screen that asks whether to."""
    kind = Page if isinstance(rows[0], Page) else type(rows[0])
    of = [kind._meta.app_label, kind._meta.model_name, action]
    query = "&".join(f"id={row.pk}" for row in rows)
    address = reverse("wagtail_bulk_action", args=of) + f"?{query}&next=/beheer/"
    return asked(browser.get(address), address)


def asked(screen: HttpResponse, address: str) -> Button:
    [found] = [one for one in buttons(screen, address) if "getoond" in one.data]
    return found


def about(browser: Client, action: str, page: Page, *rest: Any) -> Button:
    """The button that does it with one page, on the screen that asks whether to."""
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk, *rest])
    return asked(browser.get(address), address)
