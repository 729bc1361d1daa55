"""Date, volume, issue and pages in the orders and with the labels of many styles."""

import pytest

from references.parsing.locator import read

JUNE = {"date-parts": [[2019, 6]]}
YEAR = {"date-parts": [[2019]]}
NUMBERS = {"volume": "49", "issue": "6", "page": "425-436"}


@pytest.mark.parametrize(
    ("tail", "csl"),
    [
        ("2019 Jun;49(6):425-436.", {"issued": JUNE, **NUMBERS}),
        ("2019Jun;49(6):425–436.", {"issued": JUNE, **NUMBERS}),
        ("2019;49(6):425-436.", {"issued": YEAR, **NUMBERS}),
        ("2019, 49 (6), 425–436.", {"issued": YEAR, **NUMBERS}),
        ("vol. 49, no. 6, pp. 425–436, Jun. 2019.", {"issued": JUNE, **NUMBERS}),
        ("vol. 49, no. 6, June 2019, pp. 425–436.", {"issued": JUNE, **NUMBERS}),
        ("49, 6 (June 2019), 425–436.", {"issued": JUNE, **NUMBERS}),
        ("49, no. 6 (2019): 425–436.", {"issued": YEAR, **NUMBERS}),
        ("jg. 49, nr. 6, blz. 425-436, juni 2019", {"issued": JUNE, **NUMBERS}),
        ("49, 425–436 (2019).", {"issued": YEAR, "volume": "49", "page": "425-436"}),
        (
            "1 juni 2019;49:e15723",
            {"issued": {"date-parts": [[2019, 6, 1]]}, "volume": "49", "page": "e15723"},
        ),
        (
            "2019 May-Jun;49:1",
            {"issued": {"date-parts": [[2019, 5], [2019, 6]]}, "volume": "49", "page": "1"},
        ),
        (
            "2018 Dec-2019 Jan;49:1",
            {"issued": {"date-parts": [[2018, 12], [2019, 1]]}, "volume": "49", "page": "1"},
        ),
        ("2019;2019:1234567.", {"issued": YEAR, "volume": "2019", "page": "1234567"}),
        ("2019;(436):100-10.", {"issued": YEAR, "issue": "436", "page": "100-10"}),
        ("2019;15 Suppl 2:S192-300.", {"issued": YEAR, "volume": "15 Suppl 2", "page": "S192-300"}),
        (
            "2019;15(2 Suppl):S1.",
            {"issued": YEAR, "volume": "15", "issue": "2 Suppl", "page": "S1"},
        ),
        (
            "2019;567(Pt 3):1021-33.",
            {"issued": YEAR, "volume": "567", "issue": "Pt 3", "page": "1021-33"},
        ),
        ("2019, 19, 2021.", {"issued": YEAR, "volume": "19", "page": "2021"}),
        ("pp. 1901–1911, Aug. 2019", {"issued": {"date-parts": [[2019, 8]]}, "page": "1901-1911"}),
    ],
)
def test_the_numbers_are_told_apart(tail, csl):
    assert read(f"Bending knees. Phys Ther. {tail}", None).csl == csl


@pytest.mark.parametrize(
    "journal", ["Spine (Phila Pa 1976)", "J Appl Physiol (1985)", "Acta 2000 Med"]
)
def test_a_year_in_the_name_of_a_journal_is_not_the_date(journal):
    line = f"Bending knees. {journal}. 2019;49:1-9."

    numbers = read(line, None)

    assert line[: numbers.start] == f"Bending knees. {journal}. "
    assert numbers.csl["issued"] == YEAR


def test_after_a_year_with_the_authors_no_number_is_a_date():
    assert read("Bending knees. Spine, 2001, 2019.", 2020).csl == {"volume": "2001", "page": "2019"}


def test_a_title_that_ends_in_a_number_keeps_it():
    line = "Rugpijn bij mensen ouder dan 65 jaar"

    assert (read(line, None).start, read(line, None).csl) == (len(line), {})


@pytest.mark.parametrize("pages", ["57(7):1704-11", "57(7), 1704-11", "57(7), pp. 1704-11"])
def test_pages_that_look_like_a_year_and_a_month_are_pages(pages):
    assert read(f"Bending knees. Phys Ther. 2019;{pages}.", None).csl == {
        "issued": YEAR, "volume": "57", "issue": "7", "page": "1704-11",
    }  # fmt: skip


def test_a_month_in_digits_is_a_month():
    assert read("Bending knees. Phys Ther. 2019-05;57:1-9.", None).csl["issued"] == {
        "date-parts": [[2019, 5]]
    }
