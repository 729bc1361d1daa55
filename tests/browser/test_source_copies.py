"""A reader takes the sources of an article along, and a citation of the article itself."""

import pytest
from django.utils.translation import gettext
from playwright.sync_api import expect

from references.formats import bibtex
from tests.factories.blog import BlogPostPageFactory, cite
from tests.factories.references import SLEEP_CSL, ReferenceFactory


@pytest.fixture
def article(live_server):
    return BlogPostPageFactory(title="Slaap", body=[cite(ReferenceFactory(csl=SLEEP_CSL))])


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def open_box(page, name):
    page.locator("summary", has_text=gettext(name)).click()


def test_a_reader_copies_and_downloads_the_sources(page, article):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.url)
    open_box(page, "Take these sources over")

    page.get_by_role("button", name=gettext("Copy %(name)s") % {"name": "BibTeX"}).click()
    expect(page.get_by_text(gettext("Copied"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=gettext("Download %(name)s") % {"name": "RIS"}).click()

    assert bibtex.read(clipboard(page)).entries[0].csl["DOI"] == SLEEP_CSL["DOI"]
    assert download.value.suggested_filename == f"bronnen-{article.slug}.ris"


def test_a_reader_copies_how_to_cite_the_article(page, article):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.url)
    open_box(page, "Cite this article")

    page.locator("[data-copies=kopie-2]").click()
    expect(page.get_by_text(gettext("Copied"))).to_be_visible()

    assert "(2026, 2 november). Slaap. Kinepraktijk." in clipboard(page)


def test_without_scripts_the_files_can_be_had_and_no_dead_button_shows(
    page_without_scripts, article
):
    page = page_without_scripts
    page.goto(article.url)
    open_box(page, "Take these sources over")
    open_box(page, "Cite this article")

    expect(page.get_by_role("link", name="CSL-JSON")).to_be_visible()
    expect(page.locator("textarea").first).to_be_visible()
    expect(page.locator("button[data-copies], button[data-copies-link]").first).to_be_hidden()
