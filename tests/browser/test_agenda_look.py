"""The agenda on a narrow screen and on paper."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.scheduling.clock import CLINIC_TZ, clinic_day
from tests.browser.conftest import on_this_clock
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

BACKGROUND = "one => getComputedStyle(one).backgroundColor"
# What a press on the middle of each hour in the margin would reach, where it is in sight.
UNDER_THE_HOURS = """() => [...document.querySelectorAll('.agenda__hour')].flatMap(hour => {
    const box = hour.getBoundingClientRect()
    const all = [...Array(Math.floor(box.height))].map((_, y) =>
        document.elementFromPoint(box.x + box.width / 2, box.y + y))
    return all.filter(Boolean).map(one => one.className)
})"""


def a_day_with_everybody() -> date:
    """Today, with an appointment of the first of three therapists, who is free for an hour too."""
    now = timezone.localtime(timezone=CLINIC_TZ)
    start = now.replace(hour=12, minute=0, second=0, microsecond=0)
    for name in ("An Eerst", "Bo Tweede", "Cis Derde"):
        person = PractitionerFactory(name=name)
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + timedelta(hours=2))
        AppointmentFactory(practitioner=person, starts_at=start)
    return start.date()


def test_what_scrolls_under_the_hours_cannot_be_pressed_there(editor: Page) -> None:
    a_day_with_everybody()
    editor.set_viewport_size({"width": 390, "height": 2000})
    editor.goto("/beheer/agenda/")
    assert editor.get_by_role("button", name="Aangekomen").count() == 3

    for sideways in range(0, 176, 22):
        editor.evaluate(f"document.querySelector('.agenda-scroll').scrollLeft = {sideways}")
        assert not [name for name in editor.evaluate(UNDER_THE_HOURS) if "button" in name]


def test_on_paper_time_that_is_not_worked_does_not_look_free(editor: Page) -> None:
    day = a_day_with_everybody()
    editor.goto(f"/beheer/agenda/?dag={day}")
    editor.emulate_media(media="print")

    closed = editor.locator(".agenda-track").first
    style = closed.evaluate("one => getComputedStyle(one).printColorAdjust")
    assert (style, editor.locator(".agenda-toolbar__tools").is_visible()) == ("exact", False)


def test_on_paper_no_head_of_a_column_offers_an_absence_or_a_block(editor: Page) -> None:
    editor.goto(f"/beheer/agenda/?dag={a_day_with_everybody()}")
    offers = editor.locator(".agenda-head__away")
    assert (offers.count(), offers.first.is_visible()) == (6, True)
    editor.emulate_media(media="print")

    assert not [one.inner_text() for one in offers.all() if one.is_visible()]


def test_on_a_small_laptop_the_day_is_not_cut_short(editor: Page) -> None:
    a_day_with_everybody()
    noon = datetime(2027, 9, 29, 12, tzinfo=CLINIC_TZ)
    for cancelled in (True, False):
        AppointmentFactory(cancelled=cancelled, starts_at=noon)
    editor.set_viewport_size({"width": 1300, "height": 768})
    editor.goto("/beheer/agenda/?dag=2027-09-29")
    day = editor.get_by_role("heading", name="woensdag 29 september 2027")

    assert day.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_number_of_a_closed_day_that_is_shown_is_read_in_the_month(editor: Page) -> None:
    span = clinic_day(a_day_with_everybody())
    AbsenceFactory(practitioner=None, starts_at=span.starts_at, ends_at=span.ends_at)
    editor.goto("/beheer/agenda/")
    shown = editor.locator(".agenda-fit--closed a[aria-current=date]")

    colours = shown.evaluate(
        "one => [one, one.firstElementChild].map(each => getComputedStyle(each).color)"
    )
    assert colours[0] == colours[1]


def test_the_end_of_the_day_can_be_scrolled_clear_of_what_was_done_last(editor: Page) -> None:
    a_day_with_everybody()
    editor.set_viewport_size({"width": 1366, "height": 500})
    editor.goto("/beheer/agenda/?dichtheid=ruim")
    editor.get_by_role("button", name="Aangekomen").first.click()
    bar = editor.locator(".agenda-bar-done")
    expect(bar).to_be_visible()

    editor.evaluate("document.querySelector('.agenda-scroll').scrollTop = 9999")

    grid, done = editor.locator(".agenda-grid").bounding_box(), bar.bounding_box()
    assert grid
    assert done
    assert grid["y"] + grid["height"] <= done["y"]


def test_only_the_grid_scrolls_and_the_toolbar_stays(editor: Page) -> None:
    a_day_with_everybody()
    editor.goto("/beheer/agenda/?dichtheid=ruim")

    around = editor.locator("main")
    assert around.evaluate("one => one.scrollHeight <= one.clientHeight")


def test_the_heads_of_a_week_are_whole_and_offer_absences_under_the_mouse(editor: Page) -> None:
    visit = AppointmentFactory(starts_at=datetime(2027, 9, 29, 12, tzinfo=CLINIC_TZ))
    for days in range(-2, 3):
        start = visit.starts_at + timedelta(days=days)
        SlotFactory(
            practitioner=visit.practitioner, starts_at=start, ends_at=start + timedelta(hours=4)
        )
    editor.set_viewport_size({"width": 1024, "height": 768})
    editor.goto(f"/beheer/agenda/?dag=2027-09-29&kin={visit.practitioner.pk}")

    for name in ("ma 27 sep", "wo 29 sep", "vr 1 okt"):
        head = editor.locator(".agenda-head h2", has_text=name)
        assert head.evaluate("one => one.scrollWidth <= one.clientWidth")
    head = editor.locator(".agenda-head", has_text="wo 29 sep")
    offer = head.get_by_role("link", name="Afwezig …")
    assert offer.evaluate("one => getComputedStyle(one).opacity") == "0"
    head.hover()
    expect(offer).to_have_css("opacity", "1")
    offer.click()
    expect(editor).to_have_url(re.compile("/beheer/afwezigheden/new/"))


def test_only_a_link_in_a_line_of_text_is_underlined(editor: Page) -> None:
    noon = datetime(2027, 9, 29, 12, tzinfo=CLINIC_TZ)
    cancelled = AppointmentFactory(cancelled=True, starts_at=noon)
    SlotFactory(
        practitioner=cancelled.practitioner, starts_at=noon, ends_at=noon + timedelta(hours=2)
    )
    editor.goto("/beheer/agenda/?dag=2027-09-29")
    expect(editor.locator(".agenda-full").first).to_be_visible()  # a script brings the month anew

    lines = {
        selector: editor.locator(selector).first.evaluate(
            "one => getComputedStyle(one).textDecorationLine"
        )
        for selector in (".agenda-free > a", ".agenda-fit td > a", ".agenda-rest li > a")
    }
    assert lines == {
        ".agenda-free > a": "none",
        ".agenda-fit td > a": "none",
        ".agenda-rest li > a": "underline",
    }


def test_in_the_dark_the_fields_are_as_dark_as_the_agenda(editor: Page) -> None:
    editor.emulate_media(color_scheme="dark")
    editor.goto(f"/beheer/agenda/?dag={a_day_with_everybody()}&hand=nieuw")

    paper = editor.locator(".agenda-desk").evaluate(BACKGROUND)
    fields = editor.locator(".agenda-hand select")
    assert {one.evaluate(BACKGROUND) for one in fields.all()} == {paper}


def test_beside_the_plan_of_a_series_all_of_the_height_is_used(editor: Page) -> None:
    a_day_with_everybody()
    editor.set_viewport_size({"width": 1024, "height": 768})
    editor.goto("/beheer/agenda/reeks/")

    rail = editor.locator(".agenda-rail").bounding_box()
    assert rail
    assert 760 < rail["y"] + rail["height"] <= 768
    assert rail["width"] <= 320


def test_the_hour_of_the_last_refresh_is_the_clinics_on_any_computer(
    editor: Page, base_url: str, browser_context_args: dict[str, Any]
) -> None:
    a_day_with_everybody()
    assert editor.context.browser
    abroad = browser_context_args | {"timezone_id": "America/New_York"}
    context = on_this_clock(editor.context.browser.new_context(**abroad))
    context.add_cookies(editor.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{base_url}/beheer/agenda/")
    hour = page.locator("#agenda-fresh b").first
    hour.evaluate("one => { one.textContent = '' }")

    page.evaluate("dispatchEvent(new Event('online'))")

    now = timezone.localtime(timezone=CLINIC_TZ)
    expect(hour).to_have_text(re.compile(rf"^({now:%-H}|{now + timedelta(minutes=1):%-H})\.\d\d$"))
    context.close()
