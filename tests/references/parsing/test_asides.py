"""What stands between the sources of an article and is none."""

import pytest

from references.parsing import parse_list


def reasons(text: str) -> list[str]:
    batch = parse_list(text)
    assert batch.entries == []
    return [piece.reason for piece in batch.set_aside]


@pytest.mark.parametrize(
    "line",
    [
        "Bronnen",
        "Bronnen:",
        "📚 Bronnen",
        "BRONNEN",
        "Bronnenlijst:",
        "Referenties",
        "Bron:",
        "Bronnen afbeeldingen:",
        "Bronnen en verder lezen",
        "Literatuur",
        "References",
        "Verder lezen",
    ],
)
def test_a_heading_is_set_aside(line):
    assert reasons(line) == ["Dit is een titel boven de lijst."]


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Pexels",
        "Foto door Jane Roe via Unsplash",
        "Beelden gegenereerd met behulp van AI.",
        "Afbeelding 1: gemaakt met ChatGPT",
        "© Jane Roe",
        "Roe, CC BY-SA 3.0 <https://creativecommons.org/licenses/by-sa/3.0>, via Wikimedia Commons",
        "https://commons.wikimedia.org/wiki/File:Knee.png",
        "Image credit: Jane Roe",
    ],
)
def test_an_image_credit_is_set_aside(line):
    assert reasons(line) == ["Dit gaat over een afbeelding."]


@pytest.mark.parametrize(
    "line",
    [
        "Geschreven door Jan op 17/01/25",
        "Heb je deze al gelezen?",
        "In 2019 toonde onderzoek aan dat bewegen helpt.",
        "Leestijd: 5 min",
        "%PDF-1.7 obj stream",
    ],
)
def test_a_sentence_is_set_aside(line):
    assert reasons(line) == ["Dit werd niet herkend als een bron."]


def test_a_text_without_end_is_set_aside():
    assert reasons("Jansen PA. " * 1000) == ["Dit is te lang voor een bron."]


def test_a_line_of_dashes_is_set_aside():
    assert reasons("-----") == ["Er staat geen tekst in."]


def test_nothing_gives_nothing():
    batch = parse_list(" \n\n")

    assert (batch.origin, batch.entries, batch.set_aside) == ("list", [], [])


def test_an_article_about_photographs_is_a_source():
    line = (
        "Jansen PA. Photo: a way to measure scars. Wound Rep. 2019;4(2):1-9. doi: 10.5555/photo.1"
    )

    assert len(parse_list(line).entries) == 1
