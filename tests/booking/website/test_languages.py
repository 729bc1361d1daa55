"""Booking in Dutch, French and English: the address says which, and nothing else does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from booking import links
from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
BUTTONS = {"": "Afspraak maken", "/fr": "Prendre rendez-vous", "/en": "Book an appointment"}


def switch(response: HttpResponse) -> dict[str, dict[str, str]]:
    """The language of each link of the switch -> its attributes."""
    found = soup(response).find("a", "nav__link")
    return {link["hreflang"]: link for _words, link in found if "hreflang" in link}


def addresses(response: HttpResponse) -> dict[str, str]:
    return {language: link["href"] for language, link in switch(response).items()}


def html_lang(response: HttpResponse) -> str:
    [(_words, attributes)] = soup(response).find("html")
    return attributes["lang"]


@pytest.mark.parametrize(("prefix", "lang"), [("", "nl-BE"), ("/fr", "fr-BE"), ("/en", "en")])
def test_the_address_says_the_language(
    client: Client, practice_with_room: OpenPractice, prefix: str, lang: str
) -> None:
    page = client.get(f"{prefix}/afspraak/")

    assert soup(page).find_all("a", "masthead__book") == [BUTTONS[prefix]]
    assert html_lang(page) == lang


def test_neither_the_browser_nor_a_cookie_decides(
    client: Client, practice_with_room: OpenPractice
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    page = client.get("/afspraak/", headers={"Accept-Language": "fr-BE, en"})

    assert html_lang(page) == "nl-BE"


def test_looking_at_another_language_leaves_no_cookie_behind(
    client: Client, practice_with_room: OpenPractice
) -> None:
    assert client.get("/fr/afspraak/").cookies.keys() == client.get("/afspraak/").cookies.keys()


def test_the_switch_keeps_the_page_and_what_was_chosen(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get("/fr/afspraak/momenten/?behandeling=rug&kinesitherapeut=")

    query = "momenten/?behandeling=rug&kinesitherapeut="
    assert addresses(page) == {
        "nl": f"/afspraak/{query}",
        "fr": f"/fr/afspraak/{query}",
        "en": f"/en/afspraak/{query}",
    }


def test_the_switch_names_each_language_in_itself_and_marks_the_present_one(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get("/en/afspraak/")

    names = [words for words, link in soup(page).find("a", "nav__link") if "hreflang" in link]
    assert names == ["Nederlands", "Français", "English"]
    assert {code: link["lang"] for code, link in switch(page).items()} == {
        "nl": "nl",
        "fr": "fr",
        "en": "en",
    }
    assert [code for code, link in switch(page).items() if "aria-current" in link] == ["en"]


def test_the_switch_of_a_page_that_answers_a_form_leads_to_its_address(
    client: Client, held: Appointment
) -> None:
    path = links.hold_path(held)
    page = client.post(path, {})

    assert addresses(page) == {"nl": path, "fr": f"/fr{path}", "en": f"/en{path}"}
    assert client.get(f"/fr{path}").context["appointment"] == held


@pytest.mark.parametrize(("path", "count"), [("/fr/afspraak/", 3), ("/fr/afspraak/bezoek/x/", 0)])
def test_search_engines_hear_of_the_other_languages_on_pages_for_everybody(
    client: Client, practice_with_room: OpenPractice, path: str, count: int
) -> None:
    alternates = [
        link for _words, link in soup(client.get(path)).find("link") if "hreflang" in link
    ]

    assert len(alternates) == count


def test_every_step_stays_in_the_language_and_the_patient_keeps_it(
    client: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    moment = practice_with_room.press(practice_with_room.at(9))

    asked = client.post("/fr/afspraak/momenten/", moment)
    booked = client.post(asked.url, details())

    assert (asked.url[:14], booked.url[:14]) == ("/fr/afspraak/g", "/fr/afspraak/b")
    assert Patient.objects.get().language == "fr"


def test_a_slash_forgotten_is_put_in_under_a_language_too(
    client: Client, practice_with_room: OpenPractice
) -> None:
    response = client.get("/fr/afspraak")

    assert (response.status_code, response.url) == (301, "/fr/afspraak/")


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(client: Client) -> None:
    page = client.get("/fr/bestaat-niet/")

    assert (page.status_code, html_lang(page)) == (404, "fr-BE")
    assert soup(page).find_all("h1") == ["Nous ne trouvons pas cette page"]


def test_a_form_without_its_token_is_refused_in_the_language_of_its_address() -> None:
    page = Client(enforce_csrf_checks=True).post("/fr/afspraak/momenten/")

    assert (page.status_code, html_lang(page)) == (403, "fr-BE")
    assert soup(page).find_all("h1") == ["Envoyez à nouveau le formulaire"]


@pytest.mark.parametrize("prefix", ["/nl", "/de", "/fr-be"])
def test_an_address_in_no_language_of_the_site_is_not_there(client: Client, prefix: str) -> None:
    assert client.get(f"{prefix}/afspraak/").status_code == 404


@pytest.mark.parametrize(("language", "prefix"), [("nl", ""), ("fr", "/fr"), ("en", "/en")])
def test_a_link_leads_to_the_language_that_is_active(language: str, prefix: str) -> None:
    visit = AppointmentFactory()

    with override(language):
        url = links.visit_url(visit)

    token = links.token(links.Purpose.VISIT, visit)
    assert url == f"{settings.SITE_URL}{prefix}/afspraak/bezoek/{token}/"
