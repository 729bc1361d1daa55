"""The row of Wagtail that says at which address the pages are: it follows the settings."""

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Site

from kinesite.models import HomePage, PracticeSettings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://www.kine.example", "www.kine.example", 443),
        ("http://localhost:8000", "localhost", 8000),
        ("http://kine.example", "kine.example", 80),
    ],
)
def test_pages_have_the_address_of_the_settings(
    settings: Any, url: str, host: str, port: int
) -> None:
    settings.SITE_URL = url

    call_command("migrate", verbosity=0)

    site = Site.objects.get()
    assert (site.hostname, site.port) == (host, port)
    assert HomePage.objects.get().full_url == f"{url}/"


def test_the_site_has_the_name_of_the_practice() -> None:
    stored = PracticeSettings.load()
    stored.name = "Kine De Linde"
    stored.save()

    assert Site.objects.get().site_name == "Kine De Linde"
