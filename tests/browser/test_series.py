"""Planning a series on a telephone by touch, and by keyboard with scripts off."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment, AppointmentSeries
from tests.booking.support.weekly import Weekly, weekly
from tests.browser.booking_pages import follow, tab_to
from tests.browser.conftest import PHONE, on_this_clock
from tests.factories.booking import AppointmentFactory, SeriesFactory

__all__ = ["weekly"]


@pytest.fixture
def full_evening(weekly: Weekly) -> Weekly:
    """The second day is full from five to seven."""
    for hour, minute in ((17, 0), (17, 30), (18, 0), (18, 30)):
        AppointmentFactory(
            practitioner=weekly.practitioner,
            starts_at=weekly.at(weekly.days[1], hour, minute),
        )
    return weekly


@pytest.fixture
def touch(browser: Browser, browser_context_args: dict[str, Any], base_url: str) -> Any:
    like_phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    context = on_this_clock(browser.new_context(**browser_context_args | like_phone))
    yield context.new_page()
    context.close()


def booked() -> list[Appointment]:
    series = AppointmentSeries.objects.get()
    return list(series.appointments.filter(status=AppointmentStatus.BOOKED))


def test_nine_visits_by_touch_with_one_of_them_at_another_moment(
    touch: Page, full_evening: Weekly, assert_accessible: Callable[[Page], None]
) -> None:
    page = touch
    page.goto("/afspraak/")
    page.get_by_role("link", name="Plan meerdere afspraken in één keer").tap()
    for day in ("dinsdag", "donderdag"):
        page.get_by_label(day).tap()
    page.get_by_label("Niet vroeger dan").select_option("17.00\xa0u")
    page.get_by_label("Gedaan tegen").select_option("19.00\xa0u")
    assert_accessible(page)
    page.get_by_role("button", name="Toon de momenten").tap()

    lists = page.get_by_role("combobox")
    expect(lists).to_have_count(9)
    expect(page.get_by_text("is volzet op die uren")).to_have_count(1)
    second = page.get_by_label("Afspraak 2", exact=True)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    second.select_option(full_evening.moment(full_evening.days[1], 15, 30))
    page.get_by_role("button", name="Hou deze momenten vrij").tap()

    expect(page.get_by_text("We houden deze momenten voor je vrij tot")).to_be_visible()
    page.get_by_role("textbox", name="Naam", exact=True).fill("Mia Voorbeeld")
    page.get_by_label("E-mail").fill("mia@patient.example")
    page.get_by_label("Telefoon").fill("0470 12 34 56")
    page.get_by_label("Jullie mogen mijn gegevens gebruiken").check()
    assert_accessible(page)
    page.get_by_role("button", name="Bevestig je afspraken").tap()

    expect(page.get_by_role("heading", name="Je afspraken staan vast")).to_be_visible()
    assert_accessible(page)
    starts = {visit.starts_at for visit in booked()}
    assert len(starts) == 9
    assert full_evening.at(full_evening.days[1], 15, 30) in starts


def test_a_series_by_keyboard_with_scripts_off(
    page_without_scripts: Page, full_evening: Weekly
) -> None:
    page = page_without_scripts
    page.goto("/afspraak/reeks/")
    tab_to(page, "Hoeveel afspraken")
    page.keyboard.type("3")
    for day in ("dinsdag", "donderdag"):
        tab_to(page, day)
        page.keyboard.press("Space")
    tab_to(page, "Niet vroeger dan")
    page.keyboard.type("17")
    tab_to(page, "Gedaan tegen")
    page.keyboard.type("19")
    follow(page, "Toon de momenten")
    tab_to(page, "Afspraak 2")
    page.keyboard.press("ArrowUp")
    follow(page, "Hou deze momenten vrij")
    for label, words in (
        ("Naam", "Mia Voorbeeld"),
        ("E-mail", "mia@patient.example"),
        ("Telefoon", "0470 12 34 56"),
    ):
        tab_to(page, label)
        page.keyboard.type(words)
    tab_to(page, "Jullie mogen")
    page.keyboard.press("Space")
    follow(page, "Bevestig je afspraken")

    expect(page.get_by_role("heading", name="Je afspraken staan vast")).to_be_visible()
    assert [visit.starts_at for visit in booked()] == [
        full_evening.at(full_evening.days[0], 17),
        full_evening.at(full_evening.days[1], 16),
        full_evening.at(full_evening.days[2], 17),
    ]


@pytest.fixture
def series(weekly: Weekly) -> AppointmentSeries:
    series = SeriesFactory(treatment=weekly.treatment)
    for day in weekly.days[:3]:
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=weekly.treatment,
            practitioner=weekly.practitioner,
            starts_at=weekly.at(day, 17),
            change_until=weekly.at(day, 0),
        )
    return series


def test_the_rest_of_a_series_is_moved_and_cancelled_by_keyboard_with_scripts_off(
    page_without_scripts: Page, series: AppointmentSeries, weekly: Weekly
) -> None:
    page = page_without_scripts
    page.goto(links.series_path(series))
    follow(page, "Verplaats ze")
    tab_to(page, "Niet vroeger dan")
    page.keyboard.type("9")
    tab_to(page, "Gedaan tegen")
    page.keyboard.type("12")
    follow(page, "Toon de momenten")
    follow(page, "Verplaats naar deze momenten")

    expect(page.get_by_role("heading", name="Je afspraken zijn verplaatst")).to_be_visible()
    assert {visit.starts_at for visit in booked()} == {weekly.at(day, 9) for day in weekly.days[:3]}

    follow(page, "Annuleer ze")
    follow(page, "Ja, annuleer ze")
    expect(page.get_by_role("heading", name="De afspraken zijn geannuleerd")).to_be_visible()
    assert booked() == []


def test_twice_the_text_size_needs_no_scrolling_sideways(
    phone: Page, series: AppointmentSeries, weekly: Weekly
) -> None:
    for address in ("/afspraak/reeks/", weekly.address(), links.series_path(series)):
        phone.goto(address)

        phone.evaluate("document.documentElement.style.fontSize = '200%'")

        assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
