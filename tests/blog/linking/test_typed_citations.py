"""Which typed citations are found, by the list of the article."""

import pytest

from blog.linking.found import Reason
from blog.linking.plain import read
from blog.linking.typed_citations import find
from tests.blog.linking.works import DOI, DUO, LIST, NAAM, work


def found(text, works=LIST):
    """(what was typed, works by primary key) of each mention."""
    read_text = read(f"<p>{text}</p>")
    return [
        (read_text.words[one.start : one.end], [cited.work.pk for cited in one.cited])
        for one in find(read_text, works).mentions
    ]


def doubted(text, works=LIST):
    """(what was typed, why it is not sure, works that it may mean) of each doubt."""
    read_text = read(f"<p>{text}</p>")
    result = find(read_text, works)
    assert result.mentions == []
    return [
        (
            read_text.words[one.start : one.end],
            one.reason,
            [candidate.pk for candidate in one.works],
        )
        for one in result.doubts
    ]


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


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Onbekend et al. (2019)", ("Onbekend et al. (2019)", Reason.UNKNOWN, [])),
        ("zegt Modaal (2019)", ("Modaal (2019)", Reason.UNKNOWN, [])),
        ("(Modaal, 2019)", ("Modaal, 2019", Reason.UNKNOWN, [])),
        ("Modaal en collega's zagen", ("Modaal en collega's", Reason.UNKNOWN, [])),
        ("Naam et al. (2018)", ("Naam et al. (2018)", Reason.OTHER_YEAR, [1])),
        ("(Naam et al., 2019, 2020)", ("Naam et al., 2019, 2020", Reason.OTHER_YEAR, [1])),
        ("Naam et al. in 2015", ("Naam et al. in 2015", Reason.OTHER_YEAR, [1])),
        ("Naam et al. (2017-2019)", ("Naam et al.", Reason.SEVERAL, [1])),
        ("Nguyen et al. (2023)", ("Nguyen et al. (2023)", Reason.UNKNOWN, [5])),
        # The letter says that there are two works, and the list knows one.
        ("(Naam et al., 2019b)", ("Naam et al., 2019b", Reason.SEVERAL, [1])),
        # The end of another name.
        ("bij Janssens Naam et al. (2019)", ("Janssens Naam et al. (2019)", Reason.UNKNOWN, [1])),
        ("Thanh et al. (2023)", ("Thanh et al. (2023)", Reason.UNKNOWN, [5])),
        ("Glaser et al. (1998)", ("Glaser et al. (1998)", Reason.UNKNOWN, [6])),
        ("volgens De Naam et al. (2019)", ("De Naam et al. (2019)", Reason.UNKNOWN, [1])),
        # Another person of that name.
        ("B. Chiu et al. (2015)", ("Chiu et al. (2015)", Reason.UNKNOWN, [3])),
        # Second authors, and the wrong second author.
        ("Ander en Naam (2019)", ("Naam (2019)", Reason.UNKNOWN, [1])),
        ("Naam en Modaal (2019)", ("Modaal (2019)", Reason.UNKNOWN, [])),
        ("(PMID 999)", ("PMID 999", Reason.UNKNOWN, [])),
        (
            "Modaal et al., 2019 (PMID 12345678)",
            ("Modaal et al., 2019 (PMID 12345678)", Reason.CONTRADICTION, [1]),
        ),
        (
            "Naam et al., 2012 (PMID 12345678)",
            ("Naam et al., 2012 (PMID 12345678)", Reason.CONTRADICTION, [1]),
        ),
        (
            "Naam et al., 2019 (PMID 999)",
            ("Naam et al., 2019 (PMID 999)", Reason.CONTRADICTION, [1]),
        ),
        (
            "Battié et al., 2009 (PMID 12345678)",
            ("Battié et al., 2009 (PMID 12345678)", Reason.CONTRADICTION, [2, 1]),
        ),
    ],
)
def test_what_is_not_sure_is_told_and_not_linked(text, doubt):
    assert doubted(text) == [doubt]


TWINS = [work(1, "Naam", "Ander"), work(2, "Naam", "Derde", "Vierde"), work(3, "Naam", year=2011)]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Naam et al. (2019)", [1, 2]),
        ("(Naam, 2019)", [1, 2]),
        ("Naam en collega's zagen", [1, 2, 3]),
    ],
)
def test_two_works_that_fit_are_both_told(text, works):
    assert [(reason, pks) for _typed, reason, pks in doubted(text, TWINS)] == [
        (Reason.SEVERAL, works)
    ]


def test_a_second_author_tells_two_works_apart():
    assert found("Naam en Ander (2019)", TWINS) == [("Naam en Ander (2019)", [1])]


def test_van_may_be_a_word_or_part_of_the_name():
    both = [work(1, "Dillen"), work(2, "van Dillen")]

    assert doubted("Een studie van Dillen et al. (2019)", both) == [
        ("van Dillen et al. (2019)", Reason.SEVERAL, [1, 2])
    ]


def test_the_letter_of_a_year_is_looked_up_in_the_pasted_line():
    works = [work(1, "Naam", raw="Naam (2019b). Twee."), work(2, "Naam", raw="Naam (2019a). Een.")]

    assert found("(Naam, 2019a, b)", works) == [("(Naam, 2019a, b)", [2, 1])]


def test_a_number_that_the_list_does_not_know_yields_to_a_work_without_number():
    assert found("Naam e.a., 2019 (PMID 999)", [work(1, "Naam")]) == [
        ("Naam e.a., 2019 (PMID 999)", [1])
    ]


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
