"""From an article to an appointment, its mail, and away again, in a browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.choices import AppointmentStatus
from booking.models import Appointment
from booking.services.mail.deliver import deliver_next
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import fill_in, follow, moments_of, tab_to
from tests.browser.conftest import PHONE
from tests.factories.blog import BlogPostPageFactory


@pytest.fixture
def article_url(practice_with_room: OpenPractice) -> str:
    article = BlogPostPageFactory(
        title="Bewegen bij rugpijn", author=practice_with_room.practitioner
    )
    return str(article.url)


@pytest.fixture
def mailbox(settings: Any, tmp_path: Path) -> Path:
    """The folder whose mails /mailbox/ shows."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def deliver_all() -> None:
    while deliver_next(now=timezone.now()):
        pass


def test_a_reader_books_with_the_author_reads_the_mail_and_cancels(
    any_screen: Page, article_url: str, mailbox: Path
) -> None:
    page = any_screen
    page.goto(article_url)
    page.get_by_role("link", name="Boek bij Noor").click()

    expect(page.get_by_text("Je maakt een afspraak bij Noor Tester.")).to_be_visible()
    page.get_by_role("link", name="Intake rug").first.click()
    page.get_by_role("button", name="9.30 u").click()

    expect(page.get_by_text("We houden dit moment voor je vrij tot")).to_be_visible()
    fill_in(page)
    page.get_by_role("button", name="Bevestig je afspraak").click()

    expect(page.get_by_role("heading", name="Je afspraak staat vast")).to_be_visible()
    deliver_all()

    page.goto("/mailbox/")
    page.get_by_role("link", name=re.compile("Je afspraak op .* om 9.30 u")).click()
    letter = page.frame_locator("iframe")
    expect(letter.get_by_text("Dag Mia Voorbeeld,")).to_be_visible()
    link = letter.get_by_role("link", name="bekijken, verplaatsen of annuleren")
    page.goto(link.get_attribute("href"))

    page.get_by_role("link", name="Annuleer deze afspraak").click()
    page.get_by_role("button", name="Ja, annuleer").click()

    expect(page.get_by_text("Deze afspraak is geannuleerd")).to_be_visible()
    deliver_all()
    page.goto("/mailbox/")
    expect(page.get_by_role("link", name=re.compile("Geannuleerd: je afspraak"))).to_be_visible()


def test_a_patient_books_by_keyboard_on_a_phone_with_scripts_off(
    page_without_scripts: Page, practice_with_room: OpenPractice
) -> None:
    page = page_without_scripts
    page.set_viewport_size(PHONE)
    page.goto("/afspraak/")

    follow(page, "Intake rug")
    follow(page, "Noor Tester")
    follow(page, "9.30 u")
    for label, words in (
        ("Naam", "Mia Voorbeeld"),
        ("E-mail", "mia@patient.example"),
        ("Telefoon", "0470 12 34 56"),
    ):
        tab_to(page, label)
        page.keyboard.type(words)
    tab_to(page, "Jullie mogen")
    page.keyboard.press("Space")
    follow(page, "Bevestig je afspraak")

    expect(page.get_by_role("heading", name="Je afspraak staat vast")).to_be_visible()
    assert Appointment.objects.get().status == AppointmentStatus.BOOKED


def test_a_parent_takes_another_moment_and_types_nothing_twice(
    phone: Page, practice_with_room: OpenPractice
) -> None:
    page = phone
    page.goto(moments_of(practice_with_room))
    page.get_by_role("button", name="9.00 u").click()
    page.get_by_text("Voor een kind of iemand anders?").click()
    page.get_by_label("Je eigen naam").fill("An Voorbeeld")
    fill_in(page)

    page.get_by_role("button", name="Kies een ander moment").click()
    page.get_by_role("button", name="10.00 u").click()
    page.get_by_label("Jullie mogen mijn gegevens gebruiken").check()
    page.get_by_role("button", name="Bevestig je afspraak").click()

    expect(page.get_by_role("heading", name="Je afspraak staat vast")).to_be_visible()
    visit = Appointment.objects.get(status=AppointmentStatus.BOOKED)
    assert (visit.starts_at, visit.patient.contact_name) == (
        practice_with_room.at(10),
        "An Voorbeeld",
    )


def test_the_back_button_after_booking_shows_the_confirmation(
    any_screen: Page, practice_with_room: OpenPractice
) -> None:
    page = any_screen
    page.goto(moments_of(practice_with_room))
    page.get_by_role("button", name="9.00 u").click()
    fill_in(page)
    page.get_by_role("button", name="Bevestig je afspraak").click()
    confirmed = page.get_by_role("heading", name="Je afspraak staat vast")
    expect(confirmed).to_be_visible()

    page.go_back()

    expect(confirmed).to_be_visible()
    assert Appointment.objects.count() == 1


def test_the_date_of_a_prescription_marks_the_days_that_are_too_late(
    any_screen: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    page = any_screen
    page.goto(moments_of(practice_with_room))

    page.get_by_text("Heb je een voorschrift?").click()
    page.get_by_label("Datum van je voorschrift").fill("2025-01-15")
    page.get_by_role("button", name="Toon de uiterste startdatum").click()

    expect(page.get_by_text("ten laatste op zaterdag 15 maart 2025")).to_be_visible()
    expect(page.get_by_role("link", name="na de uiterste startdatum")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="9.00 u").click()
    expect(page.get_by_text("Dit moment valt na zaterdag 15 maart")).to_be_visible()


def test_two_patients_in_two_windows_cannot_have_one_time(
    page: Page, page_without_scripts: Page, practice_with_room: OpenPractice, faults: list[str]
) -> None:
    for window in (page, page_without_scripts):
        window.goto(moments_of(practice_with_room))
    page.get_by_role("button", name="10.00 u").click()

    page_without_scripts.get_by_role("button", name="10.00 u").click()

    expect(page_without_scripts.get_by_role("heading", name="Net bezet")).to_be_visible()
    nearest = page_without_scripts.get_by_role("button", name=re.compile(r"\d u"))
    expect(nearest).to_have_count(3)
    nearest.first.click()
    expect(page_without_scripts.get_by_role("heading", name="Je gegevens")).to_be_visible()
    # The browser tells of the answer 409.
    assert [fault for fault in faults if "409" not in fault] == []
    faults.clear()
