"""What the texts of the demo practice keep to. No database."""

import re

import pytest

from kinesite.demo import content, markdown
from kinesite.demo.markdown import Text
from references.choices import StudyType
from references.works import csl

ARTICLES = content.articles()
TEXTS = [*ARTICLES, *content.pages()]
# After a citation is taken out, nothing but one of these ends a sentence.
SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")


def by_slug(texts: list[Text]) -> dict[str, object]:
    return {"argvalues": texts, "ids": [text.slug for text in texts]}


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


@pytest.mark.parametrize("article", **by_slug(ARTICLES))
def test_every_citation_names_a_source(article):
    assert {*article.citations, *article.listed} - set(content.sources()) == set()


@pytest.mark.parametrize("article", **by_slug(ARTICLES))
def test_what_an_article_lists_beside_is_not_cited_in_it(article):
    assert set(article.listed) & set(article.citations) == set()


@pytest.mark.parametrize("article", **by_slug(ARTICLES))
def test_an_article_rests_on_four_to_eight_sources(article):
    assert 4 <= len(set(article.citations)) <= 8


def test_every_source_is_cited():
    cited = {name for article in ARTICLES for name in article.citations}

    assert cited == set(content.sources())


@pytest.mark.parametrize("name", sorted(content.sources()))
def test_a_source_can_be_looked_up(name):
    source = content.sources()[name]

    assert source.get("DOI") or source.get("PMID") or source.get("URL")
    assert csl.normalise(source)["title"] == source["title"]


@pytest.mark.parametrize("name", sorted(content.sources()))
def test_a_source_has_a_kind_of_study_and_known_subjects(name):
    judged = content.judgements()[name]

    assert judged["study_type"] in StudyType
    assert set(judged["subjects"]) - set(content.judgements()["subjects"]) == set()
    assert len(judged["subjects"]) >= 1


@pytest.mark.parametrize("name", sorted(content.sources()))
def test_a_finding_is_one_sentence_that_fits(name):
    finding = content.judgements()[name].get("finding", "Geen.")

    assert len(finding) <= 180
    assert re.findall(r"[.?!…](?=\s)", finding) == []
    assert finding.endswith(".")


def test_nothing_is_said_of_a_source_that_is_not_there():
    assert set(content.judgements()) == {*content.sources(), "subjects"}


@pytest.mark.parametrize("identifier", ["DOI", "PMID", "PMCID"])
def test_no_two_sources_share_an_identifier(identifier):
    stated = [source[identifier] for source in content.sources().values() if identifier in source]

    assert len(set(stated)) == len(stated)


@pytest.mark.parametrize("article", **by_slug(ARTICLES))
def test_an_article_is_six_hundred_to_a_thousand_words(article):
    assert 600 <= sum(len(line.split()) for line in plain_lines(article)) <= 1000


@pytest.mark.parametrize("text", **by_slug(TEXTS))
def test_sentences_are_short(text):
    sentences = [one for line in plain_lines(text) for one in SENTENCE_END.split(line)]

    assert [one for one in sentences if len(one.split()) > 26] == []


@pytest.mark.parametrize("article", **by_slug(ARTICLES))
def test_a_figure_in_a_percentage_has_a_source_in_its_line(article):
    lines = [line for block in article.blocks for line in block.lines if "%" in line]

    assert [line for line in lines if not markdown.CITATION.search(line)] == []


@pytest.mark.parametrize("text", **by_slug(TEXTS))
def test_quotes_are_curly_and_nothing_shouts(text):
    assert [
        line for line in plain_lines(text) if re.search(r"[\"'!]|  ", line.replace("[!", ""))
    ] == []


@pytest.mark.parametrize("text", **by_slug(TEXTS))
def test_title_and_introduction_fit_their_places(text):
    assert len(text.meta["title"]) <= 65
    assert 0 < len(text.meta["introduction"]) <= 300


@pytest.mark.parametrize("text", **by_slug(TEXTS))
def test_figures_show_a_drawing_that_is_there_and_say_two_things(text):
    for figure in figures(text):
        assert figure["image"] in content.images()
        assert figure["alt"] != figure["caption"]


def test_every_drawing_is_described_and_every_description_has_its_drawing():
    assert {path.stem for path in content.IMAGES.glob("*.svg")} == set(content.images())


@pytest.mark.parametrize("path", sorted(content.IMAGES.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_runs_nothing_and_loads_nothing(path):
    drawing = path.read_text(encoding="utf-8")

    assert re.findall(r"<script|<style|<image|\bon[a-z]+=|href=\"(?!#)|url\(", drawing) == []


def test_the_article_on_hernia_says_when_to_call_at_once():
    article = next(text for text in ARTICLES if text.slug == "hernia-wat-de-tijd-doet")

    calls = [line for line in plain_lines(article) if line.startswith("Bel ")]

    assert calls == [
        "Bel meteen 112 of ga naar de spoeddienst als:",
        "Bel dezelfde dag je huisarts of de wachtpost (1733) als:",
    ]
