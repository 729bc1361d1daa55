"""The receptionist changes working hours, and sees each time what follows."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.models import WorkingHours
from booking.scheduling.holidays import holiday_on, legal_holidays
from booking.services.schedule.holidays import close_holidays
from tests.booking.conftest import OpenPractice
from tests.booking.support.closings import closed_days
from tests.factories.booking import AppointmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_closing_a_slot_leads_to_whom_to_call_and_the_menu_leads_back(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    person, slot = practice_with_room.practitioner, practice_with_room.slot
    visit = AppointmentFactory(
        practitioner=person,
        starts_at=practice_with_room.at(9),
        arranged_at=timezone.now() - timedelta(days=1),
    )

    editor.goto(f"/beheer/beschikbaarheid/delete/{slot.pk}/")
    editor.get_by_role("button", name="Ja").click()
    expect(editor.get_by_text("1 afspraak staat dan buiten de uren")).to_be_visible()
    editor.get_by_role("button", name="Ja, verwijder").click()

    expect(editor.get_by_role("heading", name="Afspraken buiten de uren")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_role("link", name="Alle afspraken buiten de uren").click()
    editor.get_by_role("button", name=f"Annuleer {visit.patient.name}").click()
    expect(editor.get_by_text("Er staat geen enkele afspraak buiten de uren")).to_be_visible()


def test_a_line_that_overlaps_is_refused_and_keeps_what_was_typed(
    editor: Page, practice_with_room: OpenPractice
) -> None:
    today = timezone.localdate()
    line = WorkingHours(practitioner=practice_with_room.practitioner, weekday=2, valid_from=today)
    line.opens, line.closes = time(9), time(12)
    line.save()

    editor.goto("/beheer/werkroosters/new/")
    editor.get_by_label("Kinesitherapeut").select_option(label="Noor Tester")
    editor.get_by_label("Dag").select_option(label="dinsdag")
    editor.get_by_label("Van", exact=False).first.fill("11:00")
    editor.get_by_label("Tot", exact=False).first.fill("14:00")
    editor.get_by_label("Vanaf").fill(f"{today:%d/%m/%Y}")
    editor.get_by_role("button", name="Toevoegen").click()

    expect(editor.get_by_text("valt samen met").first).to_be_visible()
    expect(editor.locator("[name=closes]")).to_have_value("14:00")
    assert WorkingHours.objects.count() == 1


def test_a_holiday_is_opened_by_unticking_it(
    editor: Page, db: None, assert_accessible: Callable[[Page], None]
) -> None:
    today = timezone.localdate()
    close_holidays(today=today, now=timezone.now())
    day = min(legal_holidays(today + timedelta(days=1), today + timedelta(days=370)))
    named = holiday_on(day)
    assert named
    editor.goto("/beheer/feestdagen/")
    assert_accessible(editor)

    editor.get_by_label(f"gesloten {named.label} {day.year}").uncheck()
    editor.get_by_role("button", name="Bewaar").click()

    expect(editor.get_by_text(f"{named.label}: open.")).to_be_visible()
    assert day not in closed_days()
