import pytest

from references.formats import identifiers

DOI = "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR20>3.0.CO;2-#"


def works(text):
    return [
        {name: value for name, value in entry.csl.items() if name != "type"}
        for entry in identifiers.read(text).entries
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("10.1000/abc", [{"DOI": "10.1000/abc"}]),
        ("- https://doi.org/10.1000/abc", [{"DOI": "10.1000/abc"}]),
        ("3. doi: 10.1000/abc.", [{"DOI": "10.1000/abc"}]),
        (DOI, [{"DOI": DOI}]),
        ("(10.1016/S0140-6736(97)11096-0)", [{"DOI": "10.1016/S0140-6736(97)11096-0"}]),
        ("9625226", [{"PMID": "9625226"}]),
        ("PMID: 17", [{"PMID": "17"}]),
        ("https://pubmed.ncbi.nlm.nih.gov/17/", [{"PMID": "17"}]),
        ("PMC7229299", [{"PMCID": "PMC7229299"}]),
        ("PMCID: PMC7229299.", [{"PMCID": "PMC7229299"}]),
        ("9625226, 16120095", [{"PMID": "9625226"}, {"PMID": "16120095"}]),
        (
            "10.1000/abc PMID: 17; PMCID: PMC18.",
            [{"DOI": "10.1000/abc", "PMID": "17", "PMCID": "PMC18"}],
        ),
    ],
)
def test_an_identifier_is_a_work(line, found):
    assert identifiers.is_list(line)
    assert works(line) == found


@pytest.mark.parametrize(
    "line", ["2019", "Pain. 10.1000/abc", "12", "https://example.com/10", "10.1000/a " * 200, ""]
)
def test_a_line_that_holds_more_or_less_is_no_list_of_identifiers(line):
    assert not identifiers.is_list(line)


def test_the_editor_is_asked_for_the_rest():
    [entry] = identifiers.read("10.1000/abc").entries

    assert entry.raw == "10.1000/abc"
    assert entry.warnings == ["Alleen het nummer is bekend. Vul de rest in."]
