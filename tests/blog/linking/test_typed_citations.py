"""Typed citations that are found, by the list of the article."""

import pytest

from blog.linking.plain import read
from blog.linking.typed_citations import find
from tests.blog.linking.finding import found
from tests.blog.linking.works import DOI, DUO, LIST, NAAM, work


@pytest.mark.parametrize(
    ("typed", "works"),
    [
        ("(Naam et al., 2019)", [1]),
        ("(Naam e.a., 2019)", [1]),
        ("(Naam et al. 2019)", [1]),
        ("(Naam et al, 2019)", [1]),
        ("(Naam, 2019)", [1]),
        ("(Naam 2019)", [1]),
        ("(Chiu & Ander, 2015)", [3]),
        ("(Chiu en Ander, 2015)", [3]),
        ("(Naam, Derde & Vierde, 2019)", [1]),
        ("(Naam, Derde, et al., 2019)", [1]),
        ("(Naam et al., 2019, p. 12)", [1]),
        ("(K. L. Naam et al., 2019)", [1]),
        ("(Naam et al., 2019; Battié e.a., 2009)", [1, 2]),
        ("(Naam et al., 2019, Chiu &amp; Ander, 2015 en Battié e.a., 2009, blz. 3)", [1, 3, 2]),
        ("(Naam en collega's)", [1]),
        ("(PMID 12345678)", [1]),
        ("(PMID: 12345678)", [1]),
        ("(PMID:12345678)", [1]),
        ("PMID: 12345678", [1]),
        ("(doi: 10.1000/s0140-6736(97)11096-0)", [1]),
        ("doi: 10.1000/S0140-6736(97)11096-0", [1]),
        ("(https://doi.org/10.1000/S0140-6736(97)11096-0)", [1]),
        ("(Naam et al., 2019; PMID: 12345678)", [1]),
        ("(Centrum voor Kennis, 2021)", [9]),
        ("(Zonderjaar et al., z.d.)", [10]),
        ("[Naam et al., 2019]", [1]),
        ("Naam et al. (2019)", [1]),
        ("Naam et al. [2019]", [1]),
        ("Naam et al. uit 2019", [1]),
        ("Naam et al.(2019)", [1]),
        ("Naam et al (2019)", [1]),
        ("Naam e.a. (2019, p. 12-14)", [1]),
        ("Naam en collega's (2019)", [1]),
        ("Naam en collega’s (2019)", [1]),
        ("Naam en collega´s (2019)", [1]),
        ("Naam en collega&#x27;s (2019)", [1]),
        ("Naam en collega&rsquo;s (2019)", [1]),
        ("Naam en zijn collega's (2019)", [1]),
        ("Naam en medewerkers (2019)", [1]),
        ("Naam&nbsp;et&nbsp;al. (2019)", [1]),
        ("Naam et al.", [1]),
        ("Naam en collega’s", [1]),
        ("Chiu en Ander (2015)", [3]),
        ("Chiu & Ander (2015)", [3]),
        ("Naam (2019)", [1]),
        ("Naam et al. (2019, 2019)", [1]),
        ("Naam e.a., 2019 (PMID 12345678)", [1]),
        ("Naam et al., 2019(PMID 12345678)", [1]),
        ("Naam et al. (PMID 12345678)", [1]),
        ("Naam et al., 2018 (PMID 12345678)", [1]),
        ("Naam (2019) (PMID: 12345678)", [1]),
        ("Battie et al. (2009)", [2]),
        ("BATTIÉ ET AL. (2009)", [2]),
        ("Battie\u0301 et al. (2009)", [2]),
        ("van Dillen et al. (2014)", [4]),
        ("Van Dillen et al. (2014)", [4]),
        ("Nguyen Thanh et al. (2023)", [5]),
        ("Kiecolt-Glaser et al. (1998)", [6]),
        ("Kiecolt\u2011Glaser et al. (1998)", [6]),
        ("O’Sullivan et al. (2018)", [7]),
        ("Lehman (2017)", [8]),
    ],
)
def test_a_typed_citation_of_the_list_is_found_whole(typed, works):
    assert found(f"{typed} en verder.") == [(read(typed).words, works)]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Een studie van Naam et al. (2019) toont dit.", "Naam et al. (2019)"),
        ("Een studie van van Dillen et al. (2014).", "van Dillen et al. (2014)"),
        ("P. A. Chiu en Ander (2015)", "Chiu en Ander (2015)"),
        ("PA Chiu en Ander (2015)", "Chiu en Ander (2015)"),
        ("volgens Greg Lehman (2017)", "Lehman (2017)"),
        ("volgens dr. Lehman (2017)", "Lehman (2017)"),
        ("Ook Naam et al. (2019) zagen dat.", "Naam et al. (2019)"),
        ("(zie ook Naam et al., 2019 voor meer)", "Naam et al., 2019"),
        ("(zie Naam, 2019)", "Naam, 2019"),
        ("(bijvoorbeeld Naam (2019))", "Naam (2019)"),
        ("Dat zegt Naam et al. Daarna niets.", "Naam et al"),
        ("In pijn en Naam et al. (2019)", "Naam et al. (2019)"),
        (f"Zie doi:{DOI}.Epub 2018", f"doi:{DOI}"),
        ("(Onbekend et al., 2010; Naam et al., 2019)", "Naam et al., 2019"),
    ],
)
def test_only_what_cites_is_taken_out_of_the_sentence(text, typed):
    assert [words for words, _works in found(text)] == [typed]


