"""Names in the grammars of many styles, and where they end."""

import pytest

from references.parsing.heads import read


def names(line: str) -> list[str]:
    return [
        ", ".join(name[part] for part in ("literal", "family", "given", "suffix") if part in name)
        for name in read(line).names
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jansen PA, de Vries B. Knees.", ["Jansen, PA", "de Vries, B"]),
        ("JansenPA,de Vries B.Knees.", ["Jansen, PA", "de Vries, B"]),
        ("McGillS, vanDillen LR. Knees.", ["McGill, S", "van Dillen, LR"]),
        ("Popovich JM Jr, Anh Thu DT. Knees.", ["Popovich, JM, Jr", "Anh Thu, DT"]),
        (
            "O’Brien K, D'Hooge R, Al-Rashid S, Ó Briain S. Knees.",
            ["O’Brien, K", "D'Hooge, R", "Al-Rashid, S", "Ó Briain, S"],
        ),
        ("Jansen P.A., Smit C. Knees", ["Jansen, P.A.", "Smit, C."]),
        ("Jansen, P. A., & de Vries, B. (2019). Knees.", ["Jansen, P. A.", "de Vries, B."]),
        ("Jansen, P.A.; Smit, C. Knees. J. Pain", ["Jansen, P.A.", "Smit, C."]),
        (
            "P. A. Jansen, B. de Vries, and C. Smit, “Knees,”",
            ["Jansen, P. A.", "de Vries, B.", "Smit, C."],
        ),
        (
            "Jansen, Anna, Ben de Vries, and Cor Smit. 2019. “Knees.”",
            ["Jansen, Anna", "de Vries, Ben", "Smit, Cor"],
        ),
        ("Anna Jansen and Ben de Vries. 2019. Knees.", ["Jansen, Anna", "de Vries, Ben"]),
        ("Jansen, A., en Smit, B. (2019). Knieën.", ["Jansen, A.", "Smit, B."]),
        ("Smit A; COST B13 Working Group. Knees.", ["Smit, A", "COST B13 Working Group"]),
        ("World Health Organization. (2020). Knees.", ["World Health Organization"]),
        ("Smith J, Smith J. Two people. Pain.", ["Smith, J", "Smith, J"]),
        ("Vitamin D and muscle strength. Pain.", []),
        ("Knees, hips and ankles. Pain.", []),
    ],
)
def test_the_names_are_read(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    "others", [", et al.", " et al.", ", etal.", ", e.a.", " en collega's", ", … & Smit, B."]
)
def test_an_author_list_that_is_cut_off_is_noticed(others):
    head = read(f"Jansen, P.{others} (2019). Knees.")

    assert (head.names[0], head.et_al, head.year) == (
        {"family": "Jansen", "given": "P."},
        True,
        2019,
    )


@pytest.mark.parametrize("date", ["(n.d.)", "(z.d.)", "(z.j.)"])
def test_a_work_without_date_has_no_year(date):
    line = f"Jansen, P. {date}. Knees."

    head = read(line)

    assert (head.year, line[head.end :]) == (None, "Knees.")


def test_the_letter_after_a_year_is_not_part_of_it():
    assert read("Jansen, P. (2019a). Knees.").year == 2019
