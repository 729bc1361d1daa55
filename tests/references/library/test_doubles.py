"""Records that may be of one work."""

import pytest

from references.library import doubles
from references.models import Reference
from tests.factories.references import ReferenceFactory

pytestmark = pytest.mark.django_db

TITLE = "Effects of sleep deprivation on wound healing"


def found():
    return [{work.title for work in group} for group in doubles.groups(Reference.objects.all())]


def titled(*titles, **kwargs):
    return [ReferenceFactory(csl__title=title, **kwargs) for title in titles]


def test_the_same_title_in_another_spelling_is_double_whatever_the_year():
    titled(TITLE)
    titled("Effects of sleep-deprivation on wound healing.", csl__issued={"date-parts": [[1999]]})
    titled("Something else")

    assert found() == [{TITLE, "Effects of sleep-deprivation on wound healing."}]


@pytest.mark.parametrize(
    "other",
    [
        "Effects of sleep deprivation on woundhealing",
        "Effects of sleep deprivation on wound haeling",
        "Effects of sleep depriva",
    ],
)
def test_nearly_the_same_title_of_one_author_and_year_is_double(other):
    titled(TITLE, other)

    assert found() == [{TITLE, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"csl__title": "Movement, part 1"}, {"csl__title": "Movement, part 2"}),
        (
            {"csl__title": "Movement and recovery, part 1"},
            {"csl__title": "Movement and recovery, part 12"},
        ),
        ({"csl__title": TITLE}, {"csl__title": "Effects of sleep"}),
        (
            {"csl__title": TITLE, "csl__DOI": "10.1000/a"},
            {"csl__title": f"{TITLE} in rats", "csl__DOI": "10.1000/b"},
        ),
        (
            {"csl__title": TITLE},
            {"csl__title": f"{TITLE} in rats", "csl__issued": {"date-parts": [[2019]]}},
        ),
        (
            {"csl__title": TITLE},
            {"csl__title": f"{TITLE} in rats", "csl__author": [{"family": "Ander"}]},
        ),
    ],
)
def test_works_that_differ_in_what_counts_are_not_double(one, other):
    ReferenceFactory(**one)
    ReferenceFactory(**other)

    assert found() == []


def test_three_records_of_one_work_are_one_group():
    titled(TITLE, TITLE.upper(), "Effects of sleep deprivation on wound haeling")

    assert [len(group) for group in found()] == [3]


def test_what_looks_like_one_source_leaves_itself_out():
    one, other = titled(TITLE, TITLE.lower())
    titled("Something else")

    assert (doubles.of(one), doubles.of(other)) == ([other], [one])


@pytest.mark.parametrize("count", [1, 4])
def test_looking_for_doubles_costs_two_queries(count, django_assert_num_queries):
    for _ in range(count):
        titled(TITLE, TITLE.lower())

    with django_assert_num_queries(2):
        doubles.groups(Reference.objects.all())
