"""The receptionist works through an absence, with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booking.choices import AppointmentStatus
from tests.booking.conftest import OpenPractice
from tests.factories.booking import AbsenceFactory, AppointmentFactory, PolicyFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_whom_an_absence_hits_is_moved_or_cancelled_one_by_one(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    person, slot = practice_with_room.practitioner, practice_with_room.slot
    first, second = (
        AppointmentFactory(practitioner=person, starts_at=practice_with_room.at(hour))
        for hour in (9, 10)
    )
    absence = AbsenceFactory(practitioner=person, starts_at=slot.starts_at, ends_at=slot.ends_at)
    editor.goto(f"/beheer/afwezigheden/afspraken/{absence.pk}/")
    assert_accessible(editor)

    editor.get_by_role("button", name=f"Annuleer {first.patient.name}").press("Enter")
    expect(editor.get_by_role("button", name="Annuleer")).to_have_count(1)
    editor.get_by_role("link", name=f"Verplaats {second.patient.name}").press("Enter")
    editor.get_by_label("Uur").fill("13:00")
    editor.keyboard.press("Enter")
    editor.get_by_label("Waarom toch?").fill("In onderling akkoord")
    editor.keyboard.press("Enter")

    expect(editor.get_by_text("Er valt geen enkele afspraak in.")).to_be_visible()
    for visit in (first, second):
        visit.refresh_from_db()
    assert first.is_cancelled
    assert second.starts_at == practice_with_room.at(13)


def test_the_page_of_a_visit_is_accessible_with_all_it_can_say(
    editor: Page, practice_with_room: OpenPractice, assert_accessible: Callable[[Page], None]
) -> None:
    slot = practice_with_room.slot
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
        policy=PolicyFactory(text="Annuleer een dag vooraf."),
        consented_at=slot.starts_at,
        status=AppointmentStatus.BOOKED,
    )
    AbsenceFactory(practitioner=None, starts_at=slot.starts_at, ends_at=slot.ends_at)
    editor.goto(f"/beheer/agenda/afspraak/{visit.pk}/")
    editor.get_by_text("Akkoord met het annuleringsbeleid").press("Enter")

    expect(editor.get_by_text("Annuleer een dag vooraf.")).to_be_visible()
    assert_accessible(editor)
