"""A visit is moved and cancelled from its link, on a phone and by keyboard, in a browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import follow, tab_to, too_small
from tests.browser.conftest import PHONE
from tests.factories.booking import AppointmentFactory, SeriesFactory, WaitlistEntryFactory


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine o'clock in three days, for a child."""
    booked: Appointment = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        patient__name="Lotte Voorbeeld",
        patient__contact_name="An Voorbeeld",
        starts_at=practice_with_room.at(9),
    )
    return booked


def test_a_patient_moves_a_visit_and_then_cancels_it(
    any_screen: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = any_screen
    page.goto(links.visit_path(visit))
    page.get_by_role("link", name="Verplaats deze afspraak").click()
    page.get_by_role("button", name="10.30 u").click()

    expect(page.get_by_role("heading", name="Je afspraak verplaatsen?")).to_be_visible()
    expect(page.get_by_text("We houden dit moment voor je vrij tot")).to_be_visible()
    page.get_by_role("button", name="Ja, verplaats").click()

    expect(page.get_by_role("heading", name="Je afspraak is verplaatst")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10, 30)

    page.get_by_role("link", name="Annuleer deze afspraak").click()
    page.get_by_text("Ik ben ziek").click()
    page.get_by_role("button", name="Ja, annuleer").click()

    expect(page.get_by_text("Deze afspraak is geannuleerd")).to_be_visible()
    visit.refresh_from_db()
    assert (visit.status, visit.cancellation_reason) == (AppointmentStatus.CANCELLED, "ill")


def test_a_patient_moves_and_cancels_by_keyboard_with_scripts_off(
    page_without_scripts: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = page_without_scripts
    page.set_viewport_size(PHONE)
    page.goto(links.visit_path(visit))
    follow(page, "Verplaats deze afspraak")
    follow(page, "11.00 u")
    follow(page, "Ja, verplaats")

    expect(page.get_by_role("heading", name="Je afspraak is verplaatst")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(11)

    follow(page, "Annuleer deze afspraak")
    tab_to(page, "Er kwam iets tussen")
    page.keyboard.press("Space")
    follow(page, "Ja, annuleer")

    expect(page.get_by_text("Deze afspraak is geannuleerd")).to_be_visible()


def test_back_after_moving_shows_the_visit_as_it_is(
    phone: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = phone
    page.goto(links.visit_path(visit))
    page.get_by_role("link", name="Verplaats deze afspraak").click()
    page.get_by_role("button", name="10.30 u").click()
    page.get_by_role("button", name="Ja, verplaats").click()
    expect(page.get_by_role("heading", name="Je afspraak is verplaatst")).to_be_visible()

    page.go_back()

    expect(page.get_by_role("heading", name="Je afspraak", exact=True)).to_be_visible()
    expect(page.get_by_text("10.30 u", exact=True)).to_be_visible()


def test_the_pages_of_a_patient_are_accessible_and_fit_a_thumb(
    phone: Page, visit: Appointment, assert_accessible: Callable[[Page], None]
) -> None:
    page, patient = phone, visit.patient
    AppointmentFactory(
        patient=patient,
        series=SeriesFactory(patient=patient),
        starts_at=visit.starts_at + timedelta(days=1),
    )
    WaitlistEntryFactory(patient=patient)
    token = links.token(links.Purpose.VISIT, visit)
    mine = links.visits_token(patient, now=timezone.now())

    for path in (
        links.visit_path(visit),
        reverse("booking:cancel", args=[token]),
        reverse("booking:move", args=[token]),
        reverse("booking:my_visits", args=[mine]),
        reverse("booking:my_link"),
        reverse("booking:my_link_sent"),
    ):
        page.goto(path)
        assert_accessible(page)
        assert (path, too_small(page)) == (path, [])

    page.goto(reverse("booking:move", args=[token]))
    page.get_by_role("button", name="10.30 u").click()
    assert_accessible(page)
    assert too_small(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
