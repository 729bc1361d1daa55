import pytest
from django.test import Client

from kinesite.models import PracticeSettings
from tests.site.pages import soup

pytestmark = pytest.mark.django_db


def test_staff_sign_in_at_their_practice(client: Client) -> None:
    PracticeSettings.objects.update(name="Kinepraktijk De Linde")

    page = soup(client.get("/beheer/login/"))

    assert page.find_all("h1") == ["Aanmelden bij Kinepraktijk De Linde"]


def test_the_screens_of_the_staff_have_the_colours_of_the_practice(admin_client: Client) -> None:
    page = soup(admin_client.get("/beheer/"))

    sheets = [found["href"] for _words, found in page.find("link")]
    assert sheets.count("/static/css/admin.css") == 1
