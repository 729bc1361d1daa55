"""What stands around the grid of the agenda gives way to it, and stays as somebody left it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit() -> Appointment:
    """Mia's appointment of today, the last one on a long day, which ends at ten in the evening."""
    today = timezone.localtime(timezone=CLINIC_TZ).replace(minute=0, second=0, microsecond=0)
    start: datetime = today.replace(hour=21)
    person = PractitionerFactory(name="An Eerst")
    SlotFactory(
        practitioner=person, starts_at=today.replace(hour=7), ends_at=start + timedelta(hours=1)
    )
    patient = PatientFactory(name="Mia Voorbeeld")
    AppointmentFactory(practitioner=person, cancelled=True, starts_at=today.replace(hour=7))
    one: Appointment = AppointmentFactory(practitioner=person, patient=patient, starts_at=start)
    return one


def edges(what: Locator) -> tuple[float, float]:
    box = what.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def test_what_was_done_covers_no_hour_and_its_cross_makes_a_small_button_of_it(
    editor: Page, visit: Appointment
) -> None:
    editor.set_viewport_size({"width": 1366, "height": 600})
    editor.goto("/beheer/agenda/")
    shown = editor.locator(f"#afspraak-{visit.pk}")
    shown.focus()
    editor.keyboard.press("a")
    bar = editor.locator(".agenda-bar-done")
    expect(bar).to_contain_text("Aangekomen: Mia Voorbeeld")
    expect(shown).to_be_focused()

    editor.locator(".agenda-scroll").evaluate("one => one.scrollTo(0, 1e5)")
    assert edges(shown)[1] <= edges(bar)[0]
    assert edges(editor.locator(".agenda-toolbar"))[0] == 0
    editor.get_by_text("Sluit wat je laatst deed").locator("..").click()
    expect(bar).to_be_hidden()
    small = editor.locator(".agenda-toolbar").get_by_role("button", name="Ongedaan maken")
    expect(small).to_be_focused()
    editor.get_by_role("link", name="Volgende dag").click()
    expect(small).to_be_visible()
    expect(bar).to_be_hidden()
    small.click()
    expect(bar).to_contain_text("weer zoals het was")

    visit.refresh_from_db()
    assert visit.is_expected


def test_what_can_no_longer_be_undone_offers_no_button_for_it(
    editor: Page, visit: Appointment
) -> None:
    editor.goto("/beheer/agenda/")
    editor.locator(f"#afspraak-{visit.pk}").focus()
    editor.keyboard.press("a")
    bar = editor.locator(".agenda-bar-done")
    expect(bar).to_be_visible()

    bar.evaluate("one => one.dataset.until = '2020-01-01T00:00:00Z'")

    expect(bar).to_have_count(0)
    expect(editor.get_by_role("button", name="Ongedaan maken")).to_have_count(0)


def test_on_a_phone_the_month_is_folded_until_somebody_unfolds_it(
    editor: Page, visit: Appointment
) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(f"/beheer/agenda/?dag={visit.day}&kaart=#afspraak-{visit.pk}")
    expect(editor.locator(f"#afspraak-{visit.pk}")).to_be_in_viewport()
    month = editor.locator("#agenda-month")
    expect(month).to_be_hidden()
    grid = edges(editor.locator(".agenda-scroll"))
    assert grid[1] - grid[0] > 500

    editor.get_by_text("Maand, en 1 geannuleerd").click()
    expect(month).to_be_visible()
    editor.reload()
    expect(month).to_be_visible()
    editor.set_viewport_size({"width": 1366, "height": 768})
    editor.evaluate("localStorage.clear()")
    editor.reload()

    expect(month).to_be_visible()
    expect(editor.get_by_text("Maand, en 1 geannuleerd")).to_be_hidden()


def test_with_something_in_the_hand_its_bar_stays_in_sight(
    editor: Page, visit: Appointment
) -> None:
    for width in (390, 1024, 1366):
        editor.set_viewport_size({"width": width, "height": 600})
        editor.goto(f"/beheer/agenda/?dag={visit.day}")
        editor.locator(f"#afspraak-{visit.pk}").focus()
        editor.keyboard.press("m")
        bar = editor.locator(".agenda-hand")
        expect(bar).to_be_visible()

        editor.mouse.move(width / 2, 580)
        editor.mouse.wheel(0, 3000)
        editor.locator("#main").evaluate("one => one.scrollTo(0, 1e5)")

        assert edges(bar)[0] == 0
        editor.keyboard.press("Escape")
        expect(bar).to_have_count(0)
