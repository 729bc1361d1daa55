"""Each page of booking in French and English: not one text of it stays Dutch."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from booking import links
from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory

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


class Visitor:
    """Opens pages in the language that is active."""

    def __init__(self, client: Client, practice: OpenPractice, held: Appointment) -> None:
        self.client = client
        self.practice = practice
        self.held = held
        self.visit = AppointmentFactory(
            practitioner=practice.practitioner,
            treatment=practice.treatment,
            patient__name="Mia Voorbeeld",
            patient__email="mia@patient.example",
            starts_at=practice.at(11),
        )

    def get(self, page: str, /, *args: str, **query: str) -> HttpResponse:
        return self.client.get(reverse(f"booking:{page}", args=args), query)

    def post(self, page: str, /, *args: str, **data: str) -> HttpResponse:
        return self.client.post(reverse(f"booking:{page}", args=args), data, follow=True)

    @property
    def hold_token(self) -> str:
        return links.token(links.Purpose.HOLD, self.held)

    @property
    def visit_token(self) -> str:
        return links.token(links.Purpose.VISIT, self.visit)

    def press(self, hour: int) -> dict[str, str]:
        return self.practice.press(self.practice.at(hour))


@pytest.fixture
def visitor(client: Client, practice_with_room: OpenPractice, held: Appointment) -> Visitor:
    return Visitor(client, practice_with_room, held)


PAGES: dict[str, Callable[[Visitor], HttpResponse]] = {
    "the choice": lambda one: one.get("start"),
    "the choice, therapist away": lambda one: one.get("start", kinesitherapeut="x"),
    "the choice, nothing chosen": lambda one: one.get("openings"),
    "the days": lambda one: one.get("openings", **one.practice.choice()),
    "the days, nothing pressed": lambda one: one.post("openings", **one.practice.choice()),
    "just taken": lambda one: one.post("openings", **one.press(11)),
    "the details": lambda one: one.get("details", one.hold_token),
    "the details, none": lambda one: one.post("details", one.hold_token),
    "the details, wrong": lambda one: one.post("details", one.hold_token, name="<", email="x"),
    "confirmed": lambda one: one.get("confirmed", one.visit_token),
    "the visit": lambda one: one.get("visit", one.visit_token),
    "sure to cancel?": lambda one: one.get("cancel", one.visit_token),
    "cancelled": lambda one: one.post("cancel", one.visit_token),
    "the tariffs": lambda one: one.client.get(reverse("tariffs")),
    "link refused": lambda one: one.get("visit", "x"),
    "not found": lambda one: one.client.get(reverse("booking:start") + "x/"),
}


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
