"""The desk finds a patient by typing, and answers the question about doubles, on each screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment, Patient
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory

pytestmark = pytest.mark.django_db(transaction=True)


def form_of(practice: OpenPractice) -> str:
    day = practice.slot.starts_at.date().isoformat()
    chosen = f"practitioner={practice.practitioner.pk}&treatment={practice.treatment.pk}"
    return f"/beheer/agenda/boeken/?{chosen}&day={day}&time=10:00"


@pytest.mark.parametrize("width", [390, 1366])
def test_a_patient_is_found_chosen_and_booked_without_typing_the_details(
    editor: Page,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    anna = PatientFactory(name="Peeters Anna", phone="+32470112233")
    AppointmentFactory(patient=anna, starts_at=practice_with_room.at(9) + timedelta(days=7))
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto(form_of(practice_with_room))
    editor.get_by_label("Zoek een patiënt").fill("ana peeters")
    editor.get_by_label("Zoek een patiënt").press("Enter")

    expect(editor.get_by_text("0470 11 22 33")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_role("button", name="Kiezen Peeters Anna").click()
    expect(editor.get_by_label("Naam")).to_have_value("Peeters Anna")
    expect(editor.get_by_label("Uur")).to_have_value("10:00")
    editor.get_by_role("button", name="Boek", exact=True).click()

    expect(editor.get_by_text("De afspraak is geboekt:")).to_be_visible()
    assert Appointment.objects.filter(patient=anna).count() == 2


def test_the_question_is_answered_and_two_rows_are_merged(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    PatientFactory(name="Peeters Anna", phone="+32470112233", email="")
    editor.goto(form_of(practice_with_room))
    editor.get_by_label("Naam").fill("Ana Peeters")
    editor.get_by_label("Telefoon").fill("0470 11 22 33")
    editor.keyboard.press("Enter")

    expect(editor.get_by_role("heading", name="Is dit dezelfde?")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_role("button", name="Nee, dit is een nieuwe patiënt").click()
    expect(editor.get_by_text("De afspraak is geboekt:")).to_be_visible()

    editor.goto("/beheer/patienten/dubbel/")
    assert_accessible(editor)
    # Nobody asks again about the pair that was answered, so the way leads by the patient's page.
    expect(editor.get_by_role("link", name="Vergelijk")).to_have_count(0)
    editor.goto(f"/beheer/patienten/afspraken/{Appointment.objects.get().patient_id}/")
    editor.get_by_role("link", name="Opnieuw vergelijken").click()
    assert_accessible(editor)
    editor.get_by_role("button", name="Ja, voeg samen").click()

    expect(editor.get_by_text("De twee zijn nu één patiënt:")).to_be_visible()
    assert Appointment.objects.get().patient == Patient.objects.known().get()
