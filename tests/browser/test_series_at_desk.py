"""The receptionist plans a series on the phone, with the keyboard alone, and cancels the rest."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment
from tests.booking.support.weekly import Weekly, weekly
from tests.browser.booking_pages import tab_to
from tests.factories.booking import AppointmentFactory, SeriesFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db(transaction=True)


def booked() -> list[Appointment]:
    visits = Appointment.objects.filter(status=AppointmentStatus.BOOKED, series__isnull=False)
    return list(visits.order_by("starts_at"))


def wish_three(page: Page, weekly: Weekly) -> None:
    """On Tuesdays and Thursdays from five to seven."""
    page.goto("/beheer/agenda/zoek/")
    page.get_by_role("link", name="Plan een reeks").press("Enter")
    expect(page.get_by_label("Behandeling")).to_be_focused()
    page.keyboard.type(weekly.treatment.name)
    tab_to(page, "Hoeveel afspraken")
    page.keyboard.type("3")
    for day in ("dinsdag", "donderdag"):
        tab_to(page, day)
        page.keyboard.press("Space")
    tab_to(page, "Niet vroeger dan")
    page.keyboard.type("17")
    tab_to(page, "Gedaan tegen")
    page.keyboard.type("19")
    tab_to(page, "Toon de momenten")


def test_a_series_is_planned_booked_and_cancelled_by_keyboard(
    editor: Page, weekly: Weekly, assert_accessible: Callable[[Page], None]
) -> None:
    page = editor
    wish_three(page, weekly)
    assert_accessible(page)
    page.keyboard.press("Enter")

    expect(page.get_by_label("Afspraak 3", exact=True)).to_be_visible()
    AppointmentFactory(practitioner=weekly.practitioner, starts_at=weekly.at(weekly.days[1], 17))
    expect(page.get_by_label("Naam")).to_be_focused()
    page.keyboard.type("Jos Voorbeeld")
    tab_to(page, "Telefoon")
    page.keyboard.type("0499 00 00 00")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Er is nog niets geboekt")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_role("button", name="Boek de reeks")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("3 afspraken zijn geboekt, de eerste:")).to_be_visible()
    assert [visit.starts_at for visit in booked()] == [
        weekly.at(weekly.days[0], 17),
        weekly.at(weekly.days[1], 17, 30),
        weekly.at(weekly.days[2], 17),
    ]


def test_this_visit_and_the_next_ones_are_cancelled_by_keyboard(
    editor: Page, weekly: Weekly, assert_accessible: Callable[[Page], None]
) -> None:
    series = SeriesFactory(treatment=weekly.treatment)
    _first, second, _third = [
        AppointmentFactory(
            series=series,
            patient=series.patient,
            practitioner=weekly.practitioner,
            starts_at=weekly.at(day, 17),
        )
        for day in weekly.days[:3]
    ]
    page = editor
    page.goto(f"/beheer/agenda/afspraak/{second.pk}/")
    page.get_by_role("link", name="Annuleer deze en de volgende").press("Enter")

    expect(page.get_by_text("Deze 2 afspraken worden geannuleerd.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Patiënt annuleert").press("Enter")

    expect(page.get_by_text("2 afspraken zijn geannuleerd, de eerste:")).to_be_visible()
    assert [visit.starts_at for visit in booked()] == [weekly.at(weekly.days[0], 17)]
    second.refresh_from_db()
    assert second.cancelled_by == CancelledBy.ASKED
