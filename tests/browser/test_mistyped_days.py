"""A day that was mistyped is refused in words: the picker beside the field writes no other."""

import pytest
from playwright.sync_api import Page, expect

from booking.models import InternalBlock
from tests.booking.conftest import OpenPractice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("typed", ["31/11/2026", "9/12", "volgende week"])
def test_a_day_that_cannot_be_read_stays_as_it_was_typed(
    typed: str, editor: Page, practice_with_room: OpenPractice
) -> None:
    person = practice_with_room.practitioner
    editor.goto(f"/beheer/interne-blokken/new/?practitioner={person.pk}")
    day = editor.get_by_label("Dag")
    day.click()
    picker = editor.locator(".xdsoft_datetimepicker:visible")
    expect(picker).to_be_visible()
    editor.keyboard.press("ControlOrMeta+a")
    editor.keyboard.type(typed)
    editor.keyboard.press("Tab")
    expect(picker).to_have_count(0)
    editor.locator("[name=opens]").fill("12:15")
    editor.locator("[name=closes]").fill("12:45")
    editor.get_by_label("Waarvoor").press("Enter")

    expect(editor.get_by_text("We kunnen deze datum niet lezen.").first).to_be_visible()
    expect(day).to_have_value(typed)
    assert not InternalBlock.objects.exists()
