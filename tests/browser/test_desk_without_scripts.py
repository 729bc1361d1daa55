"""A day at the desk with scripts off: the same links and forms, a page for each step."""

from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from booking.models import Absence, Appointment, InternalBlock
from booking.scheduling.clock import clinic_date
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import moments_of
from tests.browser.desk_day import (
    booked,
    colleague_of,
    due_now,
    mornings_of,
    same_login,
    send_mails,
    start_at,
    visit_in,
    where_is,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_day_at_the_desk_with_scripts_off(
    editor: Page, page_without_scripts: Page, practice_with_room: OpenPractice
) -> None:
    room, page = practice_with_room, page_without_scripts
    wout = colleague_of(room)
    came, stayed_away = due_now(room)
    anna = booked(room, "Anna Peeters", room.at(9))
    caller = booked(room, "Bob Smet", room.at(9) - timedelta(days=20)).patient
    day_after = mornings_of(room)
    same_login(editor, page.context)
    day = f"/beheer/agenda/?dag={clinic_date(room.at(9))}"

    one_comes_and_one_does_not(page, came, stayed_away)
    assert (came.is_expected, stayed_away.is_noshow) == (True, True)
    somebody_calls(page, day)
    bob = Appointment.objects.get(starts_at=room.at(11))
    assert bob.patient == caller
    one_moves_and_gets_a_note(page, day, anna)
    assert where_is(anna) == ("Wout", room.at(10))
    both_change_places_and_one_takes_longer(page, day, anna)
    assert (where_is(anna), where_is(bob)) == (("Noor", room.at(11)), ("Wout", room.at(10)))
    bob.refresh_from_db()
    assert bob.length == timedelta(minutes=45)
    one_cancels_and_comes_after_all(page, bob)
    assert where_is(bob) == ("Wout", room.at(10))
    a_therapist_is_ill(page, room)
    time_is_taken_from_booking(page, day)
    assert Absence.objects.filter(practitioner=room.practitioner, starts_at=room.at(12)).exists()
    assert InternalBlock.objects.get().practitioner == wout
    the_roster_changes(page, room, day_after)
    the_sheet_of_the_day_goes_on_paper(page, room)

    # Patients see the half hour that Wout still has, and not the one of the meeting.
    page.goto(f"{moments_of(room)}{wout.slug}&dag={clinic_date(room.at(9))}")
    expect(page.get_by_role("button", name="9.30 u")).to_be_visible()
    expect(page.get_by_role("button", name="9.00 u")).to_have_count(0)


def one_comes_and_one_does_not(page: Page, came: Appointment, stayed_away: Appointment) -> None:
    """Who came did not after all: a press too many is undone."""
    page.goto("/beheer/agenda/")
    visit_in(page, stayed_away).get_by_role("button", name="Niet gekomen").click()
    expect(visit_in(page, stayed_away)).to_contain_text("Niet gekomen")
    visit_in(page, came).get_by_role("button", name="Aangekomen").click()
    expect(page.locator(".agenda-visit__arrived")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    expect(page.locator(".agenda-visit__arrived")).to_have_count(0)
    for visit in (came, stayed_away):
        visit.refresh_from_db()


def somebody_calls(page: Page, day: str) -> None:
    """Bob calls, who was here before."""
    page.goto(day)
    page.get_by_label("Zoek en boek").fill("bob smet")
    page.get_by_role("button", name="Zoek", exact=True).click()
    assert "smet" not in page.url
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


def both_change_places_and_one_takes_longer(page: Page, day: str, anna: Appointment) -> None:
    """Anna and Bob change places; Bob then needs three quarters of an hour."""
    page.goto(f"{day}&hand={anna.pk}")
    page.get_by_role("link", name="Wissel met …").click()
    page.get_by_role("button", name="Wissel met Bob Smet").click()
    expect(page.get_by_text("Gewisseld: Anna Peeters")).to_be_visible()
    page.get_by_role("link", name="Bob Smet").first.click()
    page.get_by_label("Duur").fill("45")
    page.get_by_role("button", name="Verander de lengte").click()
    expect(page.locator(".agenda-bar-done")).to_contain_text("Bob Smet")


def one_cancels_and_comes_after_all(page: Page, bob: Appointment) -> None:
    page.goto(f"/beheer/agenda/afspraak/{bob.pk}/")
    page.get_by_role("button", name="Patiënt annuleert").click()
    expect(page.locator(".agenda-bar-done")).to_contain_text("Bob Smet")
    page.goto(f"/beheer/agenda/afspraak/{bob.pk}/")
    page.get_by_role("button", name="Toch niet geannuleerd").click()
    expect(page.locator(f"#afspraak-{bob.pk}")).to_be_visible()
    bob.refresh_from_db()
    assert bob.is_expected


def a_therapist_is_ill(page: Page, room: OpenPractice) -> None:
    """Noor is ill in the morning: Anna is mailed her choices."""
    page.goto(f"/beheer/agenda/ziek/?dag={clinic_date(room.at(9))}")
    page.get_by_label("Wie").select_option(str(room.practitioner.pk))
    page.get_by_text("de voormiddag").click()
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("1 afspraak geraakt")).to_be_visible()
    page.get_by_role("button", name="Mail wie aangevinkt is de keuzes").click()
    expect(page.get_by_text("1 patiënt krijgt andere momenten gemaild.")).to_be_visible()
    mail.outbox.clear()
    send_mails()
    assert "anna@patient.example" in [one.to[0] for one in mail.outbox]


def the_roster_changes(page: Page, room: OpenPractice, day: str) -> None:
    """Noor begins an hour later on the day after; nothing is saved before she saw what follows."""
    page.goto(f"/beheer/werkroosters/week/?kin={room.practitioner.pk}&dag={day}")
    page.get_by_role("link", name="9.00–12.00", exact=True).click()
    page.locator("[name=opens]").fill("10:00")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er is nog niets bewaard.")).to_be_visible()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="10.00–12.00", exact=True)).to_be_visible()


def the_sheet_of_the_day_goes_on_paper(page: Page, room: OpenPractice) -> None:
    """Printing is for the browser: the button that does it by a script is not offered."""
    page.goto(f"/beheer/agenda/dagblad/?dag={clinic_date(room.at(9))}")
    expect(page.get_by_role("button", name="Druk af")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name="10.00 u").filter(has_text="Bob Smet")).to_be_visible()
    page.emulate_media(media="screen")


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
