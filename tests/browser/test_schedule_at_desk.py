"""The desk changes hours by pressing them in their picture, and patients see it."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.models import Practitioner, Slot, WorkingHours
from booking.scheduling.clock import CLINIC_TZ
from booking.services.schedule.roster import save_line
from tests.booking.conftest import OpenPractice
from tests.browser.booking_pages import moments_of
from tests.factories.booking import AppointmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def line_of(practice: OpenPractice) -> WorkingHours:
    """Noor works from 9 to 12 on the day of the slot, week after week."""
    today = timezone.localdate(timezone=CLINIC_TZ)
    day = practice.slot.starts_at.astimezone(CLINIC_TZ).date()
    practice.slot.delete()
    practice.practitioner.treatments.add(practice.treatment)
    line = WorkingHours(
        practitioner=practice.practitioner,
        weekday=day.isoweekday(),
        opens=time(9),
        closes=time(12),
        valid_from=today,
    )
    save_line(line, today=today, now=timezone.now())
    return line


def day_of(practice: OpenPractice) -> str:
    return practice.at(9).astimezone(CLINIC_TZ).date().isoformat()


def week_of(screen: str, practice: OpenPractice) -> str:
    return f"/beheer/{screen}/week/?kin={practice.practitioner.pk}&dag={day_of(practice)}"


def hours_of(person: Practitioner, practice: OpenPractice) -> list[str]:
    """Hours that are open on the day of the practice, on the clinic's clock."""
    day = practice.at(9).astimezone(CLINIC_TZ).date()
    return [
        f"{one.starts_at.astimezone(CLINIC_TZ):%H:%M}-{one.ends_at.astimezone(CLINIC_TZ):%H:%M}"
        for one in Slot.objects.filter(practitioner=person).order_by("starts_at")
        if one.starts_at.astimezone(CLINIC_TZ).date() == day
    ]


def test_a_roster_is_changed_by_pressing_it_and_what_is_bookable_follows(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    practice = practice_with_room
    line_of(practice)
    hit = AppointmentFactory(
        practitioner=practice.practitioner,
        starts_at=practice.at(9),
        arranged_at=timezone.now() - timedelta(days=1),
    )
    editor.goto(week_of("werkroosters", practice))
    assert_accessible(editor)

    editor.get_by_role("link", name="9.00–12.00", exact=True).click()
    editor.locator("[name=opens]").fill("10:00")
    editor.get_by_role("button", name="Bewaar").click()
    expect(editor.get_by_text("1 afspraak staat dan buiten de uren")).to_be_visible()
    expect(editor.get_by_text(hit.patient.name)).to_be_visible()
    assert_accessible(editor)
    editor.get_by_role("button", name="Bewaar").click()

    expect(editor.get_by_role("heading", name="Afspraken buiten de uren")).to_be_visible()
    assert hours_of(practice.practitioner, practice) == ["10:00-12:00"]
    editor.goto(f"{moments_of(practice)}&dag={day_of(practice)}")
    expect(editor.get_by_role("button", name="10.00 u").first).to_be_visible()
    expect(editor.get_by_role("button", name="9.00 u")).to_have_count(0)


def test_hours_are_added_at_the_place_that_was_pressed(
    editor: Page, practice_with_room: OpenPractice
) -> None:
    practice = practice_with_room
    line_of(practice)
    editor.goto(week_of("werkroosters", practice))
    after = editor.get_by_role("link", name="12.00–18.00")
    box = after.bounding_box()
    assert box

    # An hour and a half of the six: half past one.
    after.click(position={"x": box["width"] / 2, "y": box["height"] * 1.55 / 6})

    expect(editor.locator("[name=opens]")).to_have_value("13:30")
    expect(editor.locator("[name=closes]")).to_have_value("17:30")
    editor.get_by_role("button", name="Toevoegen").click()
    editor.get_by_role("button", name="Bewaar").click()
    expect(editor.get_by_role("link", name="13.30–17.30", exact=True)).to_be_visible()
    expect(editor.get_by_text("pauze, 90 minuten").first).to_be_visible()
    assert hours_of(practice.practitioner, practice) == ["09:00-12:00", "13:30-17:30"]


def test_the_edge_of_one_day_is_dragged_or_moved_by_the_keyboard(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    practice = practice_with_room
    line = line_of(practice)
    editor.goto(week_of("beschikbaarheid", practice))
    assert_accessible(editor)
    end = editor.get_by_role("slider", name="Eindigt om, 9.00–12.00")
    box, hours = end.bounding_box(), editor.locator(".hours-stretch").bounding_box()
    assert box
    assert hours
    quarter = (hours["height"] + 1) / 12

    editor.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    editor.mouse.down()
    editor.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12 + 4 * quarter, steps=5)
    expect(editor.get_by_text("9.00–13.00")).to_be_visible()
    editor.mouse.up()

    expect(editor.get_by_role("link", name="9.00–13.00 met de hand gewijzigd")).to_be_visible()
    start = editor.get_by_role("slider", name="Begint om")
    start.focus()
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    expect(start).to_have_attribute("aria-valuetext", "9.30")
    editor.keyboard.press("Escape")
    expect(start).to_have_attribute("aria-valuetext", "9.00")
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("link", name="8.45–13.00")).to_be_visible()
    assert hours_of(practice.practitioner, practice) == ["08:45-13:00"]
    line.refresh_from_db()
    assert (line.opens, line.closes) == (time(9), time(12))


def test_an_edge_that_is_dragged_while_the_net_is_gone_jumps_back_and_says_so(
    editor: Page, practice_with_room: OpenPractice
) -> None:
    editor.goto(week_of("beschikbaarheid", practice_with_room))
    end = editor.get_by_role("slider", name="Eindigt om")
    editor.context.set_offline(True)

    end.focus()
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")

    expect(editor.get_by_role("status").filter(has_text="Er is geen verbinding")).to_be_visible()
    expect(end).to_have_attribute("aria-valuetext", "12.00")
    editor.context.set_offline(False)
    assert hours_of(practice_with_room.practitioner, practice_with_room) == ["09:00-12:00"]


def test_without_scripts_one_day_is_changed_by_a_small_form(
    page_without_scripts: Page,
    editor: Page,
    practice_with_room: OpenPractice,
) -> None:
    page = page_without_scripts
    page.context.add_cookies(editor.context.cookies())  # type: ignore[arg-type]
    page.goto(week_of("beschikbaarheid", practice_with_room))

    page.locator(".hours-stretch a").click()
    page.get_by_label("Tot").fill("13:30")
    page.get_by_role("button", name="Bewaar").click()

    expect(page.locator(".hours-stretch a")).to_contain_text("9.00–13.30")
    slot = Slot.objects.get()
    assert slot.ends_at == practice_with_room.at(13, 30)
