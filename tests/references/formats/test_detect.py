import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from references.formats.detect import read
from references.works.entries import Batch, SetAside

RIS = "TY  - JOUR\r\nTI  - Effects of sleep\r\nAU  - Battié, M. C.\r\nER  - \r\n"
READ = {
    "type": "article-journal",
    "title": "Effects of sleep",
    "author": [{"family": "Battié", "given": "M. C."}],
}
PDF = "Dit is een pdf. Open hem, kopieer de bronnenlijst als tekst en plak die."
PICTURE = "Dit is een afbeelding. Typ de bronnen over of kopieer ze als tekst."
DOCUMENT = (
    "Dit is een document of een zipbestand. "
    "Open het, kopieer de bronnenlijst als tekst en plak die."
)
NO_TEXT = "Dit is geen leesbare tekst. Kopieer de bronnenlijst als tekst."
LIST = "Peeters A, Jansen B. {}. J Tests. 2020;12(3):45-50."


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (RIS, "ris"),
        ("Provider: A Database\n" + RIS, "ris"),
        ("PMID- 1\nTI  - Pain.", "nbib"),
        ("@book{a, title={Pain}}", "bibtex"),
        ("% made by a program\n@Book (a, title={Pain})", "bibtex"),
        ('[{"title": "Pain"}]', "csl-json"),
        ('\n{\n "title": "Pain"}', "csl-json"),
        ("10.1000/abc\nPMID: 17", "identifiers"),
        (LIST.format("Pain in tests"), "list"),
        ("[1] " + LIST.format("Pain in tests"), "list"),
    ],
)
def test_the_format_is_recognised_by_how_the_text_looks(text, origin):
    batch = read(text)

    assert (batch.origin, len(batch.entries)) == (origin, 1 + (origin == "identifiers"))


@pytest.mark.parametrize(
    "data",
    [
        RIS,
        "\ufeff" + RIS,
        RIS.encode(),
        RIS.encode("utf-8-sig"),
        RIS.encode("utf-16"),
        RIS.encode("utf-16-le"),
        RIS.encode("utf-16-be"),
        RIS.encode("utf-32"),
        RIS.encode("cp1252"),
        RIS.replace("\r\n", "\r").encode("cp1252"),
        RIS.replace("sleep", "sl\x00ee\u200bp"),
    ],
)
def test_the_encoding_does_not_matter(data):
    assert [entry.csl for entry in read(data).entries] == [READ]


def test_a_file_put_together_from_several_encodings_loses_no_word():
    lines = [
        "TY  - JOUR",
        "TI  - Röntgen".encode(),
        "T2  - “Café” \x8d".encode("cp1252", "replace"),
    ]
    lines = [line if isinstance(line, bytes) else line.encode() for line in lines]

    [entry] = read(b"\n".join([*lines, b"AU  - Batti\xe9, M.", b"ER  - "])).entries

    assert entry.csl["title"] == "Röntgen"
    assert entry.csl["container-title"] == "“Café” ?"
    assert entry.csl["author"] == [{"family": "Battié", "given": "M."}]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", PDF),
        ("%PDF-1.4 \ufffd\ufffd endstream", PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", PICTURE),
        ("\ufffdPNG\n\x1a\n\x00", PICTURE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", PICTURE),
        (b"GIF89a\x01", PICTURE),
        (b"PK\x03\x04\x14\x00\x06\x00", DOCUMENT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOCUMENT),
        (r"{\rtf1\ansi Peeters}", DOCUMENT),
        (bytes(range(256)) * 9, NO_TEXT),
        ("", "Er staat niets in."),
        (b"\xef\xbb\xbf \r\n", "Er staat niets in."),
        (
            "<!DOCTYPE html><html>",
            "Dit is de code van een webpagina. Kopieer de bronnen zoals je ze op de pagina ziet.",
        ),
    ],
)
def test_what_is_no_text_gets_a_kind_reason(data, reason):
    batch = read(data)

    assert batch.entries == []
    assert [aside.reason for aside in batch.set_aside] == [reason]


