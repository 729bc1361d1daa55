"""A reader in the library of sources, with and without scripts."""

import json

import pytest
from playwright.sync_api import Page, expect

from references.choices import StudyType
from references.models import Reference
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory, SubjectFactory


@pytest.fixture
def sleep(transactional_db) -> Reference:
    """A source about which everything is known, among thirty others."""
    source = ReferenceFactory(
        csl=SLEEP_CSL | {"PMCID": "PMC42"},
        study_type=StudyType.LABORATORY,
        finding="Wondjes genezen trager na weinig slaap.",
        notices=[{"kind": "retraction", "date": "2021-03-04", "doi": "10.1000/ingetrokken"}],
    )
    source.subjects.add(SubjectFactory(name="Slaap"))
    others = ReferenceFactory.create_batch(30, study_type=StudyType.COHORT)
    BlogPostPageFactory(title="Slaap en herstel", body=[cite(source, *others)])
    return source


def test_the_library_is_accessible_and_fits_every_screen(
    any_screen: Page, sleep: Reference, assert_accessible
):
    any_screen.goto("/bronnen/?soort=cohort&van=abc")

    expect(any_screen.get_by_text("30 bronnen")).to_be_visible()
    assert_accessible(any_screen)
    assert any_screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_of_a_source_is_accessible_and_fits_every_screen(
    any_screen: Page, sleep: Reference, assert_accessible
):
    any_screen.goto(sleep.get_absolute_url())
    any_screen.locator("summary", has_text="BibTeX").click()

    expect(any_screen.get_by_text("Dit werk is teruggetrokken")).to_be_visible()
    assert_accessible(any_screen)
    assert any_screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reader_finds_a_source_and_its_article_without_scripts(
    page_without_scripts: Page, sleep: Reference
):
    page = page_without_scripts
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Bronnen").click()

    page.locator("summary", has_text="Kies jaar").click()
    page.get_by_label("Onderwerp").select_option(label="Slaap")
    page.get_by_label("Vanaf het jaar").fill("2005")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("heading", name="1 bron", exact=True)).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("slaap")

    page.get_by_role("link", name="Mostaghimi e.a., 2005").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(sleep.title)
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)
    page.get_by_role("link", name="Slaap en herstel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slaap en herstel")


def test_a_reader_goes_through_the_pages_of_a_selection(page: Page, sleep: Reference):
    page.goto("/bronnen/?soort=cohort")

    page.get_by_role("link", name="Volgende bronnen").click()

    expect(page.get_by_role("article")).to_have_count(5)
    expect(page.get_by_text("30 bronnen")).to_be_visible()


def test_a_selection_is_saved_as_a_file(page: Page, sleep: Reference):
    page.goto("/bronnen/?zoek=slaap")

    with page.expect_download() as saving:
        page.get_by_role("link", name="CSL-JSON").click()

    assert saving.value.suggested_filename == "bronnen.json"
    (work,) = json.loads(saving.value.path().read_text(encoding="utf-8"))
    assert work["DOI"] == SLEEP_CSL["DOI"]


def test_a_button_copies_a_source_and_says_so(page: Page, sleep: Reference):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sleep.get_absolute_url())
    page.locator("summary", has_text="RIS").click()

    page.get_by_role("button", name="Kopieer").click()

    expect(page.get_by_text("Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].strip() == "TY  - JOUR"
