import pytest

from references.formatting.styles import STYLES
from tests.factories.references import SLEEP_CSL
from tests.references.formatting.works import (
    BOOK,
    CHAPTER,
    REPORT,
    THESIS,
    WEBPAGE,
    people,
    without_nothing,
    work,
)

APA = STYLES["apa"]
text = APA.entry_text


def test_an_article_prints_its_fields_in_the_order_of_apa():
    assert text(SLEEP_CSL) == (
        "Mostaghimi, L., Obermeyer, W. H., & Ballamudi, B. (2005). "
        "Effects of sleep deprivation on wound healing. "
        "Journal of Sleep Research, 14(3), 213–219. "
        "https://doi.org/10.1111/j.1365-2869.2005.00455.x"
    )


def test_a_book_names_its_edition_and_publisher():
    assert text(BOOK | {"edition": "2"}) == (
        "Moseley, G. L., & Butler, D. S. (2015). "
        "The Explain Pain Handbook: Protectometer (2e dr.). Noigroup."
    )


def test_a_book_by_editors_names_them_first():
    edited = without_nothing(BOOK | {"author": None, "editor": CHAPTER["editor"]})

    assert text(edited) == (
        "Vos, A., & Beer, B. (Reds.). (2015). The Explain Pain Handbook: Protectometer. Noigroup."
    )


def test_a_chapter_names_the_book_around_it():
    assert text(CHAPTER) == (
        "Jansen, P. (2021). Thoracic disc herniation. "
        "In A. Vos & B. Beer (Reds.), Handbook of the spine (2e dr., pp. 120–134). Boekhuis."
    )


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({"editor": people(1)}, "In A. B. Naam1 (Red.), Handbook"),
        ({"editor": people(3)}, "In A. B. Naam1, A. B. Naam2, & A. B. Naam3 (Reds.), Handbook"),
        ({"editor": None}, "In Handbook of the spine (2e dr., pp. 120–134). Boekhuis."),
        ({"edition": None, "page": "12"}, "Handbook of the spine (p. 12). Boekhuis."),
        ({"edition": None, "page": None}, "Handbook of the spine. Boekhuis."),
        ({"author": None}, "Thoracic disc herniation. (2021). In A. Vos & B. Beer"),
        ({"container-title": None}, "Thoracic disc herniation. Boekhuis."),
    ],
)
def test_a_chapter_says_no_more_than_is_known(changes, printed):
    assert printed in text(without_nothing(CHAPTER | changes))


@pytest.mark.parametrize(
    ("genre", "printed"),
    [
        (None, "Walking after a hernia [Proefschrift, KU Leuven]."),
        ("masterproef", "Walking after a hernia [Masterproef, KU Leuven]."),
    ],
)
def test_a_thesis_says_so_and_where(genre, printed):
    thesis = without_nothing(THESIS | {"genre": genre})

    assert text(thesis) == f"De Smet, L. (2019). {printed}"


def test_a_report_names_its_publisher_once():
    assert text(REPORT | {"genre": "Richtlijn"}) == (
        "Centrum voor Rugzorg. (2022). Low back pain in primary care [Richtlijn]. "
        "https://rugzorg.example/richtlijn.pdf"
    )


def test_a_web_page_says_when_it_was_consulted():
    assert text(WEBPAGE | {"container-title": "Pain Science"}) == (
        "Lehman, G. (2017). Pain Guidebook. Pain Science. "
        "Geraadpleegd op 3 maart 2026, van https://www.greglehman.ca/pain-science-workbooks"
    )


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ([[2024, 5, 1]], "(2024, 1 mei)."),
        ([[2024, 5]], "(2024, mei)."),
        ([[2024, 1], [2024, 2]], "(2024, januari–februari)."),
        ([[2023, 12], [2024, 1]], "(2023–2024)."),
        (None, "(z.d.)."),
    ],
)
def test_a_web_page_has_its_day_in_dutch_order(dates, printed):
    page = without_nothing(WEBPAGE | {"issued": dates and {"date-parts": dates}})

    assert text(page).startswith(f"Lehman, G. {printed} Pain Guidebook.")


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ([[2005, 1], [2005, 2]], "(2005)."),
        ([[2005, 12], [2006, 1]], "(2005–2006)."),
        (None, "(z.d.)."),
    ],
)
def test_an_article_has_its_year_only(dates, printed):
    article = work(issued=dates and {"date-parts": dates})

    assert f"Ballamudi, B. {printed} Effects" in text(article)


