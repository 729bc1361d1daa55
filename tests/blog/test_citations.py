"""Numbering: a pure pass over the HTML of an article."""

import time

import pytest

from blog.citations import cited_ids, number
from references.models import Reference


def mark(pk, label="(bron)"):
    return f'<a data-citation="{pk}">{label}</a>'


def link(source, mention):
    place = f'href="#bron-{source}" id="verwijzing-{source}-{mention}"'
    return f'\u2060<sup><a class="citation" {place} role="doc-biblioref">[{source}]</a></sup>'


def known(*pks):
    return {pk: Reference(pk=pk) for pk in pks}


def test_sources_are_numbered_by_their_first_mention():
    html, sources = number(f"<p>a {mark(9)} b {mark(4)}</p>", known(4, 9))

    assert html == f"<p>a{link(1, 1)} b{link(2, 1)}</p>"
    assert [(source.reference.pk, source.number) for source in sources] == [(9, 1), (4, 2)]


def test_a_second_mention_keeps_the_number_and_gets_a_place_of_its_own():
    html, sources = number(f"<p>a {mark(9)}</p><p>b {mark(4)}</p><p>c {mark(9)}</p>", known(4, 9))

    assert html == f"<p>a{link(1, 1)}</p><p>b{link(2, 1)}</p><p>c{link(1, 2)}</p>"
    assert [source.mentions for source in sources] == [
        ["verwijzing-1-1", "verwijzing-1-2"],
        ["verwijzing-2-1"],
    ]


def test_a_source_that_is_gone_leaves_its_label_and_no_link():
    html, sources = number(f"<p>a {mark(5, '(Proef, 2020)')} b {mark(4)}</p>", known(4))

    assert html == f"<p>a (Proef, 2020) b{link(1, 1)}</p>"
    assert [source.number for source in sources] == [1]


def test_text_without_citations_stays_as_it_is():
    text = '<p>a <a href="https://example.org/">b</a></p>'

    assert number(text, {}) == (text, [])


def test_a_label_with_markup_of_its_own_is_replaced_whole():
    html, _sources = number(f"<p>a <b>b {mark(4, '<i>(Proef)</i>')}</b> c</p>", known(4))

    assert html == f"<p>a <b>b{link(1, 1)}</b> c</p>"


def test_each_cited_id_is_asked_for_once_in_order():
    assert cited_ids(f"{mark(9)}{mark(4)}{mark(9)}") == [9, 4]


def test_numbering_the_same_text_twice_gives_the_same():
    text = f"<p>{mark(9)}{mark(4)}{mark(9)}</p>"

    assert number(text, known(4, 9))[0] == number(text, known(4, 9))[0]


@pytest.mark.parametrize(
    "text", ['<a data-citation="1">' * 20_000, " " * 20_000, "<b" * 20_000, "</a>" * 20_000]
)
def test_hostile_text_is_passed_over_at_once(text):
    start = time.perf_counter()
    html, sources = number(f"x{text}", known(1))

    assert (html, sources) == (f"x{text}", [])
    assert time.perf_counter() - start < 0.5
