"""The receptionist books outside the rules and moves a visit, with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_outside_the_rules_is_asked_once_more_where_the_cursor_is(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    day = practice_with_room.slot.starts_at.date().isoformat()
    person, treatment = practice_with_room.practitioner, practice_with_room.treatment
    editor.goto(f"/beheer/agenda/boeken/?practitioner={person.pk}&day={day}&time=20:00")
    editor.keyboard.type(treatment.name)
    editor.get_by_label("Naam").fill("Jos Voorbeeld")
    editor.get_by_label("Telefoon").fill("0470 12 34 56")
    editor.keyboard.press("Enter")

    expect(editor.get_by_text("Dit valt buiten de regels")).to_be_visible()
    assert_accessible(editor)
    editor.keyboard.type("Noor blijft langer")
    editor.keyboard.press("Enter")

    expect(
        editor.get_by_text("Buiten de regels: de kinesitherapeut werkt dan niet")
    ).to_be_visible()
    assert Appointment.objects.get().starts_at == practice_with_room.at(20)


def test_a_visit_is_moved_from_its_own_page(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    visit = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
    )
    editor.goto(f"/beheer/agenda/afspraak/{visit.pk}/")
    editor.get_by_role("link", name="Verplaats").press("Enter")
    editor.get_by_role("link", name="Typ dag en uur …").press("Enter")
    expect(editor.get_by_label("Uur")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_label("Uur").fill("10:30")
    editor.keyboard.press("Enter")

    expect(editor.get_by_text("De afspraak is verplaatst:")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10, 30)
