"""Rather earlier: from a visit to the list, and from the mail to the earlier moment."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking import links
from booking.choices import CancelledBy
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from booking.services.mail.deliver import deliver_next
from booking.services.visits.cancel import cancel
from tests.booking.conftest import OpenPractice
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.browser.booking_pages import fill_in, follow
from tests.browser.conftest import PHONE
from tests.factories.booking import AppointmentFactory, PatientFactory, WaitlistEntryFactory


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """Two weeks after the day that has room."""
    booked: Appointment = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9) + timedelta(days=14),
    )
    return booked


@pytest.fixture
def others(practice_with_room: OpenPractice) -> list[Appointment]:
    """Other patients have all that time."""
    return [
        AppointmentFactory(
            treatment=practice_with_room.treatment,
            practitioner=practice_with_room.practitioner,
            starts_at=practice_with_room.at(9) + number * timedelta(minutes=30),
        )
        for number in range(6)
    ]


@pytest.fixture
def mailbox(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def test_a_patient_waits_is_offered_what_another_gives_up_and_takes_it(
    phone: Page,
    visit: Appointment,
    others: list[Appointment],
    mailbox: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    page = phone
    page.goto(links.visit_path(visit))
    page.get_by_role("link", name="wachtlijst").click()
    page.get_by_text("Voormiddag").click()
    assert_accessible(page)
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_role("heading", name="Je staat op de wachtlijst")).to_be_visible()
    assert_accessible(page)

    cancel(appointment=others[2], by=CancelledBy.PATIENT, now=timezone.now())
    offer_all_that_is_free()
    while deliver_next(now=timezone.now()):
        pass

    page.goto("/mailbox/")
    page.get_by_role("link", name=re.compile("10.00 u")).first.click()
    letter = page.frame_locator("iframe")
    page.goto(letter.get_by_role("link", name="Neem dit moment").get_attribute("href"))
    expect(page.get_by_text("in de plaats van je afspraak")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Ja, ik neem dit moment").click()

    expect(page.get_by_role("heading", name="Dit moment is voor jou")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == others[2].starts_at


def test_a_patient_finds_the_place_again_by_mail_and_changes_it(
    phone: Page,
    visit: Appointment,
    others: list[Appointment],
    mailbox: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    page = phone
    page.goto(links.visit_path(visit))
    page.get_by_role("link", name="wachtlijst").click()
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_text("zit ook in je mailbox")).to_be_visible()
    while deliver_next(now=timezone.now()):
        pass

    page.goto("/mailbox/")
    page.get_by_role("link", name="Je plaats op de wachtlijst").first.click()
    letter = page.frame_locator("iframe")
    page.goto(letter.get_by_role("link", name="Wijzig wanneer je kan").get_attribute("href"))
    page.get_by_role("link", name="Wijzig wanneer je kan").click()
    page.get_by_text("dinsdag", exact=True).click()
    page.get_by_text("Avond", exact=True).click()
    assert_accessible(page)
    page.get_by_role("button", name="Bewaar dit").click()

    expect(page.get_by_role("definition").filter(has_text="dinsdag").first).to_be_visible()
    entry = visit.waitlist.get()
    assert (entry.weekdays, entry.parts) == ([2], ["evening"])


def test_an_offer_is_taken_by_keyboard_with_scripts_off(
    page_without_scripts: Page, practice_with_room: OpenPractice
) -> None:
    page = page_without_scripts
    today = timezone.localdate()
    WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        from_day=today,
        until_day=today + timedelta(days=30),
        created_at=timezone.now() - timedelta(hours=1),
    )
    offer_all_that_is_free()
    page.goto(links.offer_path(WaitlistOffer.objects.get()))

    follow(page, "Ja, ik neem dit moment")

    expect(page.get_by_role("heading", name="Dit moment is voor jou")).to_be_visible()
    assert Appointment.objects.get().starts_at == practice_with_room.at(9)


def test_the_desk_answers_for_who_calls_on_a_telephones_screen_too(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    today = timezone.localdate()
    entry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        patient=PatientFactory(email=""),
        from_day=today,
        until_day=today + timedelta(days=20),
        created_at=timezone.now() - timedelta(hours=1),
    )
    offer_all_that_is_free()
    editor.set_viewport_size(PHONE)
    editor.goto("/beheer/wachtlijst/")
    answer = editor.get_by_role("button", name=f"Neemt het niet {entry.patient}")

    expect(answer).to_be_in_viewport(ratio=1)
    assert_accessible(editor)
    answer.press("Enter")

    expect(editor.get_by_text("De patiënt blijft op de wachtlijst.")).to_be_visible()
    assert WaitlistOffer.objects.get().is_declined


def test_who_wants_a_free_moment_books_it_from_the_form_of_the_waiting_list(
    phone: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    page = phone
    page.goto(f"/afspraak/wachtlijst/?{urlencode(practice_with_room.choice())}")
    fill_in(page)
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_role("button", name="Zet me toch op de wachtlijst")).to_be_visible()
    expect(page.get_by_role("textbox", name="Naam", exact=True)).to_have_value("Mia Voorbeeld")
    assert_accessible(page)

    page.get_by_role("region", name="nu vrij").get_by_role("button").first.click()

    expect(page.get_by_role("heading", name="Je gegevens")).to_be_visible()
    assert Appointment.objects.get().starts_at == practice_with_room.at(9)


def test_somebody_without_an_appointment_waits_after_a_button_in_the_mail(
    phone: Page,
    practice_with_room: OpenPractice,
    mailbox: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    page = phone
    page.goto(f"/afspraak/wachtlijst/?{urlencode(practice_with_room.choice())}")
    page.get_by_text("Avond", exact=True).click()
    fill_in(page)
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_role("heading", name="kijk in je mailbox")).to_be_visible()
    assert_accessible(page)
    deliver_next(now=timezone.now())

    page.goto("/mailbox/")
    page.get_by_role("link", name="Bevestig je plaats").first.click()
    letter = page.frame_locator("iframe")
    page.goto(letter.get_by_role("link", name="Bevestig mijn plaats").get_attribute("href"))
    assert_accessible(page)
    page.get_by_role("button", name="Ja, zet me op de wachtlijst").click()

    expect(page.get_by_role("heading", name="Je staat op de wachtlijst")).to_be_visible()
    assert WaitlistEntry.objects.get().is_confirmed
