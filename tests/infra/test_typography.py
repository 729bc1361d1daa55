"""How French and English texts are set: spaces that do not break, curly apostrophes."""

import re
from itertools import chain

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

# French sets : ; ? ! and what stands in « » off by a space at which no line breaks.
FRENCH = re.compile(r"(?<!\u00a0)[:;?!»](?=\s|$)|«(?!\u00a0)|'")
ENGLISH = re.compile(r"'")


def texts_of(language: str) -> list[str]:
    path = settings.BASE_DIR / f"locale/{language}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    return [*chain.from_iterable(_forms(message.string) for message in messages)]


def _forms(translation: str | tuple[str, ...]) -> tuple[str, ...]:
    return (translation,) if isinstance(translation, str) else translation


@pytest.mark.parametrize(
    "text",
    [
        "Besoin d’aide ?",
        "Besoin d’aide?",
        "Attention : à midi",
        "« \u00a0non\u00a0»",
        "oui » et non",
        "Besoin d'aide\u00a0?",
    ],
)
def test_what_french_printers_would_correct_is_found(text: str) -> None:
    assert FRENCH.search(text)


@pytest.mark.parametrize(
    "text", ["Besoin d’aide\u00a0?", "«\u00a0non\u00a0»", "https://kine.test", "à 14:30"]
)
def test_what_is_set_well_passes(text: str) -> None:
    assert FRENCH.search(text) is None


def test_french_texts_are_set_well() -> None:
    assert [text for text in texts_of("fr") if FRENCH.search(text)] == []


def test_english_texts_are_set_well() -> None:
    assert [text for text in texts_of("en") if ENGLISH.search(text)] == []


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_text_shouts(language: str) -> None:
    assert [text for text in texts_of(language) if "!" in text] == []
