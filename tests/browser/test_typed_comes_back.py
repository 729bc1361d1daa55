"""What is typed at the desk comes back after reloading, after Back, and at another start."""

import re

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment, KeptAnswer, Patient
from tests.booking.conftest import OpenPractice
from tests.browser.phone_calls import agenda, look_up, people

__all__ = ["agenda", "people"]

pytestmark = pytest.mark.django_db(transaction=True)


def type_details(page: Page) -> None:
    """Type somebody new; the server has it once the pause after typing is over."""
    with page.expect_response("**/agenda/getypt/"):
        page.locator("#id_name").fill("Zus Nieuw")
        page.locator("#id_phone").fill("0470 99 88 77")


def expect_details(page: Page) -> None:
    expect(page.locator("#id_name")).to_have_value("Zus Nieuw")
    expect(page.locator("#id_phone")).to_have_value("0470 99 88 77")


def test_the_panel_beside_the_agenda_comes_back_and_books(
    editor: Page, people: list[Patient], agenda: str
) -> None:
    editor.goto(agenda)
    look_up(editor, "zus")
    editor.get_by_role("option", name=re.compile("Nieuwe patiënt")).click()
    starts = editor.locator(".agenda-lit button")
    starts.nth(3).click()
    expect(editor.locator("#agenda-rail [data-confirm]")).to_be_visible()
    type_details(editor)
    chosen = editor.locator(".phone-chosen").get_attribute("value")

    editor.reload()
    expect_details(editor)
    assert editor.locator(".phone-chosen").get_attribute("value") == chosen
    assert "Zus" not in editor.url
    with editor.expect_response("**/agenda/getypt/"):
        starts.nth(5).click()
    expect_details(editor)
    later = editor.locator(".phone-chosen").get_attribute("value")
    assert later != chosen
    editor.reload()
    expect_details(editor)
    assert editor.locator(".phone-chosen").get_attribute("value") == later
    editor.get_by_role("button", name="Boek", exact=True).click()

    expect(editor.get_by_text("De afspraak is geboekt: Zus Nieuw")).to_be_visible()
    assert "getypt" not in editor.url
    assert Appointment.objects.filter(patient__name="Zus Nieuw").count() == 1
    # The words of the search are left.
    assert KeptAnswer.objects.filter(status=None).count() == 1


def test_a_free_moment_keeps_what_was_typed_and_another_hour_leaves_it(
    editor: Page, people: list[Patient], agenda: str
) -> None:
    editor.goto(agenda)
    editor.locator("a[data-book-here]").first.click()
    expect(editor.locator("#agenda-rail [data-confirm]")).to_be_visible()
    type_details(editor)

    editor.reload()
    expect_details(editor)
    editor.get_by_role("link", name="Ander uur").click()

    expect(editor.locator("#agenda-rail [data-confirm]")).to_have_count(0)
    editor.reload()
    expect(editor.locator("#agenda-rail .agenda-month, #agenda-rail table").first).to_be_visible()
    expect(editor.locator("#agenda-rail [data-confirm]")).to_have_count(0)


def test_back_from_a_refused_form_gives_name_and_phone_back(
    editor: Page, practice_with_room: OpenPractice
) -> None:
    day = practice_with_room.slot.starts_at.date().isoformat()
    person, treatment = practice_with_room.practitioner, practice_with_room.treatment
    asked = f"practitioner={person.pk}&day={day}&time=20:00&treatment={treatment.pk}"
    editor.goto(f"/beheer/agenda/boeken/?{asked}")
    editor.locator("#id_name").fill("Zus Nieuw")
    editor.locator("#id_phone").fill("0470 99 88 77")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("Dit valt buiten de regels")).to_be_visible()

    editor.go_back()

    expect_details(editor)
    expect(editor.get_by_text("Dit valt buiten de regels")).to_have_count(0)
    editor.reload()
    expect_details(editor)
