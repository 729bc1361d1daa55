"""The hand beside the other parts of the agenda: the card, and the bar that undoes."""

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visits(practice_with_room: OpenPractice) -> list[Appointment]:
    """Anna at nine and Bob at eleven, with Noor."""
    room = practice_with_room
    return [
        AppointmentFactory(
            treatment=room.treatment,
            practitioner=room.practitioner,
            patient=PatientFactory(name=name),
            starts_at=room.at(hour),
        )
        for name, hour in (("Anna Peeters", 9), ("Bob Smet", 11))
    ]


def test_from_the_card_it_is_moved_undone_and_the_card_opens_again(
    editor: Page, visits: list[Appointment], practice_with_room: OpenPractice
) -> None:
    anna = visits[0]
    editor.goto(f"/beheer/agenda/?dag={anna.day}")
    editor.get_by_text("Anna Peeters").click()
    editor.locator(".agenda-card").get_by_role("link", name="Verplaats").click()

    editor.get_by_role("button", name="Zet op").last.click()

    expect(editor.locator(".agenda-hand")).to_have_count(0)
    anna.refresh_from_db()
    assert anna.starts_at != practice_with_room.at(9)
    editor.get_by_role("button", name="Ongedaan maken").click()
    expect(editor.locator(".agenda-visit").first).to_contain_text("9.00")
    anna.refresh_from_db()
    assert anna.starts_at == practice_with_room.at(9)
    editor.locator(f"#afspraak-{anna.pk}").click()
    expect(editor.locator(".agenda-card")).to_contain_text("Anna Peeters")


def test_a_note_that_was_typed_comes_back_with_its_card(
    editor: Page, visits: list[Appointment]
) -> None:
    anna = visits[0]
    editor.goto(f"/beheer/agenda/?dag={anna.day}&kaart={anna.pk}")
    note = editor.locator(".agenda-card textarea").first
    note.evaluate("one => { one.closest('details')?.setAttribute('open', '') }")
    note.fill("bel aan de zijdeur")
    editor.locator(".agenda-card").get_by_role("link", name="Verplaats").click()
    expect(editor.locator(".agenda-hand")).to_be_visible()
    editor.keyboard.press("Escape")
    expect(editor.locator(".agenda-hand")).to_have_count(0)

    editor.locator(f"#afspraak-{anna.pk}").click()

    expect(editor.locator(".agenda-card textarea").first).to_have_value("bel aan de zijdeur")
