"""Back and reloading after a form of the desk was refused: nothing is asked to be sent again."""

import re

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import Hands, visit_in
from tests.factories.booking import AppointmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_back_shows_what_was_typed_and_refused_and_books_nothing_twice(
    editor: Page, practice_with_room: OpenPractice
) -> None:
    day = practice_with_room.slot.starts_at.date().isoformat()
    person, treatment = practice_with_room.practitioner, practice_with_room.treatment
    asked = f"practitioner={person.pk}&day={day}&time=20:00&treatment={treatment.pk}"
    editor.goto(f"/beheer/agenda/boeken/?{asked}")
    editor.get_by_label("Naam").fill("Jos Voorbeeld")
    editor.get_by_label("Telefoon").fill("0470 12 34 56")
    editor.keyboard.press("Enter")
    refused = editor.get_by_text("Dit valt buiten de regels")
    expect(refused).to_be_visible()
    assert "Jos" not in editor.url

    editor.reload()
    expect(refused).to_be_visible()
    editor.get_by_label("Waarom toch?").fill("Noor blijft langer")
    editor.keyboard.press("Enter")
    expect(editor).to_have_url(re.compile(rf"/beheer/agenda/\?dag={day}"))

    editor.go_back()
    expect(refused).to_be_visible()
    expect(editor.get_by_label("Naam")).to_have_value("Jos Voorbeeld")
    assert Appointment.objects.count() == 1


def test_what_was_refused_in_the_agenda_is_there_again_after_reloading(
    editor: Page, practice_with_room: OpenPractice, faults: list[str]
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9),
    )
    editor.goto(f"/beheer/agenda/?dag={visit.day}&dichtheid=ruim")
    Hands(editor).drag(visit_in(editor, visit), "Noor", 14)
    refused = editor.get_by_role("alert")
    expect(refused).to_contain_text("de kinesitherapeut werkt dan niet of is afwezig")

    editor.reload()

    expect(refused).to_contain_text("de kinesitherapeut werkt dan niet of is afwezig")
    editor.keyboard.press("Escape")
    editor.keyboard.press("Escape")
    expect(editor.locator(".agenda-hand")).to_have_count(0)
    assert "antwoord" not in editor.url
    faults.clear()  # the browser tells of the answer 409
