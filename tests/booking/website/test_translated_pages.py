"""Each page of booking in French and English: not one text of it stays Dutch."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override

from tests.booking.support.patient_pages import PAGES, Visitor, visitor

__all__ = ["visitor"]

pytestmark = pytest.mark.django_db
# What the practice and the patient wrote, and the names of the languages.
CONTENT = [
    "Kinepraktijk",
    "Intake rug",
    "Noor Tester",
    "Noor",
    "Mia Voorbeeld",
    "mia@patient.example",
]
CONTENT += [name for _code, name in settings.LANGUAGES]
SAME_IN_OTHER_LANGUAGES = {"Menu", "Contact", "E-mail"}
READ_OUT = ("alt", "aria-label", "placeholder", "title")


class Texts(HTMLParser):
    """Every piece of text with words in it that a page shows, has read out or tells of itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_description = ("name", "description") in attrs
        for name, value in attrs:
            if name in READ_OUT or (is_description and name == "content"):
                self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        for content in CONTENT:
            data = data.replace(content, "")
        if re.search(r"[^\W\d_]", data):
            self.found.add(" ".join(data.split()))


def texts(response: HttpResponse) -> set[str]:
    return Texts(response.content.decode()).found - SAME_IN_OTHER_LANGUAGES


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_a_page_stays_dutch(visitor: Visitor, name: str, language: str) -> None:
    with override(language):
        shown = texts(PAGES[name](visitor))
    with override("nl"):
        dutch = texts(PAGES[name](visitor))

    assert shown & dutch == set()
    assert len(shown) > 5


def address_of_form(page: HttpResponse) -> str:
    """Where the form that presses a moment sends it."""
    return unescape(re.findall(r'action="([^"]*)" method="post"', page.content.decode())[0])


def query_in_french(page: HttpResponse) -> dict[str, str]:
    """Of the link to the same page in French."""
    link = re.findall(r'href="/fr/afspraak/momenten/\?([^"]*)"', page.content.decode())[0]
    return dict(parse_qsl(unescape(link), keep_blank_values=True))


def test_an_answer_to_a_moment_keeps_the_choice_in_the_other_languages(visitor: Visitor) -> None:
    choice = visitor.practice.choice(kinesitherapeut="")
    days = visitor.get("openings", **choice)

    taken = visitor.client.post(address_of_form(days), visitor.press(11) | choice)
    refused = visitor.client.post(address_of_form(taken), choice)

    assert query_in_french(taken) == choice | {"dag": visitor.visit.day.isoformat()}
    assert query_in_french(refused) == choice
