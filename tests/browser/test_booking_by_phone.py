"""The receptionist books for whoever is on the phone, without leaving the agenda.

Ten calls in a row, with three presses each, are in test_a_day_at_the_desk.py.
"""

import pytest
from playwright.sync_api import Page, expect

from booking.models import Patient
from tests.browser.conftest import ACCESSIBILITY_RULES, faults_by_axe
from tests.browser.phone_calls import agenda, look_up, page_loads, people
from tests.factories.booking import PatientFactory

__all__ = ["agenda", "page_loads", "people"]

pytestmark = pytest.mark.django_db(transaction=True)
# As quick as a press can be: in the instant in which an answer brings the button.
PRESS_AT_ONCE = """names => new MutationObserver(() => {
    const button = document.querySelector(names[0]);
    if (button) { names.shift(); button.click(); }
}).observe(document.querySelector("#agenda-rail"), { childList: true, subtree: true })"""


def assert_part_accessible(page: Page, part: str) -> None:
    """Run axe on one part of the agenda, in light and in dark: other parts have their own tests."""
    for scheme in ("light", "dark"):
        assert faults_by_axe(page, scheme, ACCESSIBILITY_RULES, part=part) == []


def test_rows_and_confirmation_are_accessible_and_the_arrow_opens_the_card(
    editor: Page, people: list[Patient], agenda: str
) -> None:
    PatientFactory(name="Vandamme Elke", phone="+32470000000", email="")
    editor.goto(agenda)
    look_up(editor, "vandamme")
    expect(editor.get_by_text("zelfde telefoon: is dit dezelfde?").first).to_be_visible()
    assert_part_accessible(editor, ".phone")

    editor.keyboard.press("ArrowRight")
    expect(editor.locator(".agenda-card h2")).to_be_focused()

    look_up(editor, "elke")
    editor.keyboard.press("Enter")
    editor.locator(".agenda-lit button").first.press("Enter")
    expect(editor.get_by_role("button", name="Boek", exact=True)).to_be_focused()
    assert_part_accessible(editor, ".phone-confirm")
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("heading", name="Eerste vrije starts")).to_be_visible()
    expect(editor.locator(".agenda-lit button").first).to_be_focused()


def test_somebody_new_is_booked_beside_the_grid_after_the_question(
    editor: Page, people: list[Patient], agenda: str, page_loads: list[str]
) -> None:
    editor.goto(agenda)
    page_loads.clear()
    look_up(editor, "elke vandame 0470 00 00 00")
    editor.get_by_role("option", name="Nieuwe patiënt").click()
    editor.locator(".agenda-lit button").first.press("Enter")

    expect(editor.get_by_label("Naam")).to_have_value("Elke Vandame")
    expect(editor.get_by_label("Telefoon")).to_have_value("0470 00 00 00")
    editor.get_by_role("button", name="Boek", exact=True).press("Enter")
    expect(editor.get_by_role("heading", name="Is dit dezelfde?")).to_be_visible()
    editor.get_by_role("button", name="Nee, dit is een nieuwe patiënt").click()

    expect(editor.get_by_text("De afspraak is geboekt: Elke Vandame")).to_be_visible()
    assert page_loads == []
    assert Patient.objects.filter(name="Elke Vandame").count() == 1


def test_a_free_hour_first_and_then_who_it_is_for(
    editor: Page, people: list[Patient], agenda: str, page_loads: list[str]
) -> None:
    editor.goto(agenda)
    page_loads.clear()
    editor.locator("a[data-book-here]").first.press("Enter")
    expect(editor.get_by_label("Zoek een patiënt")).to_be_focused()
    editor.keyboard.type("jan maes")
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name="Kiezen Jan Maes").press("Enter")
    expect(editor.get_by_role("heading", name="Jan Maes")).to_be_visible()
    editor.get_by_role("button", name="Boek", exact=True).press("Enter")

    expect(editor.get_by_text("De afspraak is geboekt: Jan Maes")).to_be_visible()
    assert page_loads == []


def test_a_press_in_the_instant_of_the_answer_stays_beside_the_grid(
    editor: Page, people: list[Patient], agenda: str, page_loads: list[str]
) -> None:
    editor.goto(agenda)
    page_loads.clear()
    editor.locator("a[data-book-here]").first.press("Enter")
    expect(editor.get_by_label("Zoek een patiënt")).to_be_focused()
    editor.evaluate(PRESS_AT_ONCE, ["button[name=kies]", "[data-book]"])
    editor.keyboard.type("jan maes")
    editor.keyboard.press("Enter")

    expect(editor.get_by_text("De afspraak is geboekt: Jan Maes")).to_be_visible()
    assert page_loads == []
