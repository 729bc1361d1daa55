"""Whoever is asked to call sees the number beside it; a practice without a number asks nobody."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from kinesite import catalogues
from kinesite.models import PracticeSettings
from tests.booking.support.patient_pages import PAGES, Visitor, visitor
from tests.site.pages import soup

__all__ = ["visitor"]

CALL = re.compile(r"\b(bel|bellen|opbellen|call|appelez|appeler|téléphonez)\b", re.IGNORECASE)
# What the number stands in, and words that are about something else than calling the practice.
WITH_NUMBER = re.compile(r"%\((phone|number)\)s|:$")
ELSEWHERE = {
    "Call",
    "When a moment comes free that suits you, we call you.",
    "Fill in above who comes, and here who you are. We write to you and call you.",
    # Read by the desk.
    "No offers: this is not booked online now, or not with this therapist. Call.",
    "Enter a valid phone number (e.g. {example_number}) or a number with an international call"
    " prefix.",
}
# The form says so of the one who books for somebody else.
WE_CALL = "We schrijven en bellen naar jou."
IN_THEIR_MAIL = {
    "We keep them until %(moment)s. Then we call you.",
    "None of these suits? Say so on the same page, and we call you.",
}
# The practice calls, when its therapist is ill.
THEY_CALL = (
    "None of these suits: please call me",
    "Thank you. We call you to find another time.",
    "The times that we kept for you are not free any more. We call you for another one.",
)


def words_that_ask_to_call() -> set[str]:
    """Of all texts for patients, those in which a reader of any language is asked to call."""
    found = set()
    [french] = [path for path in catalogues._catalogue_files() if "/fr/" in str(path)]
    dutch = {
        message.id: message
        for message in catalogues._read(french.parents[2] / "nl/LC_MESSAGES/django.po")
    }
    for message in catalogues._read(french):
        texts = [message.id, message.string, dutch[message.id].string]
        if message.id and any(CALL.search(str(text)) for text in texts):
            found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found


def test_every_text_that_asks_to_call_has_room_for_the_number() -> None:
    without = {text for text in words_that_ask_to_call() if not WITH_NUMBER.search(text)}

    assert without - ELSEWHERE - set(THEY_CALL) - IN_THEIR_MAIL == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_practice_without_a_number_asks_nobody_to_call(
    visitor: Visitor, name: str, language: str
) -> None:
    PracticeSettings.objects.update(phone="")

    with override(language):
        page = PAGES[name](visitor)

    [main] = soup(page).find_all("main")
    with override(language):
        for text in (WE_CALL, *map(gettext, THEY_CALL)):
            main = " ".join(main.split()).replace(" ".join(text.split()), "")
    asked = CALL.findall(main)
    assert (asked, "tel:" in page.content.decode()) == ([], False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Of bel ons: 051 00 14 00."),
        ("fr", "Ou appelez-nous : 051 00 14 00."),
        ("en", "Or call us: 051 00 14 00."),
    ],
)
def test_the_number_is_a_link_that_a_phone_can_press(language: str, words: str) -> None:
    with override(language):
        html = render_to_string(
            "components/call.html", {"practice": {"phone": "+3251001400"}, "otherwise": True}
        )

    assert 'href="tel:+3251001400"' in html
    assert re.sub(r"<[^>]+>", "", html).strip().replace("\xa0", " ") == words