def test_brackets_around_citations_alone_go_and_others_stay():
    text = read("<p>Rust roest (Naam et al., 2019, p. 3). Dus (zie Naam, 2019) beweeg.</p>")

    forms = [
        [(cited.narrative, cited.locator, cited.label) for cited in mention.cited]
        for mention in find(text, LIST).mentions
    ]

    assert forms == [
        [(False, "p. 3", "(Naam e.a., 2019, p. 3)")],
        [(True, "", "Naam e.a. (2019)")],
    ]


def test_the_letter_of_a_year_is_looked_up_in_the_pasted_line():
    works = [work(1, "Naam", raw="Naam (2019b). Twee."), work(2, "Naam", raw="Naam (2019a). Een.")]

    assert found("(Naam, 2019a, b)", works) == [("(Naam, 2019a, b)", [2, 1])]


@pytest.mark.parametrize(
    "text",
    [
        "Naams studie (2019) is oud.",
        "Naam et al.'s studie is oud.",
        "In mei 2019 zag Naam dat niet.",
        "Sinds 2019 (of 2020) niet meer.",
        "Naam werkte van 2017-2019 (2017-2019).",
        "Naam, 2019 was een goed jaar.",
        "Het was een naam (2019).",
        '<a href="https://example.org/">Naam et al. (2019)</a>',
        '<a id="1" linktype="citation">(Naam e.a., 2019)</a>',
        "Naam</p><p>(2019)",
        'Naam <a href="https://example.org/">en</a> (2019)',
        "Zie hoofdstuk 3 (p. 12).",
        "De collega's en medewerkers helpen je.",
        "",
    ],
)
def test_what_cites_nothing_is_left_alone(text):
    result = find(read(f"<p>{text}</p>"), [NAAM, DUO])

    assert (result.mentions, result.doubts) == ([], [])


@pytest.mark.parametrize(
    "signs",
    [
        *("A", "(", "(2019)", "Naam ", "Naam, ", "&", "&amp;", "<", "<a ", '<a "', "PMID 1 ", ")"),
        *("doi:10.1000/(", "et al. ", "Naam et al. (2019) ", " 2019,", "2019a, ", "van ", "P. "),
        *("e.a.", "\n", " ", "en collega's ", "(Naam, 2019; ", "2019 en ", "-", "'", "A-", "A'"),
    ],
)
def test_no_two_findings_overlap_in_hostile_text(signs):
    text = read((signs * 20_000)[:20_000])

    found = find(text, LIST)

    places = [(one.start, one.end) for one in (*found.mentions, *found.doubts)]
    edges = [edge for place in sorted(places) for edge in place]
    assert edges == sorted(edges)
