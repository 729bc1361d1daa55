"""What the practice wrote in Dutch only is said to be Dutch on pages in other languages."""

from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from booking.models import Treatment
from booking.text.translated import DutchText
from kinesite.models import PracticeSettings
from tests.booking.conftest import OpenPractice
from tests.booking.support.patient_pages import PAGES, Visitor, visitor
from tests.factories.booking import ConventionStatusFactory, TariffFactory
from tests.site.pages import VOID, soup

__all__ = ["visitor"]

pytestmark = pytest.mark.django_db
DUTCH = {
    "name": "Intake rug",
    "description": "Een eerste gesprek",
    "bring along": "sportschoenen",
    "focus": "Rug en nek",
    "policy": "Zeg het ruim vooraf",
}
WITHOUT_THEM = (
    "not found",
    "link refused",
    "send my link",
    "send my link, wrong",
    "my link is sent",
    "just taken",
    "sure to cancel the series?",
    "move the series to",
    "another time",
    "another time, none",
)
# The options of a list have no room for a mark.
IN_A_LIST = ("a series to plan", "a series, none")
WITH_THEM = [name for name in PAGES if name not in WITHOUT_THEM + IN_A_LIST]


class Spoken(HTMLParser):
    """Which language each text of the practice is said to be in; attributes count as texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _name, value in attrs:
            self._hear(value or "", "an attribute")
        if tag not in VOID:
            self.open.append(dict(attrs).get("lang") or (self.open[-1] if self.open else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self._hear(data, self.open[-1] if self.open else "")

    def _hear(self, text: str, language: str) -> None:
        self.found |= {(name, language) for name, words in DUTCH.items() if words in text}


def spoken(page: HttpResponse) -> set[tuple[str, str]]:
    return Spoken(page.content.decode()).found


@pytest.fixture(autouse=True)
def texts_in_dutch(practice_with_room: OpenPractice) -> Treatment:
    """Each text that the practice can write, and no translation of any."""
    PracticeSettings.objects.update(cancellation_policy=DUTCH["policy"])
    practice_with_room.practitioner.focus = DUTCH["focus"]
    practice_with_room.practitioner.save()
    treatment = practice_with_room.treatment
    treatment.description = DUTCH["description"]
    treatment.bring_along = f"- {DUTCH['bring along']}\n- een handdoek"
    treatment.save()
    ConventionStatusFactory(practitioner=practice_with_room.practitioner)
    TariffFactory(treatment=treatment)
    return treatment


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", WITH_THEM)
def test_a_text_that_stays_dutch_says_so(visitor: Visitor, name: str, language: str) -> None:
    with override(language):
        page = PAGES[name](visitor)

    assert {told for _text, told in spoken(page)} == {"nl-BE"}


@pytest.mark.parametrize("name", WITHOUT_THEM)
def test_the_other_pages_show_none_of_these_texts(visitor: Visitor, name: str) -> None:
    with override("fr"):
        page = PAGES[name](visitor)

    assert spoken(page) == set()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("the choice", {"name", "description"}),
        ("the therapists", {"name", "focus"}),
        ("the details", {"name", "policy"}),
        ("confirmed", {"name", "bring along"}),
    ],
)
def test_every_text_of_the_practice_is_met_somewhere(
    visitor: Visitor, name: str, shown: set[str]
) -> None:
    with override("fr"):
        page = PAGES[name](visitor)

    assert {text for text, _told in spoken(page)} == shown


def test_a_text_that_is_translated_is_not_marked(client: Client, texts_in_dutch: Treatment) -> None:
    texts_in_dutch.name_fr = "Intake rug et nuque"
    texts_in_dutch.save()

    page = client.get("/fr/afspraak/")

    assert ("name", "fr-BE") in spoken(page)
    assert set(soup(page).find_all("span", "entry__title")) == {"Intake rug et nuque"}


def test_nothing_is_marked_on_a_dutch_page(visitor: Visitor) -> None:
    page = PAGES["the details"](visitor)

    assert "<span lang" not in page.content.decode()


def test_a_dutch_text_is_escaped_like_any_other() -> None:
    text = DutchText("Rug <b> & 'nek'")

    assert text.__html__() == '<span lang="nl-BE">Rug &lt;b&gt; &amp; &#x27;nek&#x27;</span>'
    assert str(text) == "Rug <b> & 'nek'"
