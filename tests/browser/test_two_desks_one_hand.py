"""Two desks work in the agenda at once: each sees what the other did, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from booking.choices import NotificationKind
from booking.models import Appointment, Notification
from booking.scheduling.clock import clinic_date
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import (
    HEIGHT,
    booked,
    colleague_of,
    start_at,
    visit_in,
    where_is,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day(practice_with_room: OpenPractice) -> str:
    """Address of the day of the practice, in the high setting."""
    return f"/beheer/agenda/?dag={clinic_date(practice_with_room.at(9))}&dichtheid=ruim"


def test_two_desks_pick_up_one_visit_drop_on_one_start_and_press_on_an_old_page(
    editor: Page, colleague: Page, practice_with_room: OpenPractice, day: str, faults: list[str]
) -> None:
    room = practice_with_room
    colleague_of(room)
    anna = booked(room, "Anna Peeters", room.at(9))
    bob = booked(room, "Bob Smet", room.at(11))
    for page in (editor, colleague):
        page.set_viewport_size(HEIGHT)
        page.goto(day)

    both_pick_up_one_visit(editor, colleague, anna)
    assert where_is(anna) == ("Wout", room.at(10))
    faults.clear()  # the browser tells of the answer 409
    both_drop_on_one_start(editor, colleague, day, (anna, bob))
    assert (where_is(anna), where_is(bob)) == (("Wout", room.at(10)), ("Noor", room.at(10)))
    faults.clear()
    one_presses_on_a_page_that_is_old(editor, colleague, day, anna)
    assert where_is(anna) == ("Noor", room.at(9))
    anna.refresh_from_db()
    assert anna.is_expected
    # Nobody is mailed of what did not happen.
    assert not Notification.objects.filter(kind=NotificationKind.CANCELLED).exists()


def both_pick_up_one_visit(editor: Page, colleague: Page, anna: Appointment) -> None:
    """Both have Anna in the hand; the colleague puts her down first."""
    for page in (editor, colleague):
        page.locator(f"#afspraak-{anna.pk}").press("m")
        expect(start_at(page, "10.00", "Wout")).to_be_visible()
    start_at(colleague, "10.00", "Wout").click()
    expect(colleague.locator(f"#afspraak-{anna.pk}")).to_be_focused()
    start_at(editor, "9.30", "Noor").click()
    told = editor.get_by_role("alert")
    expect(told).to_contain_text("intussen verplaatst naar")
    expect(told).to_contain_text("om 10.00 u bij Wout Ander, door Lien")


def both_drop_on_one_start(
    editor: Page, colleague: Page, day: str, visits: tuple[Appointment, Appointment]
) -> None:
    """Each has somebody else in the hand, and both choose ten o'clock of Noor."""
    for page, visit in zip((editor, colleague), visits, strict=True):
        page.goto(f"{day}&hand={visit.pk}")
        expect(start_at(page, "10.00", "Noor")).to_be_visible()
    start_at(colleague, "10.00", "Noor").click()
    expect(colleague.locator(f"#afspraak-{visits[1].pk}")).to_be_focused()
    start_at(editor, "10.00", "Noor").click()
    expect(editor.get_by_role("alert")).to_contain_text("Bob Smet")


def one_presses_on_a_page_that_is_old(
    editor: Page, colleague: Page, day: str, anna: Appointment
) -> None:
    """The colleague cancels what this desk has just moved."""
    colleague.goto(f"{day}&kaart={anna.pk}")
    expect(colleague.get_by_role("heading", name="Anna Peeters")).to_be_visible()
    editor.goto(f"{day}&hand={anna.pk}")
    start_at(editor, "9.00", "Noor").click()
    expect(visit_in(editor, anna)).to_contain_text("9.00")
    expect(editor.locator(".agenda-hand")).to_have_count(0)
    colleague.locator(".agenda-card").get_by_role("button", name="Patiënt annuleert").click()
    expect(colleague.get_by_role("alert")).to_contain_text("intussen verplaatst naar")
