"""Slips, thumbs and large letters on the pages of booking, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import addresses, moments_of, too_small


def test_slips_are_told_at_the_field_and_nothing_typed_is_lost(
    any_screen: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    page = any_screen
    page.goto(moments_of(practice_with_room))
    page.get_by_role("button", name="9.00 u").click()
    page.get_by_role("textbox", name="Naam", exact=True).fill("Mia Voorbeeld")
    page.get_by_label("E-mail").fill("mia")

    page.get_by_role("button", name="Bevestig je afspraak").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Naam", exact=True)).to_have_value("Mia Voorbeeld")
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name="Vul je telefoonnummer in.").click()
    expect(page.get_by_label("Telefoon")).to_be_focused()
    assert_accessible(page)


def test_a_thumb_hits_every_link_and_button_of_the_booking_pages(
    phone: Page, practice_with_room: OpenPractice
) -> None:
    for address in addresses(practice_with_room):
        phone.goto(address)
        assert too_small(phone) == []

    phone.get_by_role("button", name="9.00 u").click()
    phone.get_by_role("button", name="Bevestig je afspraak").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    assert too_small(phone) == []


def test_twice_the_text_size_needs_no_scrolling_sideways(
    phone: Page, practice_with_room: OpenPractice
) -> None:
    def overflow() -> int:
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        return phone.evaluate("document.documentElement.scrollWidth - innerWidth")

    practice_with_room.treatment.name = "Vervolgbehandeling"
    practice_with_room.treatment.save()
    for address in addresses(practice_with_room):
        phone.goto(address)
        assert (address, overflow()) == (address, 0)
    phone.get_by_role("button", name="9.00 u").click()
    phone.get_by_role("button", name="Bevestig je afspraak").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    assert overflow() == 0
