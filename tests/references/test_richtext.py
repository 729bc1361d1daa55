import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from references.richtext import CitationLinkHandler, label
from tests.factories.references import SLEEP_CSL

PLAIN = (
    '<p data-block-key="abcde">Wandelen <a id="7" linktype="citation">(Battié e.a., 2009)</a> bij '
    '<b>rugpijn</b> <a id="8" linktype="citation">(Proef &amp; Testers, z.d.)</a>.</p>'
)
DETAILED = (
    '<p data-block-key="abcde"><a id="7" linktype="citation" data-locator="p. 12" '
    'data-form="narrative">Battié e.a. (2009, p. 12)</a> en <a id="8" linktype="citation" '
    'data-locator="&lt;5&gt; &quot;a&quot; &amp; 3&#x27;">(x)</a> en '
    '<a id="9" linktype="citation" data-form="narrative">Proef (z.d.)</a></p>'
)


@pytest.fixture
def converter():
    return ContentstateConverter(features=["bold", "citation"])


def stored_again(converter, html):
    return converter.to_database_format(converter.from_database_format(html))


def in_the_editor(converter, html):
    return json.loads(converter.from_database_format(html))["entityMap"]["0"]


def from_the_editor(converter, **data):
    """A paragraph "bron" that is one citation, as a browser sends it."""
    block = {
        "key": "abcde",
        "text": "bron",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
    }
    entity = {"type": "CITATION", "mutability": "IMMUTABLE", "data": data}
    raw = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    html = converter.to_database_format(raw)
    return html.removeprefix('<p data-block-key="abcde">').removesuffix("</p>")


@pytest.mark.parametrize("stored", [PLAIN, DETAILED])
def test_a_citation_comes_back_from_the_editor_byte_for_byte(converter, stored):
    assert stored_again(converter, stored) == stored


def test_the_editor_gets_a_citation_as_a_token_that_is_deleted_whole(converter):
    assert in_the_editor(converter, PLAIN) == {
        "type": "CITATION",
        "mutability": "IMMUTABLE",
        "data": {"id": "7"},
    }


def test_the_editor_gets_the_place_and_the_form(converter):
    entity = in_the_editor(converter, DETAILED)

    assert entity["data"] == {"id": "7", "locator": "p. 12", "form": "narrative"}


def test_an_attribute_that_is_not_ours_is_dropped(converter):
    forged = (
        '<p data-block-key="abcde"><a id="7" linktype="citation" onclick="x" href="/">b</a></p>'
    )

    assert (
        stored_again(converter, forged)
        == '<p data-block-key="abcde"><a id="7" linktype="citation">b</a></p>'
    )


@pytest.mark.parametrize(
    ("data", "attributes"),
    [
        ({"form": "parenthetical"}, ""),
        ({"form": "x", "locator": ""}, ""),
        ({"form": None, "locator": None, "onclick": "x"}, ""),
        ({"form": "narrative"}, ' data-form="narrative"'),
        ({"locator": " p.\n\t12\x00 "}, ' data-locator="p. 12"'),
        ({"locator": '"><script>'}, ' data-locator="&quot;&gt;&lt;script&gt;"'),
        ({"locator": "9" * 101}, f' data-locator="{"9" * 100}"'),
        ({"locator": ["p. 1"]}, ""),
    ],
)
def test_what_a_browser_sends_is_limited_to_a_place_and_a_form(converter, data, attributes):
    stored = from_the_editor(converter, id="7", **data)

    assert stored == f'<a id="7" linktype="citation"{attributes}>bron</a>'


@pytest.mark.parametrize("data", [{}, {"id": ""}, {"id": '7"><script>'}, {"id": None}])
def test_of_a_citation_of_nothing_only_the_label_is_stored(converter, data):
    assert from_the_editor(converter, **data) == "bron"


def test_an_id_is_stored_in_its_one_spelling(converter):
    assert from_the_editor(converter, id="007") == '<a id="7" linktype="citation">bron</a>'


def test_a_field_without_the_feature_keeps_the_label():
    plain = ContentstateConverter(features=["bold"])

    assert stored_again(plain, PLAIN).count("(Battié e.a., 2009)") == 1


@pytest.mark.parametrize(
    ("stored", "marked"),
    [
        ('<a id="7" linktype="citation">', '<a data-citation="7">'),
        (
            '<a id="7" linktype="citation" data-locator="p. 12" data-form="narrative">',
            '<a data-citation="7" data-locator="p. 12" data-form="narrative">',
        ),
        (
            '<a data-form="narrative" data-locator="3&#x27; &lt;" id="7" linktype="citation">',
            '<a data-citation="7" data-locator="3&#x27; &lt;" data-form="narrative">',
        ),
        (
            '<a id="7" linktype="citation" data-form="x" data-locator=" " onclick="x">',
            '<a data-citation="7">',
        ),
    ],
)
def test_a_citation_is_marked_for_the_numbering_without_a_query(stored, marked):
    assert expand_db_html(f"{stored}(x)</a>") == f"{marked}(x)</a>"


@pytest.mark.parametrize("forged", ["", "x", "7;", "٧", "9" * 40, "&quot;&gt;&lt;script&gt;"])
def test_a_forged_id_marks_nothing(forged):
    assert expand_db_html(f'<a id="{forged}" linktype="citation">(x)</a>') == "<a>(x)</a>"
    assert list(CitationLinkHandler.extract_references({"id": forged})) == []


@pytest.mark.parametrize(
    ("details", "written"),
    [
        ({}, "(Mostaghimi e.a., 2005)"),
        ({"locator": "p. 12"}, "(Mostaghimi e.a., 2005, p. 12)"),
        ({"form": "narrative"}, "Mostaghimi e.a. (2005)"),
        ({"locator": "p. 12", "form": "narrative"}, "Mostaghimi e.a. (2005, p. 12)"),
    ],
)
def test_the_label_follows_the_place_and_the_form(details, written):
    assert label(SLEEP_CSL, **details) == written
