import pytest

from references.formats import nbib

RECORD = """PMID- 31092123
OWN - NLM
STAT- MEDLINE
IS  - 1938-1344 (Electronic)
VI  - 49
IP  - 6
DP  - 2019 Jun
TI  - Can Biomechanics Research Lead to More Effective Treatment of
      Low Back Pain? A Debate.
PG  - 425-436
LID - 10.2519/jospt.2019.8825 [doi]
FAU - Cholewicki, Jacek
AU  - Cholewicki J
FAU - Popovich, John M Jr
AU  - Popovich JM Jr
CN  - Back Pain Group
FAU - van Dillen, Linda R
AU  - van Dillen LR
LA  - eng
PT  - Journal Article
TA  - J Orthop Sports Phys Ther
JT  - The Journal of orthopaedic and sports physical therapy
PMC - PMC7394249
SO  - J Orthop Sports Phys Ther. 2019 Jun;49(6):425-436."""


def read(*lines):
    [entry] = nbib.read("\n".join(["PMID- 1", *lines])).entries
    return entry


def test_a_record_is_read_whole():
    [entry] = nbib.read(RECORD).entries

    assert entry.csl == {
        "type": "article-journal",
        "title": "Can Biomechanics Research Lead to More Effective Treatment of Low Back Pain? "
        "A Debate",
        "author": [
            {"family": "Cholewicki", "given": "Jacek"},
            {"family": "Popovich", "given": "John M", "suffix": "Jr"},
            {"literal": "Back Pain Group"},
            {"family": "van Dillen", "given": "Linda R"},
        ],
        "container-title": "The Journal of orthopaedic and sports physical therapy",
        "container-title-short": "J Orthop Sports Phys Ther",
        "issued": {"date-parts": [[2019, 6]]},
        "volume": "49",
        "issue": "6",
        "page": "425-436",
        "ISSN": "1938-1344",
        "language": "eng",
        "PMID": "31092123",
        "PMCID": "PMC7394249",
        "DOI": "10.2519/jospt.2019.8825",
    }
    assert entry.raw == RECORD
    assert entry.warnings == []


def test_records_are_told_apart_without_a_blank_line():
    batch = nbib.read("PMID- 1\nTI  - One.\nPMID- 2\nTI  - Two.")

    assert [(entry.csl["PMID"], entry.csl["title"]) for entry in batch.entries] == [
        ("1", "One"),
        ("2", "Two"),
    ]


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("1998 May-Jun", [[1998, 5], [1998, 6]]),
        ("2020 May 16", [[2020, 5, 16]]),
        ("2008 Dec-2009 Jan", [[2008, 12], [2009, 1]]),
        ("2020 Spring", [[2020]]),
    ],
)
def test_a_date_may_be_a_range_or_lack_its_day(printed, parts):
    assert read("TI  - T", f"DP  - {printed}").csl["issued"] == {"date-parts": parts}


def test_short_names_serve_when_there_are_no_full_ones():
    entry = read("TI  - T", "AU  - van Dillen LR", "AU  - Popovich JM Jr")

    assert entry.csl["author"] == [
        {"family": "van Dillen", "given": "L. R."},
        {"family": "Popovich", "given": "J. M.", "suffix": "Jr"},
    ]


def test_the_brackets_around_a_translated_title_are_dropped():
    assert read("TI  - [Low back pain].").csl["title"] == "Low back pain"


def test_a_chapter_knows_its_book():
    entry = read("BTI - StatPearls", "TI  - Wound Healing", "PB  - StatPearls Publishing")

    assert entry.csl == {
        "type": "chapter",
        "title": "Wound Healing",
        "container-title": "StatPearls",
        "publisher": "StatPearls Publishing",
        "PMID": "1",
    }


@pytest.mark.parametrize("line", ["PT  - Retracted Publication", "RIN - Foo. 2020;1:2. PMID: 3"])
def test_a_retracted_work_is_told(line):
    assert read("TI  - T", line).warnings == ["PubMed zegt dat dit werk ingetrokken is."]


def test_blank_lines_before_a_record_are_no_part_of_it():
    batch = nbib.read("PMID- 1\nTI  - Rust.\n   \n\t\n\n  PMID- 2\nTI  - Roest.\n")

    assert [(entry.raw, entry.csl["title"]) for entry in batch.entries] == [
        ("PMID- 1\nTI  - Rust.", "Rust"),
        ("PMID- 2\nTI  - Roest.", "Roest"),
    ]
