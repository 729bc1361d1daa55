"""How a pasted list is cut into works."""

import textwrap

import pytest

from references.parsing import parse_list
from references.parsing.lines import cut

KNEE = (
    "Jansen PA, de Vries B, Smit C, O'Brien K, Müller J. Bending knees after an operation: what "
    "helps and what does not. J Invented Rehabil. 2019 Jun 1;49(6):425-436. "
    "doi: 10.5555/jir.2019.0825. Epub 2018 May 15. PMID: 39999999."
)
BACK = (
    "Peeters, L., & Claes, B. (2020). The back in the morning: a study of stiffness in adults. "
    "Journal of Invented Rehabilitation, 50(1), 12–19. https://doi.org/10.5555/jir.2020.0001"
)
PAGE = "Lambert, C. (2017). Pijn uitgelegd. Verkregen van https://example.org/pijn/uitleg"
WORKS = [KNEE, BACK, PAGE]


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))


def texts(pasted: str) -> list[str]:
    return [line.text for line in cut(pasted)]


@pytest.mark.parametrize(
    "mark", ["1. ", "1.", "[1] ", "[1]", "(1) ", "1) ", "1\t", "1 ", "• ", "- ", "* ", "¹ ", "📄 "]
)
def test_a_list_mark_is_taken_off(mark):
    assert texts(mark + KNEE) == [KNEE]


def test_the_mark_stays_in_the_raw_line():
    assert [entry.raw for entry in parse_list(f"  27. {KNEE} \n").entries] == [f"27. {KNEE}"]


def test_a_number_that_a_title_begins_with_is_no_mark():
    assert texts("10 oefeningen voor je rug. https://example.org/rug") == [
        "10 oefeningen voor je rug. https://example.org/rug"
    ]


def test_a_doi_at_the_start_is_no_mark():
    assert texts("10.5555/jir.2019.0825") == ["10.5555/jir.2019.0825"]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n \r\n"])
def test_wrapped_lines_are_joined(width, between):
    pasted = between.join(wrapped(work, width) for work in WORKS)

    assert texts(pasted) == WORKS


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_lines_of_a_numbered_list_are_joined(width):
    pasted = "\n".join(wrapped(f"{n}. {work}", width) for n, work in enumerate(WORKS, start=1))

    assert texts(pasted) == WORKS


def test_a_day_at_the_start_of_a_wrapped_line_is_no_list_mark():
    pasted = f"1. {KNEE}".replace("May 15. PMID", "May\n15. PMID")

    assert texts(pasted) == [KNEE]


def test_each_line_of_an_unwrapped_list_is_a_work():
    assert texts("\n".join([KNEE, PAGE, BACK, KNEE])) == [KNEE, PAGE, BACK, KNEE]


def test_a_line_that_was_cut_off_does_not_swallow_the_next():
    cut_off = KNEE[: KNEE.index(" 10.5555")]

    assert texts(f"{cut_off}\n{BACK}") == [cut_off, BACK]


def test_a_doi_on_its_own_line_belongs_to_the_work_above():
    work, doi = KNEE[: KNEE.index(" doi")], "doi: 10.5555/jir.2019.0825"

    assert texts(f"{work}\n{doi}\n{BACK}") == [f"{work} {doi}", BACK]


def test_bare_identifiers_in_a_list_are_works_of_their_own():
    bare = ["10.5555/jir.2019.0825", "https://doi.org/10.5555/jir.2020.0001", "PMID: 39999999"]

    assert texts("\n".join([*bare, KNEE])) == [*bare, KNEE]


def test_an_address_that_was_cut_in_two_gets_no_space():
    broken = PAGE.replace("/pijn/", "/pijn/\n")

    assert texts(broken) == [PAGE]


def test_another_doi_on_its_own_line_is_another_work_in_whatever_spelling():
    work = "Jansen PA. Walking. J Walk. 2019;12(3):4-9. doi: 10.1000/abc.123."
    other = "https://doi.org/10.1000/xyz.9"

    assert [line.raw for line in cut(f"{work}\n{other}")] == [work, other]


def test_names_title_and_address_may_stand_apart_in_a_paragraph_for_each_work():
    knee = KNEE.partition(" doi:")[0].replace(". ", ".\n", 2)
    back = BACK.replace(" https", "\nhttps")

    assert texts(f"{knee}\n\n{back}") == [knee.replace("\n", " "), BACK]


def test_addresses_of_pages_between_works_without_blank_lines_stay_works():
    assert texts(f"{KNEE}\nhttps://example.org/knie\n{BACK}") == [
        KNEE, "https://example.org/knie", BACK,
    ]  # fmt: skip


def test_an_address_at_pubmed_belongs_to_the_work_above_it():
    work = KNEE.partition(" PMID")[0]

    assert texts(f"{work}\nhttps://pubmed.ncbi.nlm.nih.gov/39999999/\n{BACK}") == [
        f"{work} https://pubmed.ncbi.nlm.nih.gov/39999999/", BACK,
    ]  # fmt: skip


def test_a_work_may_begin_with_a_small_letter():
    flemish = KNEE.replace("Jansen PA", "van den Broeck PA")
    pasted = f"{wrapped(KNEE, 72)}\n{wrapped(flemish, 72)}"

    assert texts(pasted) == [KNEE, flemish]


def test_entities_of_a_web_page_become_their_signs():
    assert texts("Jansen&nbsp;P &amp; Smit C. Bot &lt;i&gt;en&lt;/i&gt; pees &ndash; 2019") == [
        "Jansen P & Smit C. Bot en pees – 2019"
    ]
