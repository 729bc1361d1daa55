"""The day sheet on paper: what is on the sheet, a page for each therapist, and no buttons."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import AppointmentFactory, PractitionerFactory, SlotFactory

pytestmark = pytest.mark.django_db(transaction=True)
SHEET = "/beheer/agenda/dagblad/"

# All elements with words of their own that are drawn outside the sheets.
BESIDE_THE_SHEETS = """() => [...document.querySelectorAll('body *')].filter(one =>
    !one.closest('.sheets') && one.getClientRects().length
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => one.textContent.trim())"""


def a_day_of(*names: str, visits: int) -> datetime:
    """Today from eight o'clock on, with so many appointments of a quarter for each."""
    start = timezone.localtime(timezone=CLINIC_TZ).replace(
        hour=8, minute=0, second=0, microsecond=0
    )
    for name in names:
        person = PractitionerFactory(name=name)
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + timedelta(hours=12))
        for number in range(visits):
            AppointmentFactory(
                practitioner=person,
                starts_at=start + number * timedelta(minutes=15),
                treatment__duration=timedelta(minutes=15),
            )
    return start


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_each_therapist_has_a_page_and_nothing_else_is_printed(editor: Page) -> None:
    a_day_of("An Eerst", "Bo Tweede", visits=20)
    editor.goto(SHEET)
    assert editor.evaluate(BESIDE_THE_SHEETS) != []

    editor.emulate_media(media="print", color_scheme="dark")

    assert editor.evaluate(BESIDE_THE_SHEETS) == []
    colours = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    ink = editor.locator(".sheet td").nth(2).evaluate(colours)[0]
    assert ink == "rgb(17, 17, 17)"
    assert editor.locator(".sheet").first.evaluate(colours)[1] == "rgb(255, 255, 255)"
    assert pages_of(editor.pdf(prefer_css_page_size=True)) == 2


def test_a_day_that_is_full_from_morning_to_evening_goes_on_with_its_heads(editor: Page) -> None:
    a_day_of("An Eerst", visits=48)
    editor.goto(SHEET)

    assert pages_of(editor.pdf(prefer_css_page_size=True)) == 2


def test_the_file_of_a_week_opens_without_the_net_and_prints_its_sheets(
    editor: Page, tmp_path: Path
) -> None:
    a_day_of("An Eerst", "Bo Tweede", visits=3)
    editor.goto(SHEET)
    with editor.expect_download() as download:
        editor.get_by_role("link", name="Bewaar een week als bestand zonder internet").click()
    file = tmp_path / "week.html"
    download.value.save_as(file)

    editor.context.set_offline(True)
    editor.goto(file.as_uri())

    expect(editor.locator(".sheet__line").filter(has_text="Mia")).to_have_count(6)
    editor.emulate_media(media="print")
    assert editor.evaluate(BESIDE_THE_SHEETS) == []


def test_the_sheet_is_reached_from_the_agenda_and_printed_with_its_button(editor: Page) -> None:
    a_day_of("An Eerst", "Bo Tweede", visits=1)
    editor.goto("/beheer/agenda/")
    editor.locator(".agenda-menu > summary").click()
    editor.get_by_role("link", name="Dagblad").click()
    editor.get_by_role("navigation", name="Kinesitherapeuten").get_by_role(
        "link", name="Bo Tweede"
    ).click()
    expect(editor.locator(".sheet h2")).to_have_text("Bo Tweede")

    editor.evaluate("window.print = () => { window.printed = true }")
    editor.get_by_role("button", name="Druk af").click()

    assert editor.evaluate("window.printed") is True
