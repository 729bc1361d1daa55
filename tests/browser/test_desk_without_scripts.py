"""A morning at the desk with scripts off: the same links and forms, a page for each step."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from booking.models import Absence, Appointment, InternalBlock
from booking.scheduling.clock import clinic_date
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import moments_of
from tests.browser.desk_day import (
    booked,
    colleague_of,
    due_now,
    same_login,
    start_at,
    visit_in,
    where_is,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_morning_at_the_desk_with_scripts_off(
    editor: Page, page_without_scripts: Page, practice_with_room: OpenPractice
) -> None:
    room, page = practice_with_room, page_without_scripts
    wout = colleague_of(room)
    came, _stayed_away = due_now(room)
    anna = booked(room, "Anna Peeters", room.at(9))
    bob = booked(room, "Bob Smet", room.at(9) - timedelta(days=20))
    same_login(editor, page.context)
    day = f"/beheer/agenda/?dag={clinic_date(room.at(9))}"

    somebody_comes_and_did_not_after_all(page, came)
    somebody_calls(page, day)
    assert Appointment.objects.get(starts_at=room.at(11)).patient == bob.patient
    one_moves_and_gets_a_note(page, day, anna)
    assert where_is(anna) == ("Wout", room.at(10))
    time_is_taken_from_booking(page, day)
    assert Absence.objects.get(practitioner=room.practitioner).starts_at == room.at(12)
    assert InternalBlock.objects.get().practitioner == wout

    # Patients see the half hour that Wout still has, and not the one of the meeting.
    page.goto(f"{moments_of(room)}{wout.slug}&dag={clinic_date(room.at(9))}")
    expect(page.get_by_role("button", name="9.30 u")).to_be_visible()
    expect(page.get_by_role("button", name="9.00 u")).to_have_count(0)


def somebody_comes_and_did_not_after_all(page: Page, came: Appointment) -> None:
    page.goto("/beheer/agenda/")
    visit_in(page, came).get_by_role("button", name="Aangekomen").click()
    expect(page.locator(".agenda-visit__arrived")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".agenda-visit__arrived")).to_have_count(0)
    came.refresh_from_db()
    assert came.is_expected


def somebody_calls(page: Page, day: str) -> None:
    """Bob calls, who was here before."""
    page.goto(day)
    page.get_by_label("Zoek en boek").fill("bob smet")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="Boek Bob Smet").click()
    start_at(page, "11.00", "Noor").click()
    page.get_by_role("button", name="Boek", exact=True).last.click()
    expect(page.get_by_text("De afspraak is geboekt: Bob Smet")).to_be_visible()


def one_moves_and_gets_a_note(page: Page, day: str, anna: Appointment) -> None:
    """Anna moves, and comes by the other door."""
    page.goto(f"{day}&hand={anna.pk}")
    with page.expect_navigation():
        start_at(page, "10.00", "Wout").click()
    page.locator(f"#afspraak-{anna.pk}").click()
    page.get_by_label("Nota bij deze afspraak").fill("Belt aan de zijdeur")
    page.get_by_role("button", name="Bewaar de nota").first.click()
    expect(page.get_by_text("De nota is bewaard")).to_be_visible()


def time_is_taken_from_booking(page: Page, day: str) -> None:
    """Noor is away in the afternoon, and Wout has a meeting at nine."""
    page.goto(day)
    page.get_by_role("link", name="Afwezig … Noor Tester").click()
    page.get_by_label("De namiddag, vanaf 12.00").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Toevoegen").click()
    page.goto(day)
    page.get_by_role("link", name="Intern blok Wout Ander").click()
    page.locator("[name=opens]").fill("09:00")
    page.locator("[name=closes]").fill("09:30")
    page.locator("[name=reason]").fill("Overleg")
    with page.expect_navigation():
        page.get_by_role("button", name="Toevoegen").click()
