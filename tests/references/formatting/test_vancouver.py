import pytest

from references.formatting.styles import STYLES
from tests.factories.references import SLEEP_CSL
from tests.references.formatting.works import BOOK, CHAPTER, WEBPAGE, people, work

VANCOUVER = STYLES["vancouver"]
text, html = VANCOUVER.entry_text, VANCOUVER.entry_html


def test_an_article_prints_its_fields_in_the_order_of_vancouver():
    assert text(SLEEP_CSL) == (
        "Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep deprivation on wound healing. "
        "Journal of Sleep Research. 2005;14(3):213-9. doi: 10.1111/j.1365-2869.2005.00455.x"
    )


def test_a_book_names_its_place_and_publisher():
    assert text(BOOK) == (
        "Moseley GL, Butler DS. The Explain Pain Handbook: Protectometer. Adelaide: Noigroup; 2015."
    )


def test_a_chapter_names_the_editors_of_the_book():
    assert text(CHAPTER) == (
        "Jansen P. Thoracic disc herniation. In: Vos A, Beer B, redacteurs. Handbook of the spine. "
        "2e druk. Gent: Boekhuis; 2021. p. 120-34."
    )


def test_a_web_page_says_when_it_was_consulted():
    assert text(WEBPAGE) == (
        "Lehman G. Pain Guidebook [internet]. 2017 [geraadpleegd op 3 maart 2026]. "
        "Beschikbaar via: https://www.greglehman.ca/pain-science-workbooks"
    )


def test_a_book_by_editors_names_them_first():
    edited = {key: value for key, value in BOOK.items() if key != "author"} | {"editor": people(1)}

    assert text(edited).startswith("Naam1 AB, redacteur. The Explain Pain Handbook")


def test_a_thesis_says_so():
    thesis = BOOK | {"type": "thesis", "publisher": "KU Leuven", "publisher-place": "Leuven"}

    assert text(thesis).endswith("Protectometer [proefschrift]. Leuven: KU Leuven; 2015.")


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        (6, "Naam1 AB, Naam2 AB, Naam3 AB, Naam4 AB, Naam5 AB, Naam6 AB. Effects"),
        (7, "Naam1 AB, Naam2 AB, Naam3 AB, Naam4 AB, Naam5 AB, Naam6 AB, et al. Effects"),
    ],
)
def test_up_to_six_authors_are_named(count, printed):
    assert text(work(author=people(count))).startswith(printed)


@pytest.mark.parametrize("sign", ["?", "!", ".", "?”"])
def test_no_full_stop_follows_a_title_that_ends_by_itself(sign):
    printed = text(work(title=f"Is it the disc{sign}"))

    assert f"Is it the disc{sign} Journal" in printed


def test_a_thesis_or_report_says_its_own_kind():
    thesis = BOOK | {"type": "thesis", "genre": "masterproef"}
    report = BOOK | {"type": "report", "genre": "richtlijn"}

    assert "Protectometer [masterproef]. Adelaide" in text(thesis)
    assert "Protectometer [richtlijn]. Adelaide" in text(report)


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ([[2005, 1], [2005, 2]], "2005;14(3)"),
        ([[2005, 12], [2006, 1]], "2005–2006;14(3)"),
    ],
)
def test_a_range_of_dates_keeps_the_year(dates, printed):
    assert f"Research. {printed}:" in text(work(issued={"date-parts": dates}))


@pytest.mark.parametrize(
    ("missing", "printed"),
    [
        ({"volume": None}, "Research. 2005;(3):213-9."),
        ({"issue": None}, "Research. 2005;14:213-9."),
        ({"page": None}, "Research. 2005;14(3)."),
        ({"page": "e15723"}, "Research. 2005;14(3):e15723."),
        ({"issued": None}, "Research. [datum onbekend];14(3):213-9."),
        ({"volume": None, "issue": None, "page": None}, "Research. 2005."),
        ({"container-title": None}, "healing. 2005;14(3):213-9."),
    ],
)
def test_what_is_missing_leaves_no_stray_signs(missing, printed):
    assert printed in text(work(**missing))


def test_a_work_without_author_starts_with_its_title():
    assert text(work(author=None)).startswith(
        "Effects of sleep deprivation on wound healing. Journal"
    )


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ({"family": "van Dillen", "given": "L. R."}, "van Dillen LR"),
        ({"family": "Popovich", "given": "J. M.", "suffix": "Jr."}, "Popovich JM Jr"),
        ({"family": "Dupont", "given": "Jean-Pierre"}, "Dupont JP"),
        ({"literal": "World Health Organization"}, "World Health Organization"),
        ({"family": "Alizadeh"}, "Alizadeh"),
    ],
)
def test_a_name_has_bare_initials_behind_it(name, printed):
    assert text(work(author=[name])).startswith(f"{printed}. Effects")


def test_a_long_address_is_shown_short_and_copied_in_full():
    linked = WEBPAGE | {"URL": "https://www.greglehman.ca/pain/"}

    assert text(linked).endswith(" https://www.greglehman.ca/pain/")
    assert html(linked).endswith(
        '<a href="https://www.greglehman.ca/pain/" rel="noopener external">greglehman.ca/pain</a>'
    )


def test_two_authors_of_one_name_are_both_printed():
    twins = [{"family": "Wang", "given": "Y."}] * 2

    assert text(work(author=twins)).startswith("Wang Y, Wang Y. ")


def test_the_pubmed_number_leads_to_a_work_without_doi():
    assert 'PMID: <a href="https://pubmed.ncbi.nlm.nih.gov/16120095/"' in html(work(DOI=None))


def test_the_html_says_what_is_what():
    assert html(work(language="en")) == (
        '<span class="source__authors">Mostaghimi L, Obermeyer WH, Ballamudi B</span>. '
        '<cite class="source__title" lang="en">'
        "Effects of sleep deprivation on wound healing</cite>. "
        '<span class="source__container">Journal of Sleep Research</span>. 2005;14(3):213-9. '
        'doi: <a href="https://doi.org/10.1111/j.1365-2869.2005.00455.x" rel="noopener external">'
        "10.1111/j.1365-2869.2005.00455.x</a>"
    )
