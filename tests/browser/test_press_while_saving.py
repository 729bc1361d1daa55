"""The form of a page saves itself while one types; what is pressed meanwhile comes after it."""

import re
from typing import Any

from playwright.sync_api import APIResponse, Page, Request, Route, expect

from kinesite.models import HomePage, StandardPage

# Milliseconds after which Wagtail's form notes what it begins with, to see what is typed.
NOTES_ITS_BEGINNING = 2500


def saves_itself(request: Request) -> bool:
    return request.method == "POST" and request.headers.get("accept") == "application/json"


def test_a_button_that_is_pressed_while_the_form_saves_itself_makes_no_second_page(
    editor: Page, settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 100
    under_way: list[tuple[Route, APIResponse]] = []

    def hold_the_answer(route: Route) -> None:
        if under_way or not saves_itself(route.request):
            route.continue_()
        else:
            under_way.append((route, route.fetch()))

    editor.route("**/pages/add/**", hold_the_answer)
    editor.goto(f"/beheer/pages/add/kinesite/standardpage/{HomePage.objects.get().pk}/")
    editor.wait_for_timeout(NOTES_ITS_BEGINNING)
    with editor.expect_request(saves_itself):
        editor.locator("[name=title]").press_sequentially("Over ons")
    for _wait in range(100):
        if not under_way:
            editor.wait_for_timeout(100)
    [(route, answer)] = under_way
    editor.get_by_role("button", name="Bewaar concept").click(no_wait_after=True)
    route.fulfill(response=answer)

    expect(editor.locator(".messages .success")).to_be_visible()
    page = StandardPage.objects.get(title="Over ons")
    expect(editor).to_have_url(re.compile(rf"/pages/{page.pk}/edit/$"))