def test_loose_lines_around_the_entries_are_read_as_a_typed_list():
    text = f"{LIST.format('Pain in tests')}\n\n@book{{a, title={{Back pain}}}}\n"

    batch = read(text)

    assert [entry.csl["title"] for entry in batch.entries] == ["Pain in tests", "Back pain"]


def test_an_empty_list_of_records_is_not_empty_without_a_word():
    [aside] = read("[{}]").set_aside

    assert aside == SetAside("{}", "Er zit niets in om een bron van te maken.")


def test_no_more_than_500_entries_at_a_time_and_the_rest_is_kept():
    batch = read("\n".join(f"@book{{a, title={{Pain {n}}}}}" for n in range(503)))

    assert len(batch.entries) == 500
    assert batch.set_aside == [
        SetAside(
            "\n".join(f"@book{{a, title={{Pain {n}}}}}" for n in range(500, 503)),
            "Er zijn 3 bronnen meer dan de 500 van één keer. "
            "Plak die opnieuw als de rest bewaard is.",
        )
    ]


def test_no_more_than_10_000_lines_at_a_time_and_the_rest_is_kept():
    text = RIS.replace("ER", "AB  - x\r\n" * 10_001 + "ER")

    batch = read(text)

    assert [entry.csl["title"] for entry in batch.entries] == ["Effects of sleep"]
    assert batch.set_aside == [
        SetAside(
            "AB  - x\n" * 4 + "ER  - ",
            "Dit was te veel voor één keer. Plak het opnieuw als de rest bewaard is.",
        )
    ]


def test_no_more_than_2_000_typed_lines_at_a_time_and_the_rest_is_kept():
    batch = read("\n".join(LIST.format(f"Pain {n}") for n in range(2_001)))

    assert len(batch.entries) == 500
    assert [aside.raw.count("\n") + 1 for aside in batch.set_aside] == [1_500, 1]


def test_a_text_of_more_than_a_megabyte_is_cut_between_two_lines():
    line = "@book{a, title={Pain}}\n"

    batch = read(line * 60_000)

    assert len(batch.entries) == 500
    assert sum(aside.raw.count("@book") for aside in batch.set_aside) == 59_500


@pytest.mark.parametrize("sign", [*"{}[]()\\\"'$%&#<>~^_@=,.;:-/|a1 \n\t", "\x00", "é", "\ufffd"])
def test_of_hostile_text_something_is_told(sign):
    batch = read(sign * 20_000)

    assert batch.entries or batch.set_aside


@pytest.mark.parametrize(
    "start", ["@a{b, title={", "TY  - JOUR\nTI  - ", '[{"title": "', "PMID- 1\nTI  - ", "10.1000/"]
)
@pytest.mark.parametrize("sign", [*"{}\\$%&<@,=\n ", "{}", "\\a{", "<i ", "&amp;", " and "])
def test_of_hostile_fields_something_is_told(start, sign):
    batch = read(start + (sign * 20_000)[:20_000])

    assert batch.entries or batch.set_aside


SIGNS = st.sampled_from(
    [
        *("@article{", "@book(", "@string{x=", "@comment{", "title", "=", "{", "}", '"', ",", "#"),
        *(
            "TY  - ",
            "JOUR",
            "\n",
            "ER  - ",
            "TI  - ",
            "PMID- ",
            "1",
            "FAU - ",
            "DP  - ",
            "10.1000/",
        ),
        *(
            '[{"',
            "title",
            '":',
            '"',
            "}]",
            "null",
            "\\",
            "$",
            "é",
            "a",
            " and ",
            ",",
            "\x00",
            "<i>",
        ),
        *(
            "author",
            "2020",
            "-",
            "month",
            "date",
            "Peeters A.",
            "doi:",
            "\ud800",
            "(",
            ")",
            "&amp;",
        ),
    ]
)


@given(st.one_of(st.lists(SIGNS, max_size=40).map("".join), st.text(), st.binary()))
@example('[{"type": ["book"], "title": {"a": 1}, "issued": 5, "author": "x", "accessed": []}]')
@example("@a{b, author={{, month={99}, year={1}}")
def test_nothing_that_comes_in_breaks_it_or_is_lost_without_a_word(data):
    batch = read(data)

    assert isinstance(batch, Batch)
    assert batch.entries or batch.set_aside
