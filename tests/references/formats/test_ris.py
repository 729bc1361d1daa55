import pytest

from references.formats import ris

RECORD = """TY  - JOUR
AU  - Mostaghimi, L.
AU  - World Health Organization
AU  - Popovich, J. M., Jr
TI  - Effects of sleep deprivation on
wound healing
T2  - Journal of Sleep Research
JA  - J Sleep Res
PY  - 2005///
DA  - 2005/09/14/
VL  - 14
IS  - 3
SP  - 213
EP  - 219
SN  - 0962-1105
DO  - https://doi.org/10.1111/j.1365-2869.2005.00455.x
UR  - https://example.com/a;b
ER  - """
READ = {
    "type": "article-journal",
    "author": [
        {"family": "Mostaghimi", "given": "L."},
        {"literal": "World Health Organization"},
        {"family": "Popovich", "given": "J. M.", "suffix": "Jr"},
    ],
    "title": "Effects of sleep deprivation on wound healing",
    "container-title": "Journal of Sleep Research",
    "container-title-short": "J Sleep Res",
    "issued": {"date-parts": [[2005, 9, 14]]},
    "volume": "14",
    "issue": "3",
    "page": "213-219",
    "ISSN": "0962-1105",
    "DOI": "10.1111/j.1365-2869.2005.00455.x",
    "URL": "https://example.com/a;b",
}


def test_a_record_is_read_whole():
    [entry] = ris.read(RECORD).entries

    assert entry.csl == READ
    assert entry.raw == RECORD.strip()
    assert entry.warnings == []


@pytest.mark.parametrize(
    "text",
    [
        RECORD.replace("  - ", " - "),
        RECORD.replace("  - ", "- "),
        RECORD.replace("\n", "\r\n"),
        "\n\n" + RECORD + "\n\n",
        "  " + RECORD.replace("\n", "\n  "),
    ],
)
def test_spaces_that_a_copy_changed_do_not_matter(text):
    [entry] = ris.read(text).entries

    assert entry.csl == READ


def test_a_record_without_its_end_line_is_kept_and_told():
    missing = ["De eindregel (ER) ontbreekt."]

    batch = ris.read(
        "TY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\nER  - \nTY  - BOOK\nTI  - Three"
    )

    assert [(entry.csl["title"], entry.warnings) for entry in batch.entries] == [
        ("One", missing),
        ("Two", []),
        ("Three", missing),
    ]


def test_a_year_with_empty_month_and_day_is_a_year():
    [entry] = ris.read("TY  - JOUR\nTI  - T\nPY  - 2020///\nER  - ").entries

    assert entry.csl["issued"] == {"date-parts": [[2020]]}


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        ("DB  - PubMed\nAN  - 9625226", "PMID", "9625226"),
        ("N1  - PMID: 9625226", "PMID", "9625226"),
        ("N1  - Kept; PMCID: PMC7229299", "PMCID", "PMC7229299"),
        ("C2  - PMC7229299", "PMCID", "PMC7229299"),
        ("M3  - doi: 10.1000/abc", "DOI", "10.1000/abc"),
        ("UR  - http://dx.doi.org/10.1000/abc", "DOI", "10.1000/abc"),
    ],
)
def test_an_identifier_is_found_wherever_programs_put_it(lines, variable, value):
    [entry] = ris.read(f"TY  - JOUR\nTI  - T\n{lines}\nER  - ").entries

    assert entry.csl == {"type": "article-journal", "title": "T", variable: value}


def test_the_second_title_of_a_book_is_its_series():
    [entry] = ris.read("TY  - BOOK\nTI  - T\nT2  - A Series\nER  - ").entries

    assert entry.csl == {"type": "book", "title": "T", "collection-title": "A Series"}


def test_a_record_that_says_nothing_is_set_aside():
    batch = ris.read("TY  - JOUR\nKW  - pain\nER  - ")

    assert batch.entries == []
    assert [(aside.raw, aside.reason) for aside in batch.set_aside] == [
        ("TY  - JOUR\nKW  - pain\nER  -", "Er zit niets in om een bron van te maken.")
    ]


def test_a_work_is_written_for_other_programs():
    csl = {
        "type": "chapter",
        "title": "Pain",
        "author": [{"family": "Peeters", "given": "A. B."}],
        "container-title": "Handbook",
        "issued": {"date-parts": [[2020, 5]]},
        "page": "362-365",
        "PMID": "9625226",
    }

    assert ris.write([csl]).splitlines() == [
        "TY  - CHAP",
        "AU  - Peeters, A. B.",
        "TI  - Pain",
        "T2  - Handbook",
        "SP  - 362",
        "EP  - 365",
        "PY  - 2020",
        "DA  - 2020/05//",
        "AN  - 9625226",
        "DB  - PubMed",
        "ER  - ",
    ]
