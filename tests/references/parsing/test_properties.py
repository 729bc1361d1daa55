"""What holds for every text, whatever is in it."""

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from references.parsing import parse_list
from references.works.entries import Batch
from tests.references.parsing.answers import real_lines

FRAGMENTS = st.sampled_from(
    [
        "Jansen PA, de Vries B",
        "Jansen, P. A., & de Vries, B.",
        "P. A. Jansen",
        "et al.",
        "e.a.",
        "World Health Organization",
        "(2019)",
        "2019",
        "2019 Jun 1",
        "May-Jun",
        "1 juni 2019",
        "A title about knees",
        "“A quoted title”",
        "Does it hurt?",
        "J Pain",
        "J. Appl. Physiol.",
        ". ",
        ", ",
        "; ",
        ": ",
        " ",
        "\n",
        "49(6):425-436",
        "49, 425–436",
        "vol. 49",
        "pp. 1-9",
        "e15723",
        "doi: 10.5555/abc.123",
        "https://doi.org/10.5555/x(1)",
        "10.5555/",
        "PMID: 123456",
        "PMCID: PMC123456",
        "https://example.org/a?b=c",
        "www.example.org",
        "Geraadpleegd op",
        "3 maart 2026",
        "Beschikbaar via",
        "Epub 2018 May 3",
        "In: ",
        "StatPearls [Internet].",
        "(Eds.)",
        "3rd ed.",
        "Amsterdam: Publisher; 2019.",
        "CC BY-SA 4.0",
        "Foto: Pexels",
        "1. ",
        "[2] ",
        "• ",
        "Bronnen",
        "<script>",
        "&amp;",
        "ISBN 978-90-313-0000-1",
    ]
)
LINES = st.lists(FRAGMENTS, max_size=14).map(" ".join)
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=80)), max_size=6).map("\n".join)


def pieces(batch: Batch) -> list[str]:
    return [piece.raw for piece in (*batch.entries, *batch.set_aside)]


def letters(text: str) -> str:
    """Letters and digits only: what a reader sees when spaces, case and dots do not count."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(sign for sign in composed if sign.isalnum())


def values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in values(part)]
    if isinstance(value, list):
        return [text for part in value for text in values(part)]
    return [str(value)]


@settings(deadline=None)
@given(TEXTS)
@example("\u2028\u0085 \x0b\x0c\x1c\x1f")
def test_every_sign_that_prints_ends_up_in_one_piece_as_it_came(text):
    batch = parse_list(text)

    raws = pieces(batch)
    assert all(raw in text for raw in raws)
    assert sorted(filter(str.isalnum, "".join(raws))) == sorted(filter(str.isalnum, text))


@settings(deadline=None)
@given(TEXTS)
def test_nothing_is_invented(text):
    for entry in parse_list(text).entries:
        assert_found(entry)


@pytest.mark.parametrize("line", real_lines(), ids=lambda line: line.raw[:30])
def test_nothing_is_invented_in_a_real_line(line):
    for entry in parse_list(line.raw).entries:
        assert_found(entry)


def assert_found(entry):
    found = "".join(map(letters, (entry.raw, unquote(entry.raw), unescape(entry.raw))))
    for variable, value in entry.csl.items():
        if variable in {"issued", "accessed"}:
            assert all(str(part[0]) in entry.raw for part in value["date-parts"])
        elif variable == "URL":
            assert letters(re.sub(r"^https?://", "", value)) in found
        elif variable != "type":
            assert [text for text in values(value) if letters(text) not in found] == []


@settings(deadline=None)
@given(TEXTS)
def test_a_suggestion_only_adds_spaces(text):
    for entry in parse_list(text).entries:
        for variable, suggestion in entry.suggestions.items():
            assert suggestion != entry.csl[variable]
            assert suggestion.replace(" ", "") == entry.csl[variable].replace(" ", "")


@pytest.mark.parametrize("sign", ["a", "A", "1", ".", " ", "(", ")", "[", "<", ",", "\n", "“", "-"])
@pytest.mark.parametrize("times", [4_000, 20_000])
def test_a_text_of_one_sign_is_no_reference(sign, times):
    assert parse_list(sign * times).entries == []


@pytest.mark.parametrize("piece", ["1;", "A. ", "10.1/", "van ", "Aa A, ", "(2019) ", "doi: "])
def test_a_text_of_one_piece_has_no_title_and_loses_nothing(piece):
    text = (piece * 20_000)[:20_000]

    batch = parse_list(text)

    assert pieces(batch) == [text.strip()]
