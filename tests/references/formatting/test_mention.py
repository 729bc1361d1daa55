import pytest

from references.formatting.mention import (
    Mention,
    author_year,
    narrative,
    parenthetical,
    piece,
    pieces,
)
from tests.references.formatting.works import BOOK, CHAPTER, WEBPAGE, people, without_nothing, work


def by(*families, **changes):
    return work(author=[{"family": family, "given": "A."} for family in families], **changes)


def in_year(year):
    return {"date-parts": [[year]]}


@pytest.mark.parametrize(
    ("authors", "in_brackets", "in_a_sentence"),
    [
        (1, "(Naam1, 2005)", "Naam1 (2005)"),
        (2, "(Naam1 & Naam2, 2005)", "Naam1 en Naam2 (2005)"),
        (3, "(Naam1 e.a., 2005)", "Naam1 e.a. (2005)"),
    ],
)
def test_the_text_names_a_work_by_author_and_year(authors, in_brackets, in_a_sentence):
    mention = Mention(work(author=people(authors)))

    assert parenthetical([mention]) == in_brackets
    assert narrative(mention) == in_a_sentence


def test_a_letter_and_a_page_follow_the_year():
    mention = Mention(by("Battié"), suffix="a", locator="p. 12")

    assert piece(mention) == "Battié, 2005a, p. 12"
    assert narrative(mention) == "Battié (2005a, p. 12)"


@pytest.mark.parametrize(("suffix", "printed"), [("", "Battié, z.d."), ("b", "Battié, z.d.-b")])
def test_a_work_without_date_says_so(suffix, printed):
    assert piece(Mention(by("Battié", issued=None), suffix=suffix)) == printed


def test_a_work_over_two_years_keeps_both():
    spread = by("Battié", issued={"date-parts": [[2019, 12], [2020, 1]]})

    assert piece(Mention(spread)) == "Battié, 2019–2020"


@pytest.mark.parametrize(
    ("csl", "printed"),
    [
        (WEBPAGE | {"author": []}, "Pain Guidebook, 2017"),
        (CHAPTER | {"author": []}, "“Thoracic disc herniation”, 2021"),
        (work(author=None), "“Effects of sleep deprivation on wound…”, 2005"),
    ],
)
def test_the_beginning_of_the_title_stands_in_for_a_missing_author(csl, printed):
    assert piece(Mention(csl)) == printed


def test_the_editors_of_a_book_stand_in_for_its_authors():
    edited = without_nothing(BOOK | {"author": None, "editor": CHAPTER["editor"]})

    assert piece(Mention(edited)) == "Vos & Beer, 2015"


def test_a_group_is_in_the_order_of_the_list():
    group = [Mention(by("Chiu")), Mention(by("Battié"), locator="p. 3"), Mention(by("van Dillen"))]

    assert parenthetical(group) == "(Battié, 2005, p. 3; Chiu, 2005; van Dillen, 2005)"
    assert [part.position for part in pieces(group)] == [1, 0, 2]


def test_an_author_is_named_once_in_a_group():
    group = [
        Mention(by("Chiu", issued=in_year(2015))),
        Mention(by("Battié", issued=in_year(2020), title="B"), suffix="b"),
        Mention(by("Battié", issued=in_year(2020), title="A"), suffix="a"),
        Mention(by("Battié", issued=in_year(2019))),
    ]

    assert parenthetical(group) == "(Battié, 2019, 2020a, 2020b; Chiu, 2015)"


def test_a_page_keeps_the_works_of_an_author_apart():
    group = [
        Mention(by("Battié", issued=in_year(2019)), locator="p. 3"),
        Mention(by("Battié", issued=in_year(2020))),
    ]

    assert parenthetical(group) == "(Battié, 2019, p. 3; Battié, 2020)"


def test_two_people_of_one_family_name_stay_apart():
    group = [
        Mention(work(author=[{"family": "Smit", "given": given}], issued=in_year(year)))
        for given, year in (("A.", 2019), ("B.", 2020))
    ]

    assert parenthetical(group) == "(Smit, 2019; Smit, 2020)"


@pytest.mark.parametrize(
    ("authors", "label"),
    [(1, "Naam1, 2005"), (2, "Naam1 en Naam2, 2005"), (3, "Naam1 e.a., 2005")],
)
def test_a_label_names_a_work_by_author_and_year(authors, label):
    assert author_year(work(author=people(authors))) == label


def test_a_label_names_a_work_without_author_or_year_by_its_title():
    assert author_year(
        {"type": "webpage", "title": "Wat te doen bij plotse rugpijn die niet overgaat"}
    ) == ("Wat te doen bij plotse rugpijn die niet…, z.d.")


def test_a_title_of_one_endless_word_is_cut():
    endless = {"type": "webpage", "title": "x" * 20_000}

    assert author_year(endless) == f"{'x' * 39}…, z.d."
