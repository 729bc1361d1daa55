"""Typed citations that may mean several works, or none that is listed."""

import pytest

from blog.linking.found import Reason
from tests.blog.linking.finding import doubted, found
from tests.blog.linking.works import work


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


def test_a_number_that_the_list_does_not_know_yields_to_a_work_without_number():
    assert found("Naam e.a., 2019 (PMID 999)", [work(1, "Naam")]) == [
        ("Naam e.a., 2019 (PMID 999)", [1])
    ]