@pytest.mark.parametrize(
    ("changes", "suffix", "printed"),
    [
        ({}, "a", "(2005a)."),
        ({"issued": None}, "b", "(z.d.-b)."),
        ({"type": "webpage", "issued": {"date-parts": [[2024, 5, 1]]}}, "c", "(2024c, 1 mei)."),
    ],
)
def test_a_letter_tells_works_of_one_year_apart(changes, suffix, printed):
    assert f"Ballamudi, B. {printed} Effects" in text(work(**changes), suffix)


def test_a_work_without_author_starts_with_its_title_and_says_it_once():
    assert text(work(author=None)) == (
        "Effects of sleep deprivation on wound healing. (2005). "
        "Journal of Sleep Research, 14(3), 213–219. "
        "https://doi.org/10.1111/j.1365-2869.2005.00455.x"
    )


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ({"family": "Battié", "given": "M. C."}, "Battié, M. C."),
        ({"family": "Battié", "given": "MC"}, "Battié, M. C."),
        ({"family": "van Dillen", "given": "Linda R."}, "van Dillen, L. R."),
        ({"family": "Popovich", "given": "J. M.", "suffix": "Jr"}, "Popovich, J. M., Jr."),
        ({"family": "King", "given": "B.", "suffix": "III"}, "King, B., III."),
        ({"family": "Dupont", "given": "Jean-Pierre"}, "Dupont, J.-P."),
        ({"family": "D'Hondt", "given": "D’Arcy Élise"}, "D'Hondt, D. É."),
        ({"literal": "World Health Organization"}, "World Health Organization."),
        ({"family": "Alizadeh"}, "Alizadeh."),
    ],
)
def test_a_name_is_turned_around_with_its_initials(name, printed):
    assert text(work(author=[name])).startswith(f"{printed} (2005). Effects")


def test_twenty_authors_are_all_named():
    assert ", Naam19, A. B., & Naam20, A. B. (2005)." in text(work(author=people(20)))


def test_of_more_authors_the_first_nineteen_and_the_last_are_named():
    assert ", Naam18, A. B., Naam19, A. B., … Naam25, A. B. (2005)." in text(
        work(author=people(25))
    )


@pytest.mark.parametrize("sign", ["?", "!", ".", "?”"])
def test_no_full_stop_follows_a_title_that_ends_by_itself(sign):
    assert f"Is it the disc{sign} Journal" in text(work(title=f"Is it the disc{sign}"))


@pytest.mark.parametrize(
    ("missing", "printed"),
    [
        ({"volume": None}, "Research, (3), 213–219. https"),
        ({"issue": None}, "Research, 14, 213–219. https"),
        ({"page": None}, "Research, 14(3). https"),
        ({"page": "e15723"}, "Research, 14(3), Artikel e15723. https"),
        ({"volume": None, "issue": None, "page": None}, "Sleep Research. https"),
        ({"container-title": None}, "healing. 14(3), 213–219. https"),
        ({"DOI": None}, "213–219. https://pubmed.ncbi.nlm.nih.gov/16120095/"),
        ({"DOI": None, "PMID": None}, "213–219."),
    ],
)
def test_what_is_missing_leaves_no_stray_signs(missing, printed):
    printed_at_the_end = text(work(**missing))

    assert printed in printed_at_the_end
    assert not printed_at_the_end.endswith("..")


def test_the_html_slants_the_journal_and_volume_of_an_article():
    assert APA.entry_html(work(language="en"), "a") == (
        '<span class="source__authors">Mostaghimi, L., Obermeyer, W. H., &amp; Ballamudi, B.</span>'
        ' (2005a). <span class="source__title" lang="en">'
        "Effects of sleep deprivation on wound healing</span>. "
        '<i class="source__container">Journal of Sleep Research</i>, <i>14</i>(3), 213–219. '
        '<a href="https://doi.org/10.1111/j.1365-2869.2005.00455.x" rel="noopener external">'
        "https://doi.org/10.1111/j.1365-2869.2005.00455.x</a>"
    )


def test_the_html_slants_the_title_of_a_whole_work():
    assert APA.entry_html(WEBPAGE | {"language": "en"}).startswith(
        '<span class="source__authors">Lehman, G.</span> (2017). '
        '<i class="source__title" lang="en">Pain Guidebook</i>. '
    )
