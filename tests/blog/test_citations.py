"""Citing: one pure pass over the HTML of an article."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.citations import cite, cited_ids
from references.formatting.styles import STYLES
from references.models import Reference

NUMBERS, NAMES = STYLES["vancouver"], STYLES["apa"]


def mark(pk, label="(bron)", *, locator="", narrative=False):
    place = f' data-locator="{locator}"' if locator else ""
    form = ' data-form="narrative"' if narrative else ""
    return f'<a data-citation="{pk}"{place}{form}>{label}</a>'


def link(source, mention, text=None):
    place = f'href="#bron-{source}" id="verwijzing-{source}-{mention}"'
    return f'<a class="citation" {place} role="doc-biblioref">{text or f"[{source}]"}</a>'


def number(source, mention, text=None):
    return f"\u2060<sup>{link(source, mention, text)}</sup>"


def work(pk, *families, year=2019):
    authors = [{"family": family} for family in families or [f"Naam{pk}"]]
    csl = {
        "type": "article-journal",
        "title": f"Titel {pk}",
        "author": authors,
        "issued": {"date-parts": [[year]]},
    }
    return Reference(pk=pk, csl=csl)


def known(*pks):
    return {pk: work(pk) for pk in pks}


def words(html):
    return re.sub(r"<[^>]+>", "", html).replace("\u2060", "")


def cited(sources):
    return [source for source in sources if source.mentions]


def test_sources_are_numbered_by_their_first_mention():
    html, sources = cite(f"<p>a {mark(9)} b {mark(4)}</p>", known(4, 9), NUMBERS)

    assert html == f"<p>a{number(1, 1)} b{number(2, 1)}</p>"
    assert [(source.reference.pk, source.number) for source in sources] == [(9, 1), (4, 2)]


def test_a_second_mention_keeps_the_number_and_gets_a_place_of_its_own():
    text = f"<p>a {mark(9)}</p><p>b {mark(4)}</p><p>c {mark(9)}</p>"
    html, sources = cite(text, known(4, 9), NUMBERS)

    assert html == f"<p>a{number(1, 1)}</p><p>b{number(2, 1)}</p><p>c{number(1, 2)}</p>"
    assert [source.ways_back for source in sources] == [
        [("a", "verwijzing-1-1"), ("b", "verwijzing-1-2")],
        [("a", "verwijzing-2-1")],
    ]


def test_neighbours_stand_in_one_pair_of_brackets_and_three_in_a_row_become_a_range():
    text = f"<p>a {mark(1)} b {mark(2)} c {mark(3)}, {mark(4)} {mark(1)};{mark(5)}</p>"
    html, _sources = cite(text, known(1, 2, 3, 4, 5), NUMBERS)

    assert words(html) == "a[1] b[2] c[1, 3–5]"


def test_a_range_is_one_link_that_says_what_it_stands_for_and_keeps_every_way_back():
    html, sources = cite(f"<p>a {mark(1)} {mark(2)} {mark(3)}</p>", known(1, 2, 3), NUMBERS)

    assert re.findall(r'href="([^"]+)"', html) == ["#bron-1"]
    assert re.findall(r'data-cites="([^"]+)"', html) == ["bron-1 bron-2 bron-3"]
    places = [mention for source in sources for mention in source.mentions]
    assert sorted(re.findall(r'id="([^"]+)"', html)) == places


def test_words_between_citations_keep_them_apart():
    html, _sources = cite(f"<p>a {mark(1)} en {mark(2)}</p>", known(1, 2), NUMBERS)

    assert words(html) == "a[1] en[2]"


def test_a_place_in_the_work_stands_behind_its_number_and_breaks_a_range():
    text = f"<p>a {mark(1)} {mark(2, locator='p. 12')} {mark(3)}</p>"
    html, _sources = cite(text, known(1, 2, 3), NUMBERS)

    assert words(html) == "a[1, 2 (p. 12), 3]"


def test_a_citation_that_is_part_of_the_sentence_names_the_authors():
    text = f"<p>Volgens {mark(1, narrative=True)} helpt het.</p>"

    numbered, _sources = cite(text, {1: work(1, "Vos", "Beer", "Das")}, NUMBERS)
    named, _sources = cite(text, {1: work(1, "Vos", "Beer", "Das")}, NAMES)

    assert words(numbered) == "Volgens Vos e.a.[1] helpt het."
    assert words(named) == "Volgens Vos e.a. (2019) helpt het."


def test_a_site_that_cites_by_name_shows_author_and_year():
    text = f"<p>a {mark(1, locator='p. 12')} {mark(2)}.</p>"
    html, sources = cite(text, {1: work(1, "Vos"), 2: work(2, "Beer", "Das")}, NAMES)

    assert words(html) == "a (Beer &amp; Das, 2019; Vos, 2019, p. 12)."
    assert [source.reference.pk for source in NAMES.order(sources)] == [2, 1]


def test_a_work_that_is_cited_twice_in_a_row_is_named_once_and_leads_back_to_both_places():
    html, [source] = cite(f"<p>a {mark(1)} {mark(1)}</p>", {1: work(1, "Vos")}, NAMES)

    assert words(html) == "a (Vos, 2019)"
    assert re.findall(r'id="([^"]+)"', html) == source.mentions


def test_a_source_that_was_merged_is_found_by_its_former_id():
    kept = work(4, "Vos")
    html, sources = cite(f"<p>a {mark(9)} b {mark(4)}</p>", {4: kept, 9: kept}, NUMBERS)

    assert words(html) == "a[1] b[1]"
    assert [len(source.mentions) for source in sources] == [2]


def test_two_works_of_one_author_and_year_are_told_apart_also_from_what_is_not_cited():
    text = f"<p>a {mark(1)}</p>"
    html, sources = cite(text, {1: work(1, "Vos"), 2: work(2, "Vos")}, NAMES)

    assert words(html) == "a (Vos, 2019a)"
    assert [(source.suffix, source.mentions != []) for source in sources] == [
        ("a", True),
        ("b", False),
    ]


def test_a_source_that_is_gone_leaves_its_label_and_no_link():
    text = f"<p>a {mark(5, '(Proef, 2020)')} b {mark(4)}</p>"
    html, sources = cite(text, known(4), NUMBERS)

    assert html == f"<p>a (Proef, 2020) b{number(1, 1)}</p>"
    assert [source.number for source in cited(sources)] == [1]


def test_text_without_citations_stays_as_it_is():
    text = '<p>a <a href="https://example.org/">b</a></p>'

    assert cite(text, {}, NUMBERS) == (text, [])


def test_a_label_with_markup_of_its_own_is_replaced_whole():
    html, _sources = cite(f"<p>a <b>b {mark(4, '<i>(Proef)</i>')}</b> c</p>", known(4), NUMBERS)

    assert html == f"<p>a <b>b{number(1, 1)}</b> c</p>"


def test_names_and_places_from_elsewhere_are_escaped():
    text = f"<p>a {mark(1, locator='&lt;b&gt;')}</p>"
    html, _sources = cite(text, {1: work(1, "<script>")}, NAMES)

    assert words(html) == "a (&lt;script&gt;, 2019, &lt;b&gt;)"


def test_links_of_a_text_that_stands_elsewhere_lead_back_to_the_article():
    html, _sources = cite(f"<p>{mark(4)}</p>", known(4), NUMBERS, address="https://praktijk.be/a/")

    assert re.findall(r'href="([^"]+)"', html) == ["https://praktijk.be/a/#bron-1"]


def test_each_cited_id_is_asked_for_once_in_order():
    assert cited_ids(f"{mark(9)}{mark(4)}{mark(9)}") == [9, 4]


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["", " ", ", ", " en "]))))
def test_every_place_has_one_id_and_every_link_leads_to_a_row(places):
    text = "<p>a" + "".join(mark(pk) + between for pk, between in places) + "</p>"
    for style in (NUMBERS, NAMES):
        html, sources = cite(text, known(1, 2, 3, 4, 5, 6), style)

        ids = re.findall(r'id="([^"]+)"', html)
        assert sorted(ids) == sorted(place for source in sources for place in source.mentions)
        assert len(set(ids)) == len(places)
        anchors = {source.anchor for source in cited(sources)}
        assert {href[1:] for href in re.findall(r'href="([^"]+)"', html)} <= anchors


@pytest.mark.parametrize(
    "text", ['<a data-citation="1">' * 20_000, " " * 20_000, "<b" * 20_000, "</a>" * 20_000]
)
def test_hostile_text_is_passed_over(text):
    assert cite(f"x{text}", known(1), NUMBERS)[0] == f"x{text}"
