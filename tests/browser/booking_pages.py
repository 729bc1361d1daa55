"""The hands of a patient on the pages of booking."""

import pytest
from playwright.sync_api import Page, expect

from tests.booking.conftest import OpenPractice


def fill_in(page: Page) -> None:
    page.get_by_role("textbox", name="Naam", exact=True).fill("Mia Voorbeeld")
    page.get_by_label("E-mail").fill("mia@patient.example")
    page.get_by_label("Telefoon").fill("0470 12 34 56")
    page.get_by_label("Jullie mogen mijn gegevens gebruiken").check()


def moments_of(practice: OpenPractice) -> str:
    """The address of the free moments of all therapists."""
    return f"/afspraak/momenten/?behandeling={practice.treatment.slug}&kinesitherapeut="


def follow(page: Page, words: str) -> None:
    """Go to the link or button by Tab, and press Enter."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus, or its label, begins with `words`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("(e => (e.labels?.[0] ?? e).innerText.trim())(document.activeElement)")
        if " ".join(name.split()).startswith(words):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    pytest.fail(f"Tab never reached “{words}”.")


def too_small(page: Page) -> list[str]:
    """The words of targets that are lower than 44 px. The link of a card covers the card."""
    return page.locator("main").evaluate(
        """main => [...main.querySelectorAll("a, button, summary, label.choice")]
            .map(target => target.matches(".card__link") ? target.closest(".card") : target)
            .filter(target => target.getBoundingClientRect().height < 44)
            .map(target => target.innerText)"""
    )


def addresses(practice: OpenPractice) -> list[str]:
    """The addresses of the screens before the details."""
    treatment, person = practice.treatment.slug, practice.practitioner.slug
    return [
        f"/afspraak/?kinesitherapeut={person}",
        f"/afspraak/kinesitherapeut/?behandeling={treatment}",
        moments_of(practice),
    ]
