"""Whoever leaves the agenda finds it again as it was: its hour, its day, its height, its hand."""

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import booked, colleague_of, start_at

pytestmark = pytest.mark.django_db(transaction=True)
SCROLL = "document.querySelector('.agenda-scroll').scrollTop"


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    colleague_of(practice_with_room)
    return booked(practice_with_room, "Anna Peeters", practice_with_room.at(11))


@pytest.fixture
def agenda(editor: Page, visit: Appointment) -> Page:
    """In the high setting, scrolled down by 123 pixels."""
    editor.set_viewport_size({"width": 1366, "height": 420})
    editor.goto(f"/beheer/agenda/?dag={visit.day}&dichtheid=ruim")
    editor.evaluate(f"{SCROLL} = 123")
    return editor


def test_a_form_the_week_and_the_page_of_the_patient_lead_back_to_the_same_hour(
    agenda: Page, visit: Appointment
) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").click()
    agenda.get_by_role("link", name="Wijzig de gegevens").click()
    agenda.get_by_role("button", name="Bewaar").click()
    expect(agenda.locator(".agenda-card")).to_contain_text("Anna Peeters")
    agenda.wait_for_function(f"{SCROLL} === 123")

    agenda.keyboard.press("Escape")
    expect(agenda.locator(".agenda-card")).to_have_count(0)
    agenda.keyboard.press("w")
    agenda.wait_for_url("**kin=**")
    agenda.keyboard.press("d")
    agenda.wait_for_url(lambda url: "kin=" not in url)
    expect(agenda.locator(f"#kolom-{visit.practitioner_id}")).to_be_visible()
    agenda.wait_for_load_state()

    agenda.locator(f"#afspraak-{visit.pk}").click()
    agenda.get_by_role("link", name="Alle afspraken van deze patiënt").click()
    agenda.wait_for_url("**/patienten/**")
    agenda.go_back()
    expect(agenda.locator(".agenda-card")).to_contain_text("Anna Peeters")
    assert agenda.locator(".agenda-desk--ruim").count() == 1


def test_back_lays_down_what_was_picked_up_and_from_a_form_it_is_still_in_the_hand(
    agenda: Page, visit: Appointment
) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").focus()
    agenda.keyboard.press("m")
    expect(start_at(agenda, "9.00", "Noor")).to_be_visible()

    agenda.get_by_role("link", name="Typ dag en uur").click()
    agenda.wait_for_url("**/verplaats/**")
    agenda.go_back()
    expect(agenda.locator(".agenda-hand")).to_contain_text("Anna Peeters")
    agenda.go_back()

    expect(agenda.locator(".agenda-hand")).to_have_count(0)
    expect(agenda.locator(f"#afspraak-{visit.pk}")).to_be_visible()
    assert "hand=" not in agenda.url


def test_from_the_card_beside_a_week_an_appointment_is_picked_up_in_that_week(
    agenda: Page, visit: Appointment
) -> None:
    agenda.goto(f"/beheer/agenda/?dag={visit.day}&kin={visit.practitioner_id}")
    agenda.locator(f"#afspraak-{visit.pk}").click()

    agenda.locator(".agenda-card").get_by_role("link", name="Verplaats").click()

    expect(agenda.locator(".agenda-hand")).to_be_visible()
    assert f"kin={visit.practitioner_id}" in agenda.url
