"""Two receptionists with the same appointment open: the second reads what the first did."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.booking.conftest import OpenPractice
from tests.factories.booking import AppointmentFactory, PatientFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_move_reads_the_first_keeps_what_was_typed_and_can_go_on(
    editor: Page,
    colleague: Page,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9),
    )
    address = f"/beheer/agenda/afspraak/{visit.pk}/verplaats/"
    for page, hour in ((editor, "11:00"), (colleague, "10:00")):
        page.goto(address)
        page.get_by_label("Uur").fill(hour)
    move = editor.get_by_role("button", name="Verplaats")
    colleague.get_by_role("button", name="Verplaats").click()
    expect(colleague.get_by_text("De afspraak is verplaatst:")).to_be_visible()

    move.click()

    told = editor.get_by_text("Deze afspraak is intussen verplaatst naar")
    expect(told).to_contain_text("om 10.00 u bij Noor Tester, door Lien.")
    expect(editor.get_by_label("Uur")).to_have_value("11:00")
    assert_accessible(editor)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)
    move.click()
    expect(editor.get_by_text("De afspraak is verplaatst:")).to_be_visible()
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(11)


def test_a_form_of_a_row_says_what_a_colleague_typed_and_keeps_what_stands_in_it(
    editor: Page, colleague: Page
) -> None:
    patient = PatientFactory()
    for page, phone in ((editor, "0470 11 11 11"), (colleague, "0470 22 22 22")):
        page.goto(f"/beheer/patienten/edit/{patient.pk}/")
        page.get_by_label("Telefoon").fill(phone)
    colleague.locator("#w-editor-form button[type=submit]").first.click()
    colleague.wait_for_url("**/patienten/afspraken/**")

    editor.locator("#w-editor-form button[type=submit]").first.click()

    told = editor.get_by_text("Dit is intussen gewijzigd, door Lien: Telefoon is nu")
    expect(told.first).to_contain_text("470 22 22 22.")
    expect(editor.get_by_label("Telefoon")).to_have_value("0470 11 11 11")
