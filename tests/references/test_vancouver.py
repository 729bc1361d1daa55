import pytest

from references.formatting import author_year, vancouver_html, vancouver_text
from references.formatting.vancouver import initials, short_pages
from tests.factories.references import SLEEP_CSL

BOOK = {
    "type": "book",
    "title": "The Explain Pain Handbook: Protectometer",
    "author": [{"family": "Moseley", "given": "G. L."}, {"family": "Butler", "given": "D. S."}],
    "issued": {"date-parts": [[2015]]},
    "publisher": "Noigroup",
    "publisher-place": "Adelaide",
}
CHAPTER = {
    "type": "chapter",
    "title": "Thoracic disc herniation",
    "author": [{"family": "Jansen", "given": "Piet"}],
    "editor": [{"family": "Vos", "given": "A."}, {"family": "Beer", "given": "B."}],
    "container-title": "Handbook of the spine",
    "edition": "2",
    "publisher": "Boekhuis",
    "publisher-place": "Gent",
    "issued": {"date-parts": [[2021]]},
    "page": "120-134",
}
WEBPAGE = {
    "type": "webpage",
    "title": "Pain Guidebook",
    "author": [{"family": "Lehman", "given": "G."}],
    "issued": {"date-parts": [[2017]]},
    "accessed": {"date-parts": [[2026, 3, 3]]},
    "URL": "https://www.greglehman.ca/pain-science-workbooks",
}


def work(**changes):
    return {key: value for key, value in (SLEEP_CSL | changes).items() if value is not None}


def people(count):
    return [{"family": f"Naam{n}", "given": "A. B."} for n in range(1, count + 1)]


def test_an_article():
    assert vancouver_text(SLEEP_CSL) == (
        "Mostaghimi L, Obermeyer WH, Ballamudi B. Effects of sleep deprivation on wound healing. "
        "Journal of Sleep Research. 2005;14(3):213-9. doi: 10.1111/j.1365-2869.2005.00455.x"
    )


def test_a_book():
    assert vancouver_text(BOOK) == (
        "Moseley GL, Butler DS. The Explain Pain Handbook: Protectometer. Adelaide: Noigroup; 2015."
    )


def test_a_chapter_names_the_editors_of_the_book():
    assert vancouver_text(CHAPTER) == (
        "Jansen P. Thoracic disc herniation. In: Vos A, Beer B, redacteurs. Handbook of the spine. "
        "2e druk. Gent: Boekhuis; 2021. p. 120-34."
    )


def test_a_web_page_says_when_it_was_consulted():
    assert vancouver_text(WEBPAGE) == (
        "Lehman G. Pain Guidebook [internet]. 2017 [geraadpleegd op 3 maart 2026]. "
        "Beschikbaar via: https://www.greglehman.ca/pain-science-workbooks"
    )


def test_a_book_by_editors_names_them_first():
    edited = {key: value for key, value in BOOK.items() if key != "author"} | {"editor": people(1)}

    assert vancouver_text(edited).startswith("Naam1 AB, redacteur. The Explain Pain Handbook")


def test_a_thesis_says_so():
    thesis = BOOK | {"type": "thesis", "publisher": "KU Leuven", "publisher-place": "Leuven"}

    assert vancouver_text(thesis).endswith("Protectometer [proefschrift]. Leuven: KU Leuven; 2015.")


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        (6, "Naam1 AB, Naam2 AB, Naam3 AB, Naam4 AB, Naam5 AB, Naam6 AB. Effects"),
        (7, "Naam1 AB, Naam2 AB, Naam3 AB, Naam4 AB, Naam5 AB, Naam6 AB, et al. Effects"),
    ],
)
def test_up_to_six_authors_are_named(count, printed):
    assert vancouver_text(work(author=people(count))).startswith(printed)


