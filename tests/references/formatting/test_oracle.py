"""Our rows next to those of citeproc-py: see oracle.py for what is done to both."""

import pytest

from references.formatting.apa import apa
from references.formatting.mention import Mention, parenthetical
from references.formatting.parts import to_text
from references.formatting.vancouver import vancouver
from tests.references.formatting import oracle
from tests.references.formatting.records import ARTICLES, IN_APA, IN_VANCOUVER, OTHERS, demo
from tests.references.formatting.works import (
    CHAPTER,
    REPORT,
    THESIS,
    WEBPAGE,
    without_nothing,
    work,
)

BOTH = ARTICLES | OTHERS
DEMO = demo()
PAGED_BY_ELSEVIER = DEMO.pop("watson-2019")
CHAPTER_BY_NOBODY = without_nothing(CHAPTER | {"author": None})
UNDATED_REPORT = without_nothing(REPORT | {"issued": None, "publisher": "Uitgeverij Rug"})


def by_name(records):
    return [pytest.param(record, id=name) for name, record in records.items()]


@pytest.mark.parametrize("csl", [*by_name(BOTH | IN_APA | DEMO), PAGED_BY_ELSEVIER])
def test_apa_is_what_another_formatter_prints(csl):
    assert to_text(apa(csl, "", oracle.ENGLISH)) == oracle.apa_entry(csl)


@pytest.mark.parametrize("csl", by_name(BOTH | IN_VANCOUVER | DEMO))
def test_vancouver_is_what_another_formatter_prints(csl):
    assert to_text(vancouver(csl, oracle.NLM_ENGLISH)) == oracle.nlm_entry(csl)


@pytest.mark.parametrize(
    "csl",
    by_name({name: csl for name, csl in (BOTH | IN_APA | DEMO).items() if "author" in csl}),
)
def test_a_mention_is_what_another_formatter_prints(csl):
    assert parenthetical([Mention(csl)], oracle.ENGLISH) == oracle.apa_mention(csl)


@pytest.mark.parametrize(
    ("csl", "theirs", "ours"),
    [
        pytest.param(
            THESIS | {"genre": "Doctoral dissertation"},
            "hernia (Publication) [Doctoral dissertation]. KU Leuven.",
            "hernia [Doctoral dissertation, KU Leuven].",
            id="APA names the university between the brackets",
        ),
        pytest.param(
            REPORT,
            "care. Centrum voor Rugzorg. https://rugzorg.example/richtlijn.pdf",
            "care. https://rugzorg.example/richtlijn.pdf",
            id="APA leaves out a publisher that is the author",
        ),
        pytest.param(
            CHAPTER_BY_NOBODY,
            "Vos, A., & Beer, B. (Eds.). (2021). Thoracic disc herniation. In A. Vos & B. Beer",
            "Thoracic disc herniation. (2021). In A. Vos & B. Beer",
            id="the editors of a book did not write its chapters",
        ),
        pytest.param(
            UNDATED_REPORT,
            "Rug. Retrieved https://rugzorg.example/richtlijn.pdf",
            "Rug. https://rugzorg.example/richtlijn.pdf",
            id="citeproc-py writes Retrieved without a day",
        ),
        pytest.param(
            WEBPAGE,
            "Guidebook. https://www.greglehman.ca/pain-science-workbooks",
            "Guidebook. Retrieved March 3, 2026, from "
            "https://www.greglehman.ca/pain-science-workbooks",
            id="Dutch APA names the day of the visit, also to a page with a date",
        ),
    ],
)
def test_apa_departs_where_the_other_is_wrong_or_dutch_custom_differs(csl, theirs, ours):
    printed = to_text(apa(csl, "", oracle.ENGLISH))

    assert ours in printed
    assert oracle.apa_entry(csl) == printed.replace(ours, theirs)


@pytest.mark.parametrize(
    ("csl", "theirs", "ours"),
    [
        pytest.param(
            PAGED_BY_ELSEVIER,
            ":1140.e1-22.",
            ":1140.e1-1140.e22.",
            id="PubMed gives such pages in full",
        ),
        pytest.param(
            CHAPTER_BY_NOBODY,
            "Vos A, Beer B, editors. Thoracic disc herniation. In: Vos",
            "Thoracic disc herniation. In: Vos",
            id="the editors of a book did not write its chapters",
        ),
        pytest.param(
            work(issued=None), "Research. 14(3)", "Research. [date unknown];14(3)", id="NLM says so"
        ),
        pytest.param(
            UNDATED_REPORT,
            "Uitgeverij Rug. Available",
            "Uitgeverij Rug; [date unknown]. Available",
            id="NLM says of a report that its date is unknown",
        ),
    ],
)
def test_vancouver_departs_where_the_other_is_wrong(csl, theirs, ours):
    printed = to_text(vancouver(csl, oracle.NLM_ENGLISH))

    assert ours in printed
    assert oracle.nlm_entry(csl) == printed.replace(ours, theirs)
