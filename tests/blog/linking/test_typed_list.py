"""A source list that was typed in the body is no text with citations."""

import pytest

from blog.linking import typed_list
from blog.linking.passages import Passage
from blog.linking.plain import read as read_html
from blog.linking.reading import read
from tests.blog.linking.works import NAAM, work

LONG = work(
    1, "Naam", "Ander", title="Movement and recovery after a long time of rest", PMID="12345678"
)
ENTRY = (
    "Naam A, Ander B. Movement andrecovery after a long time of rest. J Tests. 2019;1(2):3-4."
    " PMID: 12345678."
)


def reading(html, heading=""):
    return read(Passage("1", 1, heading, read_html(html)), [LONG])


def listed(html, heading=""):
    one = reading(html, heading)
    assert one.found.mentions == []
    return [one.passage.text.words[start:end] for start, end in one.typed_list]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ENTRY}</p>",
        f"<p>1. {ENTRY}</p>",
        f"<ol><li>{ENTRY}</li></ol>",
        f"<p>Bron: {ENTRY}</p>",
        f"<p>Bewegen helpt.</p><p>{ENTRY}</p>",
    ],
)
def test_a_line_that_is_a_source_of_the_list_cites_nothing(html):
    assert len(listed(html)) == 1


@pytest.mark.parametrize("title", ["Bronnen", "Bronnen:", "📚 Bronnen", "Referenties", "BRON:"])
def test_what_stands_under_such_a_title_is_a_list(title):
    lines = "<p>Naam A. Iets. 2019.</p><p>Naam (2019)</p>"

    assert listed(lines, title) == ["Naam A. Iets. 2019.", "Naam (2019)"]
    assert listed(f"<p>{title}</p>{lines}")[1:] == ["Naam A. Iets. 2019.", "Naam (2019)"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Naam en Ander (2019) zagen beweging en herstel.",
        "Bron van ergernis: Naam en Ander (2019).",
        "Een bron (Naam &amp; Ander, 2019).",
    ],
)
def test_a_sentence_that_cites_is_no_list(sentence):
    one = reading(f"<p>{sentence}</p>", "Een bron van kracht")

    assert one.typed_list == []
    assert len(one.found.mentions) == 1


@pytest.mark.parametrize("signs", ["Naam ", "Bron", "\n", "1. ", "bron: "])
def test_a_word_of_a_list_again_and_again_is_no_list(signs):
    text = read_html((signs * 20_000)[:20_000])

    assert list(typed_list.lines(text, "", [LONG, NAAM])) == []
