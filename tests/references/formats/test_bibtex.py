import pytest

from references.formats import bibtex
from references.works.entries import SetAside


def only(text):
    [entry] = bibtex.read(text).entries
    return entry


def test_an_article_keeps_its_fields_and_its_source_text():
    raw = r"""@article{marucha1998,
  author = {Marucha, P. T. and Kiecolt-Glaser, Janice K.},
  title = "Mucosal {W}ound Healing",
  journal = {Psychosom Med},
  year = 1998, month = may # "/" # jun,
  volume = {60}, number = {3}, pages = {362--5},
  doi = {https://doi.org/10.1097/00006842-199805000-00025},
  pmid = {9625226},
}"""

    entry = only(raw)

    assert entry.csl == {
        "type": "article-journal",
        "title": "Mucosal Wound Healing",
        "author": [
            {"family": "Marucha", "given": "P. T."},
            {"family": "Kiecolt-Glaser", "given": "Janice K."},
        ],
        "container-title": "Psychosom Med",
        "issued": {"date-parts": [[1998, 5], [1998, 6]]},
        "volume": "60",
        "issue": "3",
        "page": "362-5",
        "DOI": "10.1097/00006842-199805000-00025",
        "PMID": "9625226",
    }
    assert entry.raw == raw
    assert entry.warnings == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("{World Health Organization}", {"literal": "World Health Organization"}),
        ("{Jansen and Sons, Ltd.}", {"literal": "Jansen and Sons, Ltd."}),
        (r"Batti{\'e}, M. C.", {"family": "Battié", "given": "M. C."}),
        ("Linda R. van Dillen", {"family": "van Dillen", "given": "Linda R."}),
        ("van Dillen, LR", {"family": "van Dillen", "given": "L. R."}),
        ("Popovich, Jr, J. M.", {"family": "Popovich", "given": "J. M.", "suffix": "Jr"}),
        (r"{\'A}lvarez {de la} Cruz, X.", {"family": "Álvarez de la Cruz", "given": "X."}),
    ],
)
def test_names_are_split_before_their_latex_is_read(written, name):
    entry = only(f"@book{{a, title={{T}}, author={{{written} and Peeters, An}}}}")

    assert entry.csl["author"] == [name, {"family": "Peeters", "given": "An"}]


def test_authors_left_out_are_told():
    entry = only("@book{a, title={T}, author={Peeters, An and others}}")

    assert entry.csl["author"] == [{"family": "Peeters", "given": "An"}]
    assert entry.warnings == ["Niet alle auteurs staan erin."]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"50% of patients \& 3\% of \#1", "50% of patients & 3% of #1"),
        (r"Pain in {MRI} and \emph{in vivo}", "Pain in MRI and in vivo"),
        (r"R{\"o}ntgen, na{\"\i}ve, {\O}stergaard", "Röntgen, naïve, Østergaard"),
        ("A <i>first</i> &amp;amp; second", "A first & second"),
        (r"\textless{}5 kg", "<5 kg"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_title_is_plain_text(written, title):
    assert only(f"@article{{a, title={{{written}}}}}").csl["title"] == title


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {1998-05/1998-06}", [[1998, 5], [1998, 6]]),
        ("date = {2020-05-16}, year = {2019}", [[2020, 5, 16]]),
        ("year = {2020}, month = {5}, day = {16}", [[2020, 5, 16]]),
        ("year = {2020}, month = feb", [[2020, 2]]),
        ("year = {2020}, month = {Mar.}", [[2020, 3]]),
        ("year = {2020 }", [[2020]]),
    ],
)
def test_a_date_comes_from_the_fields_that_hold_it(fields, issued):
    entry = only(f"@article{{a, title={{T}}, {fields}}}")

    assert entry.csl["issued"] == {"date-parts": issued}


def test_a_doi_and_an_address_are_not_taken_for_latex():
    doi = "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR20>3.0.CO;2-#"

    entry = only(
        rf"@misc{{a, title={{T}}, doi={{{doi}}}, howpublished={{\url{{https://x.be/a%20b\_c}}}}}}"
    )

    assert entry.csl["DOI"] == doi
    assert entry.csl["URL"] == "https://x.be/a%20b_c"


def test_a_broken_entry_is_set_aside_and_the_others_are_kept():
    text = "@article{a, title={Never closed, year=2020}\n\n@book{b, title={Whole}}"

    batch = bibtex.read(text)

    assert [entry.csl["title"] for entry in batch.entries] == ["Whole"]
    assert batch.set_aside == [
        SetAside(
            "@article{a, title={Never closed, year=2020}\n",
            "Dit stuk is kapot: er ontbreekt een accolade of een komma.",
        )
    ]


def test_an_entry_that_was_cut_off_is_kept_with_a_warning():
    entry = only("@article{a, year={2020}, title={Pain and movem")

    assert entry.csl == {
        "type": "article-journal",
        "title": "Pain and movem",
        "issued": {"date-parts": [[2020]]},
    }
    assert entry.warnings == ["Dit stuk is afgebroken. Kijk het na."]


def test_two_entries_with_one_key_are_two_works():
    batch = bibtex.read("@book{a, title={One}}\n@book{a, title={Two}}")

    assert [entry.csl["title"] for entry in batch.entries] == ["One", "Two"]


def test_a_field_that_is_there_twice_is_told():
    entry = only("@book{a, title={One}, Title={Two}}")

    assert entry.csl["title"] == "One"
    assert entry.warnings == ["“title” staat er twee keer in; het eerste is gehouden."]


def test_an_unknown_kind_becomes_an_article_with_a_warning():
    entry = only("@performance{a, title={T}}")

    assert entry.csl["type"] == "article-journal"
    assert entry.warnings == [
        "De soort “performance” kennen we niet. Kies zelf wat voor werk dit is."
    ]


def test_a_doi_that_cannot_be_is_left_out_and_told():
    entry = only("@book{a, title={T}, doi={soon}}")

    assert entry.csl == {"type": "book", "title": "T"}
    assert entry.warnings == [
        "DOI blijft leeg: Dit is geen DOI. Een DOI ziet eruit als 10.1000/abc.123."
    ]


def test_an_organisation_is_written_so_that_it_stays_one():
    csl = {
        "type": "report",
        "title": "Back pain & {work}",
        "author": [{"literal": "World Health Organization"}],
        "issued": {"date-parts": [[2023, 12, 7]]},
    }

    assert bibtex.write([csl]) == (
        "@report{worldhealthorganization2023,\n"
        "\tauthor = {{World Health Organization}},\n"
        "\ttitle = {Back pain \\& \\textbraceleft{}work\\textbraceright{}},\n"
        "\tyear = {2023},\n"
        "\tdate = {2023-12-07},\n"
        "\tmonth = dec\n"
        "}\n"
    )


def test_works_of_one_author_and_year_get_different_keys():
    csl = {"type": "book", "title": "T", "author": [{"family": "Battié", "given": "M. C."}]}

    written = bibtex.write([csl, csl, csl])

    assert [line for line in written.splitlines() if line.startswith("@")] == [
        "@book{battie,",
        "@book{battiea,",
        "@book{battieb,",
    ]
