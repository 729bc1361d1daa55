"""The look of the public site: its menu, its themes, the smallest screen."""

import pytest
from playwright.sync_api import Page, expect

from kinesite.models import HomePage, PracticeSettings
from tests.factories.booking import PractitionerFactory
from tests.factories.kinesite import StandardPageFactory, TeamMemberFactory, TeamPageFactory

NARROW = {"width": 320, "height": 640}


@pytest.fixture(autouse=True)
def a_site(live_server) -> None:
    practice = PracticeSettings.objects.get()
    practice.name = "Kinepraktijk De Zonnebloem"
    practice.street, practice.postcode, practice.city = "Lindestraat 12", "9000", "Gent"
    practice.phone = "0470 12 34 56"
    practice.opening_hours = "Maandag tot vrijdag: 8.00 tot 19.00 u"
    practice.save()
    rates = StandardPageFactory(
        title="Wegwijs",
        show_in_menus=True,
        body=[
            ("heading", "Terugbetaling"),
            (
                "paragraph",
                '<p>Met een <a href="/afspraak/">voorschrift</a>.</p>',
            ),
            ("notice", {"level": "warning", "title": "Afzeggen", "text": "<p>Een dag vooraf.</p>"}),
            ("questions", [{"question": "Hoe lang?", "answer": "<p>Een half uur.</p>"}]),
        ],
    )
    team = TeamPageFactory(title="Team", show_in_menus=True)
    TeamMemberFactory(page=team, practitioner=PractitionerFactory(focus="Rug en nek"))
    home = HomePage.objects.get()
    home.entry_points = [("entry", {"title": "Rug", "text": "Pijn en stijfheid", "page": rates})]
    home.save()


def theme(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")


@pytest.mark.parametrize("path", ["/", "/team/", "/wegwijs/", "/tarieven/"])
def test_a_page_of_the_site_is_accessible(page: Page, assert_accessible, path: str) -> None:
    page.goto(path)

    assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/team/", "/wegwijs/", "/tarieven/", "/afspraak/"])
def test_nothing_sticks_out_of_the_smallest_screen(page: Page, path: str) -> None:
    page.set_viewport_size(NARROW)

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_text_of_twice_the_size_stays_within_the_screen(phone: Page) -> None:
    phone.goto("/")

    phone.evaluate("document.documentElement.style.fontSize = '200%'")

    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_menu_of_a_phone_opens_without_scripts(page_without_scripts: Page) -> None:
    page_without_scripts.set_viewport_size(NARROW)
    page_without_scripts.goto("/")

    page_without_scripts.get_by_text("Menu", exact=True).click()
    menu = page_without_scripts.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name="Wegwijs").click()

    expect(page_without_scripts.get_by_role("heading", level=1)).to_have_text("Wegwijs")


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main a").first).to_be_focused()


def test_the_page_follows_the_device(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    dark = theme(page)

    page.emulate_media(color_scheme="light")

    assert (dark, theme(page)) == ("#101a1e", "#fff")


def test_a_chosen_theme_stays_on_the_next_page(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")

    page.locator(".theme-toggle").click()
    page.goto("/team/")

    assert theme(page) == "#101a1e"
    expect(page.locator(".theme-toggle")).to_have_attribute("aria-pressed", "true")


def test_who_goes_back_to_what_the_device_says_leaves_nothing_behind(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")

    page.locator(".theme-toggle").click()
    page.locator(".theme-toggle").click()

    assert page.evaluate("window.localStorage.length") == 0


def test_without_scripts_there_is_no_button_that_does_nothing(page_without_scripts: Page) -> None:
    page_without_scripts.goto("/")

    expect(page_without_scripts.locator(".theme-toggle")).to_be_hidden()
