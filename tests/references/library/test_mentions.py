"""Stored content that names references, however deep it is packed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import BlogPostPage
from references.library.mentions import Renaming, cited_in, named_in
from references.models import Reference
from tests.factories.blog import marker

ids = st.integers(min_value=1, max_value=10**18 - 1)
words = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40).map(
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;")
)


def in_place_of(*old, new):
    return Renaming(Reference, set(old), new)


def packed(value, depth):
    """JSON in JSON in JSON, as a StreamField in a revision is."""
    for _ in range(depth):
        value = json.dumps({"value": value})
    return value


def unpacked(text, depth):
    for _ in range(depth):
        text = json.loads(text)["value"]
    return text


@given(st.lists(st.tuples(words, ids), max_size=5), words, st.integers(0, 3))
def test_all_citations_are_found_at_any_depth(cited, tail, depth):
    html = "".join(word + marker(pk) for word, pk in cited) + tail

    assert cited_in(packed(html, depth)) == {pk for _word, pk in cited}


@given(st.lists(st.tuples(words, ids), max_size=5), ids, words, st.integers(0, 3))
def test_only_the_number_of_the_old_work_changes(cited, new, tail, depth):
    old = cited[0][1] if cited else 1

    def html(rename):
        links = [f'{word}<a id="{rename(pk)}" linktype="citation">(bron)</a>' for word, pk in cited]
        return "".join(links) + tail

    renamed = in_place_of(old, new=new).in_text(packed(html(lambda pk: pk), depth))

    assert unpacked(renamed, depth) == html(lambda pk: new if pk == old else pk)


@pytest.mark.parametrize(
    "text",
    [
        '<a id="7" linktype="page">elders</a>',
        '<a linktype="citation">zonder</a>',
        '<a data-id="7" linktype="citation">niet het nummer</a>',
        '<a id="7" data-linktype="citation">niet de soort</a>',
        '<embed id="7" linktype="citation"/>',
        '&lt;a id="7" linktype="citation"&gt;',
        '<a id="x7" linktype="citation">geen getal</a>',
    ],
)
def test_what_is_no_citation_is_left_alone(text):
    assert cited_in(text) == set()
    assert in_place_of(7, new=8).in_text(text) == text


def test_attributes_may_come_in_any_order():
    text = '<a linktype="citation" data-locator="p. 7" id="7">(bron)</a>'

    assert in_place_of(7, new=8).in_text(text) == text.replace('id="7"', 'id="8"')


def test_the_list_of_a_page_is_renamed_in_place_and_a_row_too_many_goes():
    content = {
        "title": "7",
        "listed_sources": [
            {"pk": 1, "page": 9, "sort_order": 0, "reference": 7},
            {"pk": 2, "page": 9, "sort_order": 1, "reference": 5},
            {"pk": 3, "page": 9, "sort_order": 2, "reference": 8},
            {"pk": None, "page": 9, "sort_order": 3, "reference": None},
            {"pk": None, "page": 9, "sort_order": 4, "reference": None},
        ],
    }

    renamed = in_place_of(7, 6, new=8).in_content(content, BlogPostPage)

    assert renamed["title"] == "7"
    assert [(row["pk"], row["reference"]) for row in renamed["listed_sources"]] == [
        (1, 8),
        (2, 5),
        (None, None),
        (None, None),
    ]
    assert named_in(content, BlogPostPage, Reference) == {5, 7, 8}
    assert named_in(renamed, BlogPostPage, Reference) == {5, 8}


@pytest.mark.parametrize(
    "text",
    ["<a " * 7000, '<a linktype="citation" ' * 1000, "<a " + "\\" * 20_000, "id=\\" * 5000],
)
def test_what_only_begins_like_a_citation_cites_nothing_and_stays(text):
    assert cited_in(text) == set()
    assert in_place_of(7, new=8).in_text(text) == text