@pytest.mark.parametrize("sign", ["?", "!", ".", "?”"])
def test_no_full_stop_follows_a_title_that_ends_by_itself(sign):
    printed = vancouver_text(work(title=f"Is it the disc{sign}"))

    assert f"Is it the disc{sign} Journal" in printed


def test_a_range_of_months_keeps_the_year():
    assert "2005;14(3)" in vancouver_text(work(issued={"date-parts": [[2005, 1], [2005, 2]]}))


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
    assert printed in vancouver_text(work(**missing))


def test_a_work_without_author_starts_with_its_title():
    assert vancouver_text(work(author=None)).startswith(
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
def test_a_name(name, printed):
    assert vancouver_text(work(author=[name])).startswith(f"{printed}. Effects")


def test_two_authors_of_one_name_are_both_printed():
    twins = [{"family": "Wang", "given": "Y."}] * 2

    assert vancouver_text(work(author=twins)).startswith("Wang Y, Wang Y. ")


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("775-787", "775-87"),
        ("213–219", "213-9"),
        ("362-5", "362-5"),
        ("99-107", "99-107"),
        ("e12-e19", "e12-9"),
        ("S1-S9", "S1-9"),
        ("120-120", "120"),
        ("e15723", "e15723"),
        ("12, 14-15", "12, 14-15"),
    ],
)
def test_pages_are_shortened_as_pubmed_does(given, printed):
    assert short_pages(given) == printed


def test_initials_of_all_given_names():
    assert initials("Marie-Claire Jo") == "MCJ"


def test_the_pubmed_number_leads_to_a_work_without_doi():
    assert 'PMID: <a href="https://pubmed.ncbi.nlm.nih.gov/16120095/"' in vancouver_html(
        work(DOI=None)
    )


def test_the_html_says_what_is_what():
    assert vancouver_html(work(language="en")) == (
        '<span class="source__authors">Mostaghimi L, Obermeyer WH, Ballamudi B</span>. '
        '<cite class="source__title" lang="en">'
        "Effects of sleep deprivation on wound healing</cite>. "
        '<span class="source__container">Journal of Sleep Research</span>. 2005;14(3):213-9. '
        'doi: <a href="https://doi.org/10.1111/j.1365-2869.2005.00455.x" rel="noopener external">'
        "10.1111/j.1365-2869.2005.00455.x</a>"
    )


SCRIPT = '<script>alert("x")</script>&'


@pytest.mark.parametrize(
    "variable", ["title", "container-title", "volume", "issue", "page", "language", "DOI"]
)
def test_markup_in_an_article_is_shown_and_not_run(variable):
    html = vancouver_html(work(**{variable: SCRIPT}))

    assert "<script" not in html
    assert 'alert("' not in html


@pytest.mark.parametrize(
    "variable", ["title", "publisher", "publisher-place", "edition", "container-title", "URL"]
)
@pytest.mark.parametrize("kind", ["book", "chapter", "webpage", "report", "thesis"])
def test_markup_in_other_works_is_shown_and_not_run(kind, variable):
    html = vancouver_html(BOOK | {"type": kind, variable: SCRIPT})

    assert "<script" not in html
    assert 'alert("' not in html


def test_markup_in_a_name_is_shown_and_not_run():
    html = vancouver_html(
        work(author=[{"family": SCRIPT, "given": "A."}], editor=[{"literal": SCRIPT}])
    )

    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp; A" in html


@pytest.mark.parametrize(
    ("authors", "mention"),
    [
        (1, "Naam1, 2005"),
        (2, "Naam1 en Naam2, 2005"),
        (3, "Naam1 e.a., 2005"),
    ],
)
def test_the_text_names_a_work_by_author_and_year(authors, mention):
    assert author_year(work(author=people(authors))) == mention


def test_the_text_names_a_work_without_author_or_year_by_its_title():
    assert author_year(
        {"type": "webpage", "title": "Wat te doen bij plotse rugpijn die niet overgaat"}
    ) == ("Wat te doen bij plotse rugpijn die niet…, z.d.")
