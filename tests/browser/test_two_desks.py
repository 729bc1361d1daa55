"""Two desks work in the agenda at once: each sees what the other did, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from booking.choices import NotificationKind
from booking.models import Absence, Appointment, Notification
from booking.scheduling.clock import clinic_date
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import (
    HEIGHT,
    booked,
    colleague_of,
    column_of,
    start_at,
    where_is,
)
from tests.browser.phone_calls import look_up
from tests.factories.booking import PatientFactory

pytestmark = pytest.mark.django_db(transaction=True)
Desks = tuple[Page, Page]


@pytest.fixture
def day(practice_with_room: OpenPractice) -> str:
    """Address of the day of the practice, in the high setting."""
    return f"/beheer/agenda/?dag={clinic_date(practice_with_room.at(9))}&dichtheid=ruim"


def test_two_desks_work_through_one_day(
    editor: Page, colleague: Page, practice_with_room: OpenPractice, day: str, faults: list[str]
) -> None:
    """This desk is always a moment later than that of Lien."""
    room, desks = practice_with_room, (editor, colleague)
    colleague_of(room)
    anna = booked(room, "Anna Peeters", room.at(9))
    bob = booked(room, "Bob Smet", room.at(11))
    editor.clock.install()
    for page in desks:
        page.set_viewport_size(HEIGHT)
        page.goto(day)

    both_pick_up_one_visit(desks, anna)
    assert where_is(anna) == ("Wout", room.at(10))
    both_drop_on_one_start(desks, day, (anna, bob))
    assert (where_is(anna), where_is(bob)) == (("Wout", room.at(10)), ("Noor", room.at(10)))
    one_undoes_what_the_other_moved_on(desks, day, anna)
    assert where_is(anna) == ("Noor", room.at(11))
    one_types_while_the_other_moves(desks, day, (anna, bob))
    one_cancels_what_the_other_has_open(desks, anna)
    one_books_where_the_other_closes(desks, day, room)

    # No mail went out yet: Bob will read where it ended, and Anna nothing of what is undone.
    owed = Notification.objects.filter(appointment__in=(anna, bob))
    assert [(one.appointment, one.kind) for one in owed] == [(bob, NotificationKind.BOOKED)]
    # The browser tells of each answer 409, and of nothing else.
    assert [one for one in faults if "409" not in one] == []
    faults.clear()


def both_pick_up_one_visit(desks: Desks, anna: Appointment) -> None:
    """Both have Anna in the hand; Lien puts her down first."""
    for page in desks:
        page.locator(f"#afspraak-{anna.pk}").press("m")
        expect(start_at(page, "10.00", "Wout")).to_be_visible()
    here, there = desks
    start_at(there, "10.00", "Wout").click()
    expect(there.locator(f"#afspraak-{anna.pk}")).to_be_focused()
    start_at(here, "9.30", "Noor").click()
    told = here.get_by_role("alert")
    expect(told).to_contain_text("intussen verplaatst naar")
    expect(told).to_contain_text("om 10.00 u bij Wout Ander, door Lien")


def both_drop_on_one_start(desks: Desks, day: str, visits: tuple[Appointment, Appointment]) -> None:
    """Each has somebody else in the hand, and both choose ten o'clock of Noor."""
    for page, visit in zip(desks, visits, strict=True):
        page.goto(f"{day}&hand={visit.pk}")
        expect(start_at(page, "10.00", "Noor")).to_be_visible()
    here, there = desks
    start_at(there, "10.00", "Noor").click()
    expect(there.locator(f"#afspraak-{visits[1].pk}")).to_be_focused()
    start_at(here, "10.00", "Noor").click()
    expect(here.get_by_role("alert")).to_contain_text("Bob Smet")
    expect(column_of(here, "Wout").locator(".agenda-visit--in-hand")).to_be_visible()


def one_undoes_what_the_other_moved_on(desks: Desks, day: str, anna: Appointment) -> None:
    """Anna goes to nine here, and Lien moves her on to eleven."""
    for page, clock in zip(desks, ("9.00", "11.00"), strict=True):
        page.goto(f"{day}&hand={anna.pk}")
        start_at(page, clock, "Noor").click()
        expect(page.locator(".agenda-bar-done")).to_contain_text("Anna Peeters")
    here, _there = desks
    here.get_by_role("button", name="Ongedaan maken").click()
    told = here.get_by_role("alert")
    expect(told).to_contain_text("intussen verplaatst naar")
    expect(told).to_contain_text("om 11.00 u bij Noor Tester, door Lien")


def one_types_while_the_other_moves(
    desks: Desks, day: str, visits: tuple[Appointment, Appointment]
) -> None:
    """A note of Anna is being typed; half a minute later Bob stands where Lien put him."""
    here, there = desks
    anna, bob = visits
    here.goto(f"{day}&kaart={anna.pk}")
    note = here.get_by_label("Nota bij deze afspraak")
    note.press_sequentially("Belt aan de zij")
    there.goto(f"{day}&hand={bob.pk}")
    start_at(there, "9.00", "Wout").click()
    expect(there.locator(f"#afspraak-{bob.pk}")).to_be_focused()

    here.clock.fast_forward(31_000)

    expect(column_of(here, "Wout").locator(f"#afspraak-{bob.pk}")).to_be_visible()
    expect(note).to_be_focused()
    here.keyboard.type("deur")
    expect(note).to_have_value("Belt aan de zijdeur")


def one_cancels_what_the_other_has_open(desks: Desks, anna: Appointment) -> None:
    here, there = desks
    there.locator(f"#afspraak-{anna.pk}").click()
    there.locator(".agenda-card").get_by_role("button", name="Patiënt annuleert").click()
    expect(there.locator(".agenda-bar-done")).to_contain_text("Anna Peeters")
    here.locator(".agenda-card").get_by_role("button", name="Praktijk annuleert").click()
    expect(here.get_by_role("alert")).to_contain_text("intussen geannuleerd, door Lien")
    expect(here.get_by_role("button", name="Toch niet geannuleerd")).to_be_visible()
    anna.refresh_from_db()
    assert anna.is_cancelled


def one_books_where_the_other_closes(desks: Desks, day: str, room: OpenPractice) -> None:
    """Carl is being booked with Noor at half past nine; Lien writes down that she is away."""
    here, there = desks
    carl = PatientFactory(name="Carl Bel", email="carl@patient.example")
    here.goto(day)
    look_up(here, "carl bel")
    here.keyboard.press("Enter")
    start_at(here, "9.30", "Noor").click()
    book = here.get_by_role("button", name="Boek", exact=True)
    expect(book).to_be_focused()
    there.goto(day)
    there.get_by_role("link", name="Afwezig … Noor Tester").click()
    there.get_by_label("De hele dag").check()
    with there.expect_navigation():
        there.get_by_role("button", name="Toevoegen").click()
    assert Absence.objects.get().practitioner == room.practitioner

    book.press("Enter")

    refused = "de kinesitherapeut werkt dan niet of is afwezig"
    expect(here.get_by_text(refused).first).to_be_visible()
    assert not carl.appointments.exists()


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
