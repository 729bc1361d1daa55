"""The agenda by its keys, on keyboards of several layouts, and with the letters turned off."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
# A key of a keyboard that writes its sign with AltGr, as Windows tells of it.
BY_ALTGR = """sign => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {
    key: sign, code: 'BracketLeft', ctrlKey: true, altKey: true, modifierAltGraph: true,
    bubbles: true, cancelable: true,
}))"""


@pytest.fixture
def visit() -> Appointment:
    """Mia's appointment at noon of today with An, beside one of Bo."""
    noon = timezone.localtime(timezone=CLINIC_TZ).replace(hour=12, minute=0, second=0)
    start: datetime = noon.replace(microsecond=0)
    visits = []
    for name in ("An Eerst", "Bo Tweede"):
        person = PractitionerFactory(name=name)
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + timedelta(minutes=30))
        patient = PatientFactory(name="Mia Voorbeeld" if not visits else f"Patiënt van {name}")
        visits.append(AppointmentFactory(practitioner=person, patient=patient, starts_at=start))
    first: Appointment = visits[0]
    return first


def test_a_patient_arrives_by_a_letter_and_another_undoes_it(
    editor: Page, visit: Appointment
) -> None:
    editor.goto("/beheer/agenda/")
    expect(editor.get_by_role("link", name="Vandaag")).to_have_attribute("aria-keyshortcuts", "T")
    arrived = editor.locator(f"#kolom-{visit.practitioner_id} .agenda-visit__arrived")

    # Of nobody: the focus is in no appointment.
    editor.keyboard.press("a")
    editor.keyboard.press("ArrowDown")
    expect(editor.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    editor.keyboard.press("Control+a")
    editor.keyboard.press("a")
    expect(arrived).to_be_visible()
    expect(editor.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    assert Appointment.objects.exclude(arrived_at=None).get() == visit
    editor.keyboard.press("z")

    expect(arrived).to_have_count(0)
    visit.refresh_from_db()
    assert visit.is_expected


def test_letters_lead_to_the_week_the_day_and_other_days(editor: Page, visit: Appointment) -> None:
    day = visit.day
    second = Appointment.objects.exclude(pk=visit.pk).get()
    editor.goto("/beheer/agenda/")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowRight")
    expect(editor.locator(f"#afspraak-{second.pk}")).to_be_focused()

    editor.keyboard.press("w")
    editor.wait_for_url(f"**/?dag={day}&kin={second.practitioner_id}")
    editor.keyboard.press("w")
    editor.wait_for_url(f"**/?dag={day}&kin=allen")
    editor.keyboard.press("d")
    editor.wait_for_url(f"**/?dag={day}")
    editor.keyboard.press("]")
    editor.wait_for_url(f"**/?dag={day + timedelta(days=1)}")
    editor.keyboard.press("j")
    editor.wait_for_url(f"**/?dag={day + timedelta(days=2)}")
    editor.evaluate(BY_ALTGR, "[")
    editor.wait_for_url(f"**/?dag={day + timedelta(days=1)}")
    editor.keyboard.press("t")

    editor.wait_for_url(f"**/?dag={day}#nu")


def test_what_is_typed_in_a_field_is_no_key(editor: Page, visit: Appointment) -> None:
    editor.goto("/beheer/agenda/")

    editor.keyboard.press("/")
    field = editor.get_by_role("combobox")
    expect(field).to_be_focused()
    editor.keyboard.type("tw?mazd[/")

    expect(field).to_have_value("tw?mazd[/")
    expect(editor.get_by_role("heading", name="Toetsen van de agenda")).to_be_hidden()
    assert editor.url.endswith("/beheer/agenda/")


def test_the_list_of_keys_turns_all_letters_off(
    editor: Page, visit: Appointment, assert_accessible: Callable[[Page], None]
) -> None:
    editor.goto("/beheer/agenda/")
    head = editor.get_by_role("heading", name="Toetsen van de agenda")

    editor.keyboard.press("?")
    expect(head).to_be_visible()
    expect(editor.get_by_role("dialog", name="Sneltoetsen")).to_be_hidden()
    assert_accessible(editor)
    editor.keyboard.press("Escape")
    expect(head).to_be_hidden()
    editor.get_by_text("Meer", exact=True).click()
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("link", name="Dagblad")).to_be_hidden()
    editor.keyboard.press("Enter")
    editor.get_by_role("link", name="Toetsen").click()
    editor.get_by_role("button", name="Zet de letters uit").click()
    expect(editor.get_by_text("De letters staan uit: geen enkele")).to_be_visible()

    for key in ("t", "w", "?", "/", "]", "j"):
        editor.keyboard.press(key)
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("a")
    editor.keyboard.press("m")
    expect(editor.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    assert editor.locator(".agenda-desk [aria-keyshortcuts]").count() == 0
    assert f"/?dag={visit.day}" in editor.url
    assert editor.locator(".agenda-hand").count() == 0
    visit.refresh_from_db()
    assert visit.is_expected


def test_a_key_that_is_pressed_before_the_scripts_are_there_is_not_lost(
    editor: Page, visit: Appointment
) -> None:
    waiting: list[Route] = []
    editor.route("**/js/agenda/now*", lambda route: waiting.append(route))
    editor.goto("/beheer/agenda/?dag=2027-01-12", wait_until="commit")
    expect(editor.locator(".agenda-toolbar")).to_be_visible()

    editor.keyboard.press("j")
    expect(editor.get_by_role("link", name="Vandaag")).not_to_have_attribute(
        "aria-keyshortcuts", "T"
    )
    while not waiting:
        editor.wait_for_timeout(50)
    waiting[0].continue_()

    expect(editor).to_have_url(re.compile("dag=2027-01-13"))
