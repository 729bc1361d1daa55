from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.formatting.numbers import runs
from references.formatting.styles import STYLES, letter, suffixes
from tests.references.formatting.works import THESIS, WEBPAGE, people, work


@dataclass
class Listed:
    csl: dict[str, Any]


def by(family, title="Effects", year=2005, given="A."):
    issued = {"date-parts": [[year]]} if year else None
    return work(author=[{"family": family, "given": given}], title=title, issued=issued)


def in_order(*csls):
    return [work.csl for work in STYLES["apa"].order(map(Listed, csls))]


def test_numbers_keep_the_order_of_the_text():
    works = [Listed(by("Zwart")), Listed(by("Adams"))]

    assert STYLES["vancouver"].order(works) == works


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (by("Adams"), by("Zwart")),
        (by("Élan"), by("Engels")),
        (by("Singh"), by("Singh Siddhu")),
        (by("Ramirez"), by("Ramirez-Campillo")),
        (by("Tan"), by("van Dillen")),
        (by("Van den Berg"), by("van Dillen")),
        (by("Smit", given="A."), by("Smit", given="B.", year=1999)),
        (by("Smit", year=None), by("Smit", year=1990)),
        (by("Smit", year=1990), by("Smit", year=2000)),
        (by("Smit", title="The back"), by("Smit", title="Bones")),
        (by("Smit", year=2020), work(author=[{"family": "Smit", "given": "A."}, *people(1)])),
        (WEBPAGE | {"author": [], "title": "Een gids"}, by("Gielen")),
    ],
)
def test_names_stand_by_author_year_and_title(first, second):
    assert in_order(second, first) == [first, second]


def test_a_web_page_of_an_earlier_day_comes_first():
    may, june = (WEBPAGE | {"issued": {"date-parts": [[2024, month, 1]]}} for month in (5, 6))

    assert in_order(june, may) == [may, june]


def test_works_of_one_name_and_year_get_letters_by_title():
    csls = [by("Smit", title="The back"), by("Jansen"), by("Smit", title="An ankle")]

    assert suffixes(csls) == ["b", "", "a"]


def test_other_years_need_no_letter():
    assert suffixes([by("Smit", year=2019), by("Smit", year=2020), by("Smit", year=None)]) == [
        "",
        "",
        "",
    ]


def test_teams_that_the_text_names_alike_get_letters():
    teams = [
        work(author=[{"family": "Brinjikji"}, {"family": second}, {"family": "Jarvik"}])
        for second in ("Luetmer", "Diehn")
    ]

    assert suffixes(teams) == ["b", "a"]


def test_works_without_date_get_letters():
    assert suffixes([by("Smit", "B", year=None), by("Smit", "A", year=None)]) == ["b", "a"]


def test_letters_go_on_after_z():
    assert [letter(number) for number in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]


def test_numbers_are_cut_where_one_is_missing():
    assert runs([7, 3, 3, 2, 1, 9]) == [[1, 2, 3], [7], [9]]


@given(st.lists(st.integers(min_value=1, max_value=60)))
def test_runs_hold_every_number_once(numbers):
    assert [number for run in runs(numbers) for number in run] == sorted(set(numbers))


def test_every_style_writes_every_kind_without_fields():
    bare = {"title": "Naamloos", "type": ""}

    written = {
        style: [render.entry_text(bare | {"type": kind}) for kind in ("article-journal", "book")]
        for style, render in STYLES.items()
    }

    assert written == {
        "vancouver": ["Naamloos. [datum onbekend].", "Naamloos. [datum onbekend]."],
        "apa": ["Naamloos. (z.d.).", "Naamloos. (z.d.)."],
    }


def test_a_thesis_is_not_published_twice():
    assert STYLES["apa"].entry_text(THESIS).count("KU Leuven") == 1
