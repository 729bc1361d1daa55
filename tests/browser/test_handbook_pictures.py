"""The pictures of the handbook for the desk: walked, looked for, and taken anew when asked.

`PICTURES=1 python -m pytest tests/browser/test_handbook_pictures.py -n 0` writes them.
"""

import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import AT_REST
from tests.browser.handbook_practice import NOW, HandbookPractice
from tests.browser.phone_calls import look_up
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = settings.BASE_DIR / "docs/img/reception"
DESK = "/beheer/agenda/"
# Drawn smaller than it is laid out: a whole laptop in a picture of 1100 points.
SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 736}, "device_scale_factor": 0.86}
MOST_BYTES = 80_000
# Points of the folded menu, and those at the edges that say nothing.
MENU, RIM = 60, 16


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> HandbookPractice:
    """The practice, at a server whose clock stands still."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return HandbookPractice()


@pytest.fixture
def page(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    practice: HandbookPractice,
) -> Iterator[Page]:
    """The page of somebody of the desk, in a browser whose clock stands still too."""
    client = Client()
    client.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    context = browser.new_context(**browser_context_args | SCREEN)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    yield page
    context.close()


def show_day(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    expect(page.locator(".agenda-full").first).to_be_visible()
    expect(page.locator(".agenda-now")).to_be_visible()


def open_card(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    page.locator(f"#afspraak-{practice.arrived.pk}").click()
    expect(page.get_by_role("heading", name="Jeannine Wouters")).to_be_visible()


def show_week(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    page.get_by_role("link", name="An Peeters", exact=True).click()
    expect(page.locator(".agenda-visit").filter(has_text="Rita Vermeulen")).to_be_visible()


def show_week_of_all(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    page.get_by_role("link", name="Iedereen").first.click()
    expect(page.get_by_role("link", name="Emma Claes")).to_be_visible()


def show_sheet(page: Page, practice: HandbookPractice) -> None:
    page.goto(f"{DESK}dagblad/")
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()


def search(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    look_up(page, "verh")
    expect(page.locator("#phone-rows").get_by_text("Jef Verhaert")).to_be_visible()


def confirm(page: Page, practice: HandbookPractice) -> None:
    search(page, practice)
    page.keyboard.press("Enter")
    page.locator(".agenda-lit button").nth(1).click()
    expect(page.get_by_role("button", name="Boek", exact=True)).to_be_focused()


def pick_up(page: Page, practice: HandbookPractice) -> None:
    page.goto(DESK)
    page.locator(f"#afspraak-{practice.to_move.pk}").click()
    page.get_by_role("link", name="Verplaats").click()
    expect(page.locator(".agenda-lit button").first).to_be_visible()


def show_needs(page: Page, practice: HandbookPractice) -> None:
    page.goto(f"{DESK}aandacht/")
    expect(page.get_by_role("heading", name="dingen vragen aandacht")).to_be_visible()


def show_roster(page: Page, practice: HandbookPractice) -> None:
    page.goto(f"/beheer/werkroosters/week/?kin={practice.an.pk}")
    expect(page.get_by_role("heading", name="Werkrooster")).to_be_visible()


def preview(page: Page, practice: HandbookPractice) -> None:
    show_roster(page, practice)
    page.get_by_role("link", name="13.00–17.30", exact=True).nth(1).click()
    page.locator("[name=closes]").fill("15:00")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_text("Dit sluit")).to_be_visible()


def fall_ill(page: Page, practice: HandbookPractice) -> None:
    page.goto(f"{DESK}ziek/")
    page.get_by_label("Wie").select_option(label="Wout Maes")
    expect(page.locator(".ill-go")).to_contain_text("patiënten hun keuzes")


def call(page: Page, practice: HandbookPractice) -> None:
    fall_ill(page, practice)
    page.locator(".ill-go").click()
    expect(page.get_by_role("heading", name="Belblad")).to_be_visible()


# In this order: the last one changes what the others show.
WALKS: dict[str, Callable[[Page, HandbookPractice], None]] = {
    "day": show_day,
    "card": open_card,
    "week": show_week,
    "week-of-all": show_week_of_all,
    "day-sheet": show_sheet,
    "search": search,
    "confirm": confirm,
    "in-hand": pick_up,
    "attention": show_needs,
    "roster": show_roster,
    "preview": preview,
    "ill": fall_ill,
    "calls": call,
}


def picture_of(page: Page) -> bytes:
    """What the page shows without the empty foot, in few colours: a small file."""
    page.mouse.move(SCREEN["viewport"]["width"] - 5, 5)
    page.evaluate(AT_REST)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    shown = shot.convert("RGB").crop((MENU, 0, shot.width, shot.height - RIM))
    paper = Image.new("RGB", shown.size, "white")
    _left, _top, _right, lowest = ImageChops.difference(shown, paper).getbbox() or (0, 0, 0, 0)
    kept = io.BytesIO()
    picture = shot.convert("RGB").crop((0, 0, shot.width, min(lowest + RIM, shot.height)))
    picture.quantize(256, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def test_each_picture_of_the_handbook_is_of_a_screen_that_is_reached(
    page: Page, practice: HandbookPractice
) -> None:
    sizes = {}
    for name, walk in WALKS.items():
        walk(page, practice)
        picture = picture_of(page)
        sizes[name] = len(picture)
        if os.environ.get("PICTURES"):
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / f"{name}.png").write_bytes(picture)

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert {path.stem for path in FOLDER.iterdir()} == set(WALKS)
