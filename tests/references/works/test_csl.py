import pytest

from references.errors import InvalidCsl
from references.works.csl import Columns, columns, normalise, title_key
from tests.factories.references import SLEEP_CSL


def test_what_is_normal_stays_as_it_is():
    assert normalise(SLEEP_CSL) == SLEEP_CSL


def test_a_crossref_answer_is_brought_to_our_shape():
    answer = {
        "type": "article-journal",
        "title": ["  Wound\nhealing "],
        "author": [
            {"family": "Chang", "given": "CJ", "sequence": "first", "affiliation": []},
            {"given": ""},
        ],
        "issued": {"date-parts": [["2020", 5, 16]]},
        "accessed": {"date-parts": [[None]]},
        "volume": 9,
        "publisher": "",
        "DOI": "https://doi.org/10.1302/2046-3758.93.BJR-2019-0089.R1",
        "reference-count": 40,
    }

    assert normalise(answer) == {
        "type": "article-journal",
        "title": "Wound healing",
        "author": [{"family": "Chang", "given": "C. J."}],
        "issued": {"date-parts": [[2020, 5, 16]]},
        "volume": "9",
        "DOI": "10.1302/2046-3758.93.BJR-2019-0089.R1",
    }


def test_signs_that_no_database_takes_are_left_out():
    assert (
        normalise(SLEEP_CSL | {"title": "Slee\x00p\ud800\u200b \x07well"})["title"] == "Sleep well"
    )


def test_a_range_of_months_keeps_year_and_both_months():
    csl = normalise(SLEEP_CSL | {"issued": {"date-parts": [[1998, 5], [1998, 6]]}})

    assert csl["issued"] == {"date-parts": [[1998, 5], [1998, 6]]}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("type", "song"),
        ("title", {"a": 1}),
        ("title", True),
        ("title", "x" * 1001),
        ("author", "Jansen PA"),
        ("author", ["Jansen PA"]),
        ("author", [{"family": "Jansen"}] * 501),
        ("issued", "2020"),
        ("issued", {"date-parts": [[1203]]}),
        ("issued", {"date-parts": [[2020, 13]]}),
        ("issued", {"date-parts": ["2020"]}),
        ("DOI", "11.1000/abc"),
        ("PMID", 123456789),
        ("URL", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_is_refused_by_name(variable, value):
    with pytest.raises(InvalidCsl) as refusal:
        normalise(SLEEP_CSL | {variable: value})

    assert list(refusal.value.problems) == [variable]


def test_a_work_needs_a_type_and_a_title():
    with pytest.raises(InvalidCsl) as refusal:
        normalise({"title": " ", "year": 2020})

    assert sorted(refusal.value.problems) == ["title", "type"]


def test_columns_follow_from_the_work():
    assert columns(SLEEP_CSL) == Columns(
        type="article-journal",
        title="Effects of sleep deprivation on wound healing",
        year=2005,
        first_author="Mostaghimi",
        container_title="Journal of Sleep Research",
        doi="10.1111/j.1365-2869.2005.00455.x",
        pmid="16120095",
        pmcid="",
        url="",
        title_key="effectsofsleepdeprivationonwoundhealing",
        search_text=(
            "effects of sleep deprivation on wound healing mostaghimi obermeyer ballamudi "
            "journal of sleep research 2005 10.1111/j.1365-2869.2005.00455.x 16120095 "
        ),
    )


def test_the_doi_column_is_lower_case_and_the_work_keeps_its_own_spelling():
    csl = normalise(SLEEP_CSL | {"DOI": "10.1302/2046-3758.93.BJR"})

    assert (csl["DOI"], columns(csl).doi) == (
        "10.1302/2046-3758.93.BJR",
        "10.1302/2046-3758.93.bjr",
    )


def test_two_spellings_of_a_title_have_one_key():
    spellings = ["Mucosal wound-healing: a Review.", "Mucosal woundhealing a review", "MUCOSÁL…"]

    assert [title_key(title) for title in spellings] == [
        "mucosalwoundhealingareview",
        "mucosalwoundhealingareview",
        "mucosal",
    ]
