"""Identifiers and addresses in a line, with what a copy glues to them."""

import pytest

from references.parsing import parse_list
from references.parsing.handles import take_out


@pytest.mark.parametrize(
    "written",
    [
        "doi: 10.5555/jir.2019.0825.", "doi:10.5555/jir.2019.0825", "DOI 10.5555/jir.2019.0825",
        "https://doi.org/10.5555/jir.2019.0825", "DOI: https://doi.org/10.5555/jir.2019.0825.",
        "http://dx.doi.org/10.5555/jir.2019.0825", "doi.org/10.5555/jir.2019.0825",
        "doi:10.5555/jir.2019.0825.PMID: 1", "doi:10.5555/jir.2019.0825PMID: 1",
        "doi:10.5555/jir.2019.0825.Epub 2019 May 15", "doi:10.5555/jir.2019.0825; PMCID: PMC1234",
        "(doi: 10.5555/jir.2019.0825)", "<https://doi.org/10.5555/jir.2019.0825>",
        "https://www.example.org/doi/full/10.5555/jir.2019.0825",
        "https://example.org/content/10.5555/jir.2019.0825.full.pdf",
        "https://doi.org/10.5555%2Fjir.2019.0825",
    ],
)  # fmt: skip
def test_a_doi_is_found_in_any_spelling(written):
    assert take_out(f"Bending knees. {written}").csl["DOI"] == "10.5555/jir.2019.0825"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/S0140-6736(97)11096-0",
        "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR20>3.0.CO;2-#",
        "10.1302/2046-3758.93.BJR-2019-0089.R1",
    ],
)
def test_a_doi_with_brackets_and_semicolons_stays_whole(doi):
    assert take_out(f"Bending knees. doi: {doi}. PMID: 1").csl == {"DOI": doi, "PMID": "1"}


@pytest.mark.parametrize(
    "doi", ["10.1016/j.spinee.2008.", "10.1016/", "10.1136/bjsports-2019-", "10.1007/s0058"]
)
def test_a_doi_that_was_cut_off_is_left_out_with_a_warning(doi):
    line = f"Jansen PA. Bending knees. Spine J. 2009;9(1):47-59. doi: {doi}"

    entry = parse_list(line).entries[0]

    assert ("DOI" in entry.csl, entry.warnings) == (
        False,
        ["De DOI lijkt afgebroken en is daarom weggelaten."],
    )


def test_the_numbers_of_pubmed_are_found():
    line = "Knees. PMID:16120095.PMCID: PMC7229299."

    assert take_out(line).csl == {"PMID": "16120095", "PMCID": "PMC7229299"}


@pytest.mark.parametrize(
    ("address", "csl"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/16120095/", {"PMID": "16120095"}),
        ("https://www.ncbi.nlm.nih.gov/pubmed/16120095", {"PMID": "16120095"}),
        ("www.example.org/pijn.", {"URL": "https://www.example.org/pijn"}),
        ("https://example.org/a?id=3&utm_source=x#:~:text=knie", {"URL": "https://example.org/a?id=3"}),
    ],
)  # fmt: skip
def test_an_address_is_kept_unless_it_is_an_identifier(address, csl):
    assert take_out(f"Knees. {address}").csl == csl


def test_an_archived_article_keeps_its_address():
    address = "https://pmc.ncbi.nlm.nih.gov/articles/PMC7229299/"

    assert take_out(address).csl == {"PMCID": "PMC7229299", "URL": address}
