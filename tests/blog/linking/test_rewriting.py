"""Typed citations replaced in rich text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.linking.plain import read
from blog.linking.rewriting import replace
from blog.linking.typed_citations import find
from tests.blog.linking.works import LIST, work

ENTITY = re.compile(r'<a id="\d+" linktype="citation"[^>]*>[^<]*</a>')


def linked(html, works=LIST):
    text = read(html)
    return replace(text, find(text, works).mentions)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>Rust roest (Naam et al., 2019).</p>",
            '<p>Rust roest <a id="1" linktype="citation">(Naam e.a., 2019)</a>.</p>',
        ),
        (
            "<p>Volgens Naam en collega&#x27;s (2019, p. 3) wel.</p>",
            '<p>Volgens <a id="1" linktype="citation" data-locator="p. 3"'
            ' data-form="narrative">Naam e.a. (2019, p. 3)</a> wel.</p>',
        ),
        (
            "<p>Ja (Naam et al., 2019; Battie e.a., 2009)!</p>",
            '<p>Ja <a id="1" linktype="citation">(Naam e.a., 2019)</a>'
            ' <a id="2" linktype="citation">(Battié e.a., 2009)</a>!</p>',
        ),
        (
            "<p>Ja (zie ook Naam, 2019 voor meer).</p>",
            '<p>Ja (zie ook <a id="1" linktype="citation" data-form="narrative">'
            "Naam e.a. (2019)</a> voor meer).</p>",
        ),
        (
            '<p data-block-key="k1">A &amp; B (<i>Naam et al.</i>, 2019)</p><p>C&nbsp;D</p>',
            '<p data-block-key="k1">A &amp; B <a id="1" linktype="citation">(Naam e.a., 2019)</a>'
            "</p><p>C&nbsp;D</p>",
        ),
        (
            "<p><b>Dus Naam</b> et al. (2019) ook.</p>",
            '<p><b>Dus </b><a id="1" linktype="citation" data-form="narrative">'
            "Naam e.a. (2019)</a> ook.</p>",
        ),
        (
            "<p>Dus Naam <b>et al. (2019) ook</b>.</p>",
            '<p>Dus <a id="1" linktype="citation" data-form="narrative">'
            "Naam e.a. (2019)</a><b> ook</b>.</p>",
        ),
    ],
)
def test_a_typed_citation_becomes_what_the_editor_stores(html, expected):
    assert linked(html) == expected


def test_markup_in_a_name_stays_text():
    hostile = work(1, "<b>x</b>", 'Ander"')

    assert linked("<p>(PMID 5)</p>", [work(1, "<b>x</b>", 'A"b', PMID="5")]) == (
        '<p><a id="1" linktype="citation">(&lt;b&gt;x&lt;/b&gt; &amp; A&quot;b, 2019)</a></p>'
    )
    assert linked("<p>b x b (2019)</p>", [hostile]) == "<p>b x b (2019)</p>"


PIECES = st.sampled_from(
    [
        *("Naam et al. (2019)", "(Naam et al., 2019)", "(zie Naam, 2019)", "Naam", " ", "(", ")"),
        *("2019", "(2019)", "et al.", "en", "van", "Dillen", "(PMID 12345678)", "PMID", "; "),
        *("Chiu &amp; Ander", "Modaal (2019)", "Naam en collega&#x27;s", "\u00a0", "\u00ad", ", "),
        *("<b>", "</b>", "<i>", "</i>", "<br/>", "</p><p>", "é", "&eacute;", "&lt;a&gt;", "\ufffc"),
        '<a href="https://example.org/">Naam et al. (2019)</a>',
        '<a id="1" linktype="citation">(Naam e.a., 2019)</a>',
    ]
)
HTML = st.lists(PIECES, max_size=25).map(lambda pieces: "<p>" + " ".join(pieces) + "</p>")


class Balance(HTMLParser):
    """Which links stand inside another, and which tags are open at the end."""

    def __init__(self, html):
        super().__init__()
        self.opened, self.nested = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.nested += tag == "a" and "a" in self.opened
        self.opened += [] if tag == "br" else [tag]

    def handle_endtag(self, tag):
        if tag in self.opened:
            self.opened.reverse()
            self.opened.remove(tag)
            self.opened.reverse()


def unlinked(html):
    """The words of the HTML without its citations."""
    return read(ENTITY.sub("", html)).words


@given(HTML)
def test_all_words_that_are_no_citation_stay(html):
    text = read(ENTITY.sub("", html))
    mentions = find(text, LIST).mentions

    after = replace(text, mentions)

    cut, position = [], 0
    for mention in mentions:
        cut += [text.words[position : mention.start], " " * (len(mention.cited) - 1)]
        position = mention.end
    assert unlinked(after) == "".join([*cut, text.words[position:]])


@given(HTML)
def test_linking_twice_changes_nothing_more(html):
    once = linked(html)

    assert linked(once) == once


@given(HTML)
def test_no_link_ends_up_inside_a_link_and_no_tag_is_left_open(html):
    before, after = Balance(html), Balance(linked(html))

    assert after.nested == 0
    assert after.opened == before.opened
