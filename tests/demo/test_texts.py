"""What the texts of the demo practice keep to. No database."""

import re
from typing import Any

import pytest

from kinesite.demo import content, markdown
from kinesite.demo.markdown import Text
from references.choices import StudyType
from references.works import csl

ARTICLES = content.articles()
TEXTS = [*ARTICLES, *content.pages()]
# After a citation is taken out, nothing but one of these ends a sentence.
SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")


def wrong(found: dict[str, Any]) -> dict[str, Any]:
    """What was found, without the names of those in order."""
    return {name: faults for name, faults in found.items() if faults}


def plain_lines(text: Text) -> list[str]:
    lines = [line for block in text.blocks if block.kind != "figure" for line in block.lines]
    return [re.sub(rf"\s*{markdown.CITATION.pattern}|\*\*", "", line) for line in lines]


def figures(text: Text) -> list[dict[str, str]]:
    lines = [block.lines[0] for block in text.blocks if block.kind == "figure"]
    return [markdown.FIGURE.fullmatch(line).groupdict() for line in lines]


def test_there_are_six_articles_in_three_hands():
    assert len(ARTICLES) == 6
    assert {text.meta["author"] for text in ARTICLES} == {
        row["slug"] for row in content.practice()["therapists"]
    }


def test_every_citation_names_a_source():
    found = {
        text.slug: {*text.citations, *text.listed} - set(content.sources()) for text in ARTICLES
    }

    assert wrong(found) == {}


def test_what_an_article_lists_beside_is_not_cited_in_it():
    found = {text.slug: set(text.listed) & set(text.citations) for text in ARTICLES}

    assert wrong(found) == {}


def test_every_article_rests_on_four_to_eight_sources():
    counts = {text.slug: len(set(text.citations)) for text in ARTICLES}

    assert {slug: count for slug, count in counts.items() if not 4 <= count <= 8} == {}


def test_every_source_is_cited():
    cited = {name for article in ARTICLES for name in article.citations}

    assert cited == set(content.sources())


def test_every_source_can_be_looked_up():
    lost = [
        name
        for name, source in content.sources().items()
        if not (source.get("DOI") or source.get("PMID") or source.get("URL"))
    ]

    assert lost == []


def test_every_source_keeps_its_title_when_it_is_normalised():
    changed = {
        name: title
        for name, source in content.sources().items()
        if (title := csl.normalise(source)["title"]) != source["title"]
    }

    assert changed == {}


def test_every_source_has_a_kind_of_study_and_known_subjects():
    known = set(content.judgements()["subjects"])
    found = {
        name: judged
        for name in content.sources()
        if (judged := content.judgements()[name])
        and not (
            judged["study_type"] in StudyType
            and judged["subjects"]
            and set(judged["subjects"]) <= known
        )
    }

    assert found == {}


def test_every_finding_is_one_sentence_that_fits():
    findings = {
        name: content.judgements()[name].get("finding", "Geen.") for name in content.sources()
    }

    found = {
        name: text
        for name, text in findings.items()
        if len(text) > 180 or not text.endswith(".") or re.search(r"[.?!…]\s", text)
    }
    assert found == {}


def test_nothing_is_said_of_a_source_that_is_not_there():
    assert set(content.judgements()) == {*content.sources(), "subjects"}


@pytest.mark.parametrize("identifier", ["DOI", "PMID", "PMCID"])
def test_no_two_sources_share_an_identifier(identifier):
    stated = [source[identifier] for source in content.sources().values() if identifier in source]

    assert len(set(stated)) == len(stated)


def test_every_article_is_six_hundred_to_a_thousand_words():
    counts = {text.slug: sum(len(line.split()) for line in plain_lines(text)) for text in ARTICLES}

    assert {slug: count for slug, count in counts.items() if not 600 <= count <= 1000} == {}


def test_sentences_are_short():
    found = {
        text.slug: [
            sentence
            for line in plain_lines(text)
            for sentence in SENTENCE_END.split(line)
            if len(sentence.split()) > 26
        ]
        for text in TEXTS
    }

    assert wrong(found) == {}


def test_a_figure_in_a_percentage_has_a_source_in_its_line():
    found = {
        text.slug: [
            line
            for block in text.blocks
            for line in block.lines
            if "%" in line and not markdown.CITATION.search(line)
        ]
        for text in ARTICLES
    }

    assert wrong(found) == {}


def test_quotes_are_curly_and_nothing_shouts():
    found = {
        text.slug: [
            line for line in plain_lines(text) if re.search(r"[\"'!]|  ", line.replace("[!", ""))
        ]
        for text in TEXTS
    }

    assert wrong(found) == {}


def test_titles_and_introductions_fit_their_places():
    lengths = {
        text.slug: (len(text.meta["title"]), len(text.meta["introduction"])) for text in TEXTS
    }

    found = {
        slug: (title, introduction)
        for slug, (title, introduction) in lengths.items()
        if not (title <= 65 and 0 < introduction <= 300)
    }
    assert found == {}


def test_figures_show_a_drawing_that_is_there_and_say_two_things():
    found = {
        text.slug: [
            figure
            for figure in figures(text)
            if figure["image"] not in content.images() or figure["alt"] == figure["caption"]
        ]
        for text in TEXTS
    }

    assert wrong(found) == {}


def test_every_drawing_is_described_and_every_description_has_its_drawing():
    assert {path.stem for path in content.IMAGES.glob("*.svg")} == set(content.images())


def test_no_drawing_runs_or_loads_anything():
    dangerous = r"<script|<style|<image|\bon[a-z]+=|href=\"(?!#)|url\("
    found = {
        path.stem: re.findall(dangerous, path.read_text(encoding="utf-8"))
        for path in content.IMAGES.glob("*.svg")
    }

    assert wrong(found) == {}


def test_the_article_on_hernia_says_when_to_call_at_once():
    article = next(text for text in ARTICLES if text.slug == "hernia-wat-de-tijd-doet")

    calls = [line for line in plain_lines(article) if line.startswith("Bel ")]

    assert calls == [
        "Bel meteen 112 of ga naar de spoeddienst als:",
        "Bel dezelfde dag je huisarts of de wachtpost (1733) als:",
    ]
