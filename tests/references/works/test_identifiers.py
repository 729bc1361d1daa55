import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.errors import InvalidIdentifier
from references.works.identifiers import (
    doi_url,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    normalise_url,
)


@pytest.mark.parametrize(
    "spelling",
    [
        "10.2519/jospt.2019.8825",
        "doi:10.2519/jospt.2019.8825",
        "DOI: 10.2519/jospt.2019.8825.",
        "https://doi.org/10.2519/jospt.2019.8825",
        "http://dx.doi.org/10.2519/jospt.2019.8825",
        "doi.org/10.2519/jospt.2019.8825",
        "https://doi.org/10.2519%2Fjospt.2019.8825",
        "10.2519/jospt.2019.8825.Epub 2019 May 15",
        "10.2519/jospt.2019.8825.PMID: 31092123",
        "10.2519/jospt.2019.8825; PMCID: PMC7394249.",
        "  \ufeff10.2519/jospt.2019.8825\u200b ",
    ],
)
def test_one_doi_in_many_spellings_is_one_doi(spelling):
    assert normalise_doi(spelling) == "10.2519/jospt.2019.8825"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/S0140-6736(97)11096-0",
        "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR20>3.0.CO;2-#",
        "10.1000.10/123456",
        "10.1302/2046-3758.93.BJR-2019-0089.R1",
    ],
)
def test_a_doi_with_odd_signs_stays_whole(doi):
    assert normalise_doi(f"https://doi.org/{doi}") == doi


def test_a_bracket_around_a_doi_is_not_part_of_it():
    assert normalise_doi("10.1000/abc).") == "10.1000/abc"


@pytest.mark.parametrize(
    "text",
    ["11.1000/abc", "10.1/abc", "10.1000/", "jospt.2019", "10.1000/a b", "10.1000/" + "a" * 500],
)
def test_an_impossible_doi_is_refused(text):
    with pytest.raises(InvalidIdentifier):
        normalise_doi(text)


def test_a_doi_is_encoded_in_its_address():
    assert doi_url('10.1000/a<b>"c#d') == "https://doi.org/10.1000/a%3Cb%3E%22c%23d"


@pytest.mark.parametrize(
    "spelling",
    ["31092123", "PMID: 31092123.", "pmid:31092123", "https://pubmed.ncbi.nlm.nih.gov/31092123/"],
)
def test_one_pmid_in_many_spellings_is_one_pmid(spelling):
    assert normalise_pmid(spelling) == "31092123"


@pytest.mark.parametrize("text", ["0", "123456789", "31O92123", "-5", "٣١"])
def test_an_impossible_pmid_is_refused(text):
    with pytest.raises(InvalidIdentifier):
        normalise_pmid(text)


@pytest.mark.parametrize(
    "spelling",
    [
        "PMC7394249",
        "pmc7394249",
        "7394249",
        "PMCID: PMC7394249.",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7394249/",
    ],
)
def test_one_pmcid_in_many_spellings_is_one_pmcid(spelling):
    assert normalise_pmcid(spelling) == "PMC7394249"


def test_an_impossible_pmcid_is_refused():
    with pytest.raises(InvalidIdentifier):
        normalise_pmcid("PMC12a")


def test_a_web_address_loses_tracking_and_text_fragment_only():
    pasted = "https://example.org/x?id=3&utm_source=mail&fbclid=1#deel:~:text=rug"

    assert normalise_url(pasted) == "https://example.org/x?id=3#deel"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "example.org",
        "https://",
        'https://a.b/"onclick',
        "https://[",
        "ftp://a.b/c",
    ],
)
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(InvalidIdentifier):
        normalise_url(text)


@pytest.mark.parametrize(
    "normalise", [normalise_doi, normalise_pmid, normalise_pmcid, normalise_url]
)
def test_nothing_stays_nothing(normalise):
    assert normalise("  ") == ""


@given(st.from_regex(r"10\.\d{4,9}/[a-zA-Z0-9./()<>;:_-]{1,40}", fullmatch=True))
def test_a_second_normalisation_changes_nothing(text):
    try:
        once = normalise_doi(text)
    except InvalidIdentifier:
        return
    assert normalise_doi(once) == once
