"""The site and its admin are Dutch, whatever the browser asks; only booking has more languages."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from tests.factories.blog import BlogPostPageFactory
from tests.factories.kinesite import StandardPageFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
FRENCH = {"Accept-Language": "fr-BE,fr;q=0.9,en;q=0.8"}


def html_lang(response: HttpResponse) -> str:
    [(_words, attributes)] = soup(response).find("html")
    return attributes["lang"]


@pytest.fixture
def speaks_french(client: Client) -> Client:
    """A browser that asks for French, in which somebody looked at booking in French just now."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    client.get("/fr/afspraak/", headers=FRENCH)
    return client


@pytest.mark.parametrize("path", ["/", "/bronnen/", "/bestaat-niet/"])
def test_a_page_of_the_site_stays_dutch(speaks_french: Client, path: str) -> None:
    assert html_lang(speaks_french.get(path, headers=FRENCH)) == "nl-BE"


def test_an_article_stays_dutch(speaks_french: Client) -> None:
    article = BlogPostPageFactory()

    page = speaks_french.get(article.url, headers=FRENCH)

    assert html_lang(page) == "nl-BE"
    assert "Afspraak maken" in soup(page).find_all("a", "button")


def test_the_admin_stays_dutch(speaks_french: Client, admin_user: object) -> None:
    signing_in = speaks_french.get("/beheer/login/", headers=FRENCH)
    speaks_french.force_login(admin_user)
    agenda = speaks_french.get("/beheer/agenda/", headers=FRENCH)

    assert (html_lang(signing_in), html_lang(agenda)) == ("nl", "nl")


@pytest.mark.parametrize("prefix", ["/fr", "/en"])
def test_a_page_of_the_site_has_no_address_in_another_language(client: Client, prefix: str) -> None:
    page = StandardPageFactory(slug="praktisch")

    assert client.get(page.url).status_code == 200
    assert client.get(f"{prefix}{page.url}").status_code == 404


def test_what_the_practice_wrote_is_marked_as_dutch_on_a_french_page(client: Client) -> None:
    StandardPageFactory(title="Praktisch", show_in_menus=True)

    page = soup(client.get("/fr/afspraak/"))

    menus = page.find("ul", "nav__list")
    assert [attributes.get("lang") for words, attributes in menus if "Praktisch" in words] == [
        "nl-BE",
        "nl-BE",
    ]


def test_wagtail_knows_one_language_of_pages_also_while_a_page_is_french() -> None:
    with translation.override("fr"):
        assert Locale.get_active().language_code == "nl"
