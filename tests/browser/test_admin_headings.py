"""Staff can read the heading above a list, and see which keys do something."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.booking import AbsenceFactory

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = {"width": 1366, "height": 768}
# What of an element is cut away by the boxes around it, in pixels.
CUT = """one => {
    const own = one.getBoundingClientRect();
    let cut = 0;
    for (let box = one.parentElement; box; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== 'visible')
            cut = Math.max(cut, own.right - box.getBoundingClientRect().right);
    return Math.max(0, Math.round(cut));
}"""


def test_the_search_of_a_list_leaves_its_heading_whole(editor: Page) -> None:
    editor.set_viewport_size(WIDTH)
    editor.goto("/beheer/images/")

    trail = editor.get_by_role("navigation", name="Kruimelpad")
    assert trail.get_by_role("link", name="Afbeeldingen").evaluate(CUT) == 0
    assert editor.get_by_role("link", name="Voeg een afbeelding toe").first.evaluate(CUT) == 0


def test_the_title_of_a_history_is_whole(editor: Page) -> None:
    absence = AbsenceFactory(reason="vorming")
    for width in (1024, 1366):
        editor.set_viewport_size({"width": width, "height": 768})
        editor.goto(f"/beheer/afwezigheden/history/{absence.pk}/")
        assert editor.locator(".w-breadcrumbs__sublabel").evaluate(CUT) == 0


def test_a_question_mark_shows_the_shortcuts(editor: Page) -> None:
    editor.goto("/beheer/")
    expect(editor.get_by_role("button", name="Sneltoetsen")).to_be_visible()

    editor.keyboard.press("?")

    expect(editor.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
