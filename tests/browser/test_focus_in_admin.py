"""The focus of the keyboard in the screens of staff: what is closed gives it back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.factories.blog import BlogIndexPageFactory, BlogPostPageFactory
from tests.factories.references import CreditedImageFactory

FADED = 1000  # milliseconds


def open_by_keyboard(page: Page, button: Locator) -> None:
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(FADED)


@pytest.mark.parametrize("what", ["menu", "buttons", "window"])
def test_escape_comes_back_to_the_button_that_opened_what_it_closes(
    editor: Page, what: str
) -> None:
    article = BlogPostPageFactory()
    editor.goto(f"/beheer/pages/{article.pk}/edit/")
    button = {
        "menu": editor.locator("nav").get_by_role("button", name="Rapporten"),
        "buttons": editor.get_by_role("button", name="Meer acties"),
        "window": editor.get_by_role("button", name="Kies een afbeelding"),
    }[what].first

    open_by_keyboard(editor, button)
    editor.keyboard.press("Tab")
    expect(button).not_to_be_focused()
    editor.keyboard.press("Escape")

    expect(button).to_be_focused()


def test_the_focus_stays_at_the_picture_that_was_chosen(editor: Page) -> None:
    CreditedImageFactory(title="Wandelen")
    editor.goto(f"/beheer/pages/add/blog/blogpostpage/{BlogIndexPageFactory().pk}/")

    open_by_keyboard(editor, editor.get_by_role("button", name="Kies een afbeelding").first)
    editor.locator(".modal a[data-chooser-modal-choice]").first.focus()
    editor.keyboard.press("Enter")

    expect(editor.locator(".chooser button:focus").first).to_be_visible()
