"""Wagtail's screens with scripts off: what works is reached, and what does not says so."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_day import same_login
from tests.factories.kinesite import StandardPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_screen_and_the_verbs_of_a_page_are_reached_with_scripts_off(
    editor: Page, page_without_scripts: Page
) -> None:
    page = page_without_scripts
    text = StandardPageFactory(title="Uren")
    same_login(editor, page.context)

    page.goto("/beheer/")
    bar = page.locator("noscript.capabilitymessage")
    assert "JavaScript staat uit. De agenda en de lijsten werken ook zo" in bar.inner_text()
    bar.locator("a", has_text="Alle schermen").click()
    page.get_by_role("main").get_by_role("link", name="Wachtlijst").click()
    expect(page).to_have_title("Wachtlijst - Kinesite")
    page.goto(f"/beheer/pages/{text.get_parent().pk}/")
    page.get_by_role("row", name="Uren").get_by_role("link", name="Publicatie intrekken").click()
    page.get_by_role("button", name="Ja, trek de publicatie in").click()
    text.refresh_from_db()
    assert not text.live


def test_no_button_offers_to_save_a_page_whose_blocks_are_not_there(
    editor: Page, page_without_scripts: Page
) -> None:
    page = page_without_scripts
    text = StandardPageFactory(title="Uren")
    same_login(editor, page.context)

    page.goto(f"/beheer/pages/{text.pk}/edit/")

    bar = page.locator("noscript.capabilitymessage")
    assert "pagina's schrijven en het menu links niet" in bar.inner_text()
    expect(page.get_by_role("button", name="Bewaar concept")).to_be_hidden()
