"""What Crossref and the DOI system answer, in our spelling. The works are invented."""

import json
from typing import Any

import pytest

from references.lookup.crossref import Crossref
from references.lookup.doi import DoiSystem
from references.lookup.errors import UnusableAnswer
from references.lookup.fetching import Response
from references.lookup.recorded import Recorded
from references.lookup.records import Record
from references.lookup.registries import EitherOf
from references.works.notices import NoticeKind
from tests.references.lookup.server import ANSWERS

crossref = Crossref(Recorded(ANSWERS), "https://api.crossref.org")
doi_system = DoiSystem(Recorded(ANSWERS), "https://doi.org")


def found(doi: str) -> Record:
    record = crossref.look_up(doi)
    assert record
    return record


def kinds(record: Record) -> list[tuple[str, str]]:
    return [(notice["kind"], notice["date"]) for notice in record.notices]


def test_a_plain_article_comes_with_every_field():
    assert found("10.9999/walking.1") == Record(
        {
            "type": "article-journal",
            "title": "Walking after a sprain",
            "author": [
                {"family": "Jansen", "given": "Anna B."},
                {"family": "van Proef", "given": "Kim"},
            ],
            "container-title": "Journal of Invented Movement",
            "container-title-short": "J Invent Mov",
            "issued": {"date-parts": [[2019, 6, 1]]},
            "volume": "12",
            "issue": "3",
            "page": "213-219",
            "DOI": "10.9999/walking.1",
        }
    )


def test_a_doi_that_crossref_does_not_have_is_not_found():
    assert crossref.look_up("10.9999/nowhere") is None


@pytest.mark.parametrize(
    ("doi", "title"),
    [
        (
            "10.9999/markup",
            "In vitro loading at 10 cm2, p < 0.05: a study <script>alert(1)</script>",
        ),
        ("10.9999/escaped", "Strength & balance in situ"),
        ("10.9999/strange", "Not in a list"),
        ("10.9999/retracted", "Walking after a sprain"),
    ],
)
def test_a_title_is_plain_text_whatever_the_publisher_put_in_it(doi: str, title: str):
    assert found(doi).csl["title"] == title


def test_a_subtitle_that_stands_apart_is_put_behind_the_title():
    apart = answering(message(title=["Walking"], subtitle=["A trial"]))
    twice = answering(message(title=["Walking: a trial"], subtitle=["A trial"]))

    assert apart.csl["title"] == "Walking: A trial"
    assert twice.csl["title"] == "Walking: a trial"


def test_nobody_is_called_in_capitals():
    assert found("10.9999/capitals").csl["author"] == [
        {"family": "Jansen-McProef", "given": "ANNA B."},
        {"family": "D'Hondt", "given": "O."},
    ]


def test_an_organisation_stays_one_name():
    assert found("10.9999/organisation").csl["author"] == [
        {"literal": "Invented Health Organization"},
        {"family": "van Proef", "given": "Kim", "suffix": "Jr"},
    ]


def test_the_number_of_an_article_stands_for_its_pages():
    assert found("10.9999/article.e42").csl["page"] == "e0042"


def test_the_year_of_the_issue_comes_before_the_day_on_line():
    csl = found("10.9999/online-first").csl

    assert csl["issued"] == {"date-parts": [[2019, 6, 1]]}
    assert csl["available-date"] == {"date-parts": [[2018, 12, 20]]}


def test_a_doi_with_every_sign_in_it_is_asked_and_kept_as_it_is():
    awkward = "10.9999/(SICI)0000-0000(97)1:2<33::AID-X4>3.0.CO;2-#"

    assert found(awkward).csl["DOI"] == awkward.lower()


def test_what_has_another_shape_than_agreed_is_left_out():
    assert found("10.9999/strange") == Record(
        {
            "type": "article-journal",
            "title": "Not in a list",
            "author": [{"family": "Jansen"}],
            "container-title-short": "J Invent Mov",
            "volume": "12",
            "DOI": "10.9999/strange",
        }
    )


def test_a_work_without_a_title_is_still_a_work():
    assert "title" not in found("10.9999/no-title").csl


def test_a_correction_is_kept_as_a_correction():
    assert found("10.9999/corrected").notices == [
        {
            "kind": "correction",
            "date": "2020-02-03",
            "doi": "10.9999/corrected.c1",
            "source": "crossref",
        }
    ]


def test_every_notice_of_a_work_is_kept():
    assert kinds(found("10.9999/retracted")) == [
        (NoticeKind.RETRACTION, "2021-03-04"),
        (NoticeKind.CORRECTION, "2022-05-06"),
    ]
    assert kinds(found("10.9999/reinstated")) == [
        (NoticeKind.RETRACTION, "2021-03-04"),
        (NoticeKind.REINSTATEMENT, "2021-09-01"),
    ]


def test_a_mark_in_the_title_tells_of_a_retraction_that_no_notice_tells_of():
    marked = answering(message(title=["WITHDRAWN ARTICLE: Walking"]))

    assert (marked.csl["title"], kinds(marked)) == ("Walking", [(NoticeKind.WITHDRAWAL, "")])


def test_the_doi_system_is_asked_what_crossref_does_not_know():
    either = EitherOf(crossref, doi_system)
    known_elsewhere = EitherOf(Crossref(Answering(404, b"Resource not found."), ""), doi_system)

    assert either.look_up("10.9999/nowhere") is None
    assert known_elsewhere.look_up("10.9999/data.7") == Record(
        {
            "type": "report",
            "title": "Loads on the knee: measurements",
            "author": [
                {"family": "Jansen", "given": "Anna"},
                {"literal": "Invented Movement Lab"},
            ],
            "issued": {"date-parts": [[2022]]},
            "publisher": "Invented Repository",
            "DOI": "10.9999/DATA.7",
        }
    )


class Answering:
    def __init__(self, status: int, body: bytes) -> None:
        self.response = Response(status, body)

    def fetch(self, *_asked: Any) -> Response:
        return self.response


def message(**changes: Any) -> bytes:
    return json.dumps({"message": {"DOI": "10.9999/1", "type": "book", **changes}}).encode()


def answering(body: bytes, status: int = 200) -> Record:
    record = Crossref(Answering(status, body), "https://api.crossref.org").look_up("10.9999/1")
    assert record
    return record


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>down for maintenance</html>",
        b'{"status": "ok", "message": {"DOI": "10.99',
        b"[]",
        b'{"message": "none"}',
        b'{"message": ' + b"[" * 100_000,
        b'"\xff\xfe"',
    ],
    ids=["nothing", "a page", "cut off", "a list", "no work", "a well", "no text"],
)
def test_an_answer_that_is_no_answer_says_nothing_about_the_work(body: bytes):
    with pytest.raises(UnusableAnswer):
        answering(body)


def test_a_refusal_is_not_taken_for_not_found():
    with pytest.raises(UnusableAnswer):
        answering(b"Forbidden", status=403)
