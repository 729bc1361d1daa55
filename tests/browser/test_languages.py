"""Booking in another language, on a telephone and by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.booking.conftest import OpenPractice

# WCAG 2.2 asks for 24; a thumb wants more.
TARGET = 44


def test_a_patient_changes_the_language_by_keyboard_and_keeps_the_choice(
    phone: Page, practice_with_room: OpenPractice
) -> None:
    page = phone
    page.goto(f"/afspraak/momenten/?behandeling={practice_with_room.treatment.slug}")

    page.get_by_role("link", name="Nederlands").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Choisissez un jour et une heure")
    page.get_by_role("button", name="9 h 30").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos coordonnées")
    expect(page.get_by_role("link", name="Français")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_languages_are_large_enough_to_press(
    phone: Page, practice_with_room: OpenPractice, language: str
) -> None:
    phone.goto(f"/{language}/afspraak/")

    boxes = [link.bounding_box() for link in phone.locator("a[hreflang]").all()]

    sizes = [min(box["width"], box["height"]) for box in boxes if box]
    assert len(sizes) == 3
    assert min(sizes) >= TARGET


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_choice_is_accessible_in_another_language(
    any_screen: Page,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
    language: str,
) -> None:
    any_screen.goto(f"/{language}/afspraak/")

    assert any_screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert_accessible(any_screen)
