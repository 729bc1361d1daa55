import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from references.richtext import CitationLinkHandler

STORED = (
    '<p data-block-key="abcde">Wandelen <a id="7" linktype="citation">(Battié e.a., 2009)</a> bij '
    '<b>rugpijn</b> <a id="8" linktype="citation">(Proef &amp; Testers, z.d.)</a>.</p>'
)


@pytest.fixture
def converter():
    return ContentstateConverter(features=["bold", "citation"])


def test_a_citation_comes_back_from_the_editor_byte_for_byte(converter):
    in_the_editor = converter.from_database_format(STORED)

    assert converter.to_database_format(in_the_editor) == STORED


def test_the_editor_gets_a_citation_as_a_token_that_is_deleted_whole(converter):
    state = json.loads(converter.from_database_format(STORED))

    assert state["entityMap"]["0"] == {
        "type": "CITATION",
        "mutability": "IMMUTABLE",
        "data": {"id": "7"},
    }


def test_a_field_without_the_feature_keeps_the_label():
    plain = ContentstateConverter(features=["bold"])

    assert (
        plain.to_database_format(plain.from_database_format(STORED)).count("(Battié e.a., 2009)")
        == 1
    )


def test_a_citation_is_marked_for_the_numbering_without_a_query():
    assert expand_db_html('<a id="7" linktype="citation">(x)</a>') == '<a data-citation="7">(x)</a>'


@pytest.mark.parametrize("forged", ["", "x", "7;", "٧", "9" * 40, "&quot;&gt;&lt;script&gt;"])
def test_a_forged_id_marks_nothing(forged):
    assert expand_db_html(f'<a id="{forged}" linktype="citation">(x)</a>') == "<a>(x)</a>"
    assert list(CitationLinkHandler.extract_references({"id": forged})) == []
