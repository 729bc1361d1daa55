"""The hands of an editor in the text of an article."""

import re

from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as WagtailPage

from references.models import Reference


def open_article(page: Page, post: WagtailPage) -> None:
    """With the caret at the end of the first text."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    text(page).click(position={"x": 1, "y": 1})
    page.keyboard.press("Control+End")


def text(page: Page, nth: int = 0) -> Locator:
    return page.locator(".public-DraftEditor-content").nth(nth)


def token(page: Page, nth: int = 0) -> Locator:
    return page.locator(".TooltipEntity").nth(nth)


def modal(page: Page) -> Locator:
    return page.locator(".modal-body")


def open_chooser(page: Page) -> None:
    page.keyboard.type("/")
    page.get_by_role("option", name=gettext("Cite a source")).click()


def choose(page: Page, *references: Reference) -> None:
    for reference in references:
        modal(page).get_by_label(str(reference), exact=True).check()
    modal(page).locator("[data-multiple-choice-submit]").click()
    back_in_the_text(page)


def press(page: Page, name: str) -> None:
    """A button of the form of a citation that closes it."""
    modal(page).get_by_role("button", name=name).click()
    back_in_the_text(page)


def be_slow_after_a_window(page: Page) -> None:
    """Keep the page busy for a while when a window was closed, as an old computer does."""
    page.evaluate(
        "jQuery(document.body).on('hidden.bs.modal', () => {"
        " const end = Date.now() + 800; while (Date.now() < end); })"
    )


def back_in_the_text(page: Page) -> None:
    expect(modal(page)).to_be_hidden()
    expect(page.locator(".public-DraftEditor-content:focus")).to_have_count(1)


def save_draft(page: Page) -> None:
    write_into_form(page)
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def publish(page: Page) -> None:
    write_into_form(page)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/pages/\d+/$"))


def write_into_form(page: Page) -> None:
    page.wait_for_timeout(500)  # the editor does so every 250 ms


def stored(page: WagtailPage, nth: int = 0) -> str:
    """The newest draft of a block, without the keys of the editor."""
    draft = page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()
    block = draft.body[nth]
    text = block.value["caption"] if block.block_type == "figure" else block.value
    return re.sub(r' data-block-key="\w+"', "", text.source)
