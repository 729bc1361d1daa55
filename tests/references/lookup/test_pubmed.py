"""What PubMed answers, in our spelling. The works are invented."""

import pytest

from references.lookup.errors import UnusableAnswer
from references.lookup.pubmed import PubMed
from references.lookup.recorded import Recorded
from references.lookup.records import Record
from tests.references.lookup.server import ANSWERS, Answer, Registry
from tests.references.lookup.test_live import live

BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
pubmed = PubMed(Recorded(ANSWERS), BASE, "info@practice.example")


def found(pmid: str) -> Record:
    record = pubmed.look_up(pmid)
    assert record
    return record


def test_a_plain_article_comes_with_every_field():
    assert found("90000001") == Record(
        {
            "type": "article-journal",
            "title": "Walking after a sprain",
            "author": [
                {"family": "Jansen", "given": "A. B."},
                {"family": "van Proef", "given": "K."},
            ],
            "container-title": "Journal of Invented Movement",
            "container-title-short": "J Invent Mov",
            "issued": {"date-parts": [[2019, 6]]},
            "available-date": {"date-parts": [[2018, 12, 20]]},
            "volume": "12",
            "issue": "3",
            "page": "213-9",
            "DOI": "10.9999/walking.1",
            "PMID": "90000001",
            "PMCID": "PMC7000001",
        },
        ("Journal Article", "Randomized Controlled Trial"),
    )


@pytest.mark.parametrize("pmid", ["90000004", "99999999"])
def test_a_pmid_that_pubmed_does_not_have_is_not_found(pmid: str):
    assert pubmed.look_up(pmid) is None


def test_organisations_suffixes_and_translated_titles_come_right():
    csl = found("90000003").csl

    assert csl["title"] == "Wandelen na een verstuiking"
    assert csl["author"] == [
        {"literal": "Invented Trial Group"},
        {"family": "Popovich", "given": "J. M.", "suffix": "Jr"},
    ]


def test_a_retraction_is_found_with_its_day_and_a_comment_is_none():
    assert found("90000002").notices == [
        {
            "kind": "retraction",
            "date": "2021-03-04",
            "doi": "10.9999/retracted.r1",
            "source": "pubmed",
        }
    ]


def test_pubmed_is_told_who_asks(registry: Registry):
    asked = PubMed(live(registry), registry.url, "info@practice.example")

    asked.look_up("1")

    assert registry.asked == [
        "/esummary.fcgi?db=pubmed&id=1&retmode=json&tool=kinesite&email=info%40practice.example"
    ]


@pytest.mark.parametrize("body", [b'{"error": "API rate limit exceeded"}', b'{"result": {}}'])
def test_an_answer_about_something_else_says_nothing_about_the_work(
    registry: Registry, body: bytes
):
    asked = PubMed(live(registry), registry.url, "")
    registry.serve("/esummary.fcgi?db=pubmed&id=1&retmode=json", Answer(200, body))

    with pytest.raises(UnusableAnswer):
        asked.look_up("1")
