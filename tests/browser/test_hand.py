"""An appointment is picked up and put down, by mouse, by keys and by touch, and what can go wrong.

A whole day of it, and one without scripts, is in test_a_day_at_the_desk.py and its neighbour.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.browser.conftest import on_this_clock
from tests.browser.desk_day import Hands, booked, column_of, start_at, visit_in
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine with Noor; Wout gives it too, from nine to twelve."""
    room = practice_with_room
    wout = PractitionerFactory(name="Wout Ander", treatments=[room.treatment])
    SlotFactory(practitioner=wout, starts_at=room.at(9), ends_at=room.at(12))
    return AppointmentFactory(
        treatment=room.treatment,
        practitioner=room.practitioner,
        patient=PatientFactory(name="Anna Peeters"),
        starts_at=room.at(9),
    )


@pytest.fixture
def agenda(editor: Page, visit: Appointment) -> Page:
    # In the high setting: in the dense one a start is lower than a finger, and has its row beside.
    editor.set_viewport_size({"width": 1366, "height": 768})
    editor.goto(f"/beheer/agenda/?dag={visit.day}&dichtheid=ruim")
    return editor


@pytest.fixture
def touch(editor: Page, visit: Appointment, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of the same login on a telephone."""
    assert editor.context.browser
    phone = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}}
    context = on_this_clock(editor.context.browser.new_context(**(browser_context_args | phone)))
    context.add_cookies(editor.context.cookies())
    yield context.new_page()
    context.close()


def test_a_drag_leaves_the_grid_where_it_is_and_shows_where_it_would_go(
    agenda: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    late = booked(practice_with_room, "Laat Hier", practice_with_room.at(11, 30))
    agenda.set_viewport_size({"width": 1366, "height": 450})
    agenda.reload()
    hands = Hands(agenda)
    agenda.locator(".agenda-scroll").evaluate("one => { one.scrollTop = 240 }")

    hands.drag(visit_in(agenda, late), "Wout", 11, drops=False)

    expect(agenda.locator(".agenda-preview")).to_contain_text("Laat Hier 11.00 – 11.30")
    assert agenda.locator(".agenda-scroll").evaluate("one => one.scrollTop") == 240
    agenda.mouse.up()
    expect(column_of(agenda, "Wout").locator(f"#afspraak-{late.pk}")).to_be_focused()


def test_by_keys_it_is_picked_up_goes_to_a_start_and_is_put_down(
    agenda: Page,
    visit: Appointment,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").focus()

    agenda.keyboard.press("m")
    expect(start_at(agenda, "9.15", "Noor")).to_be_focused()
    assert agenda.locator(".agenda-lit button[tabindex='0']").count() == 1
    assert_accessible(agenda)
    agenda.keyboard.press("ArrowRight")
    expect(start_at(agenda, "9.15", "Wout")).to_be_focused()
    agenda.keyboard.press("ArrowDown")
    expect(start_at(agenda, "9.30", "Wout")).to_be_focused()
    expect(agenda.locator(".agenda-preview")).to_contain_text("9.30 – 10.00")
    agenda.keyboard.press("Enter")

    expect(agenda.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    visit.refresh_from_db()
    assert (visit.practitioner.first_name, visit.starts_at) == (
        "Wout",
        practice_with_room.at(9, 30),
    )


def test_escape_puts_it_back_and_the_focus_too(agenda: Page, visit: Appointment) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").focus()
    agenda.keyboard.press("m")
    expect(agenda.locator(".agenda-hand")).to_contain_text("Anna Peeters")
    agenda.keyboard.press("]")
    expect(agenda.locator(".agenda-hand__day")).to_contain_text(f"{visit.day.day + 1} ")
    agenda.keyboard.press("[")
    expect(agenda.locator(".agenda-lit").first).to_be_visible()

    agenda.keyboard.press("Escape")

    expect(agenda.locator(".agenda-hand")).to_have_count(0)
    expect(agenda.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    assert "hand=" not in agenda.url


def test_a_drop_outside_the_hours_goes_back_with_a_sentence_and_a_way_on(
    agenda: Page,
    visit: Appointment,
    practice_with_room: OpenPractice,
    assert_accessible: Callable[[Page], None],
    faults: list[str],
) -> None:
    Hands(agenda).drag(visit_in(agenda, visit), "Noor", 14)

    alert = agenda.get_by_role("alert")
    expect(alert).to_contain_text("Teruggezet")
    expect(alert).to_contain_text("de kinesitherapeut werkt dan niet of is afwezig")
    assert_accessible(agenda)
    faults.clear()  # the browser tells of the answer 409
    alert.get_by_text("Toch zetten …").click()
    alert.get_by_label("Waarom?").fill("Noor blijft")
    alert.get_by_role("button", name="Toch zetten").click()
    expect(agenda.locator(".agenda-hand")).to_have_count(0)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(14)


def test_without_the_net_it_stays_where_it_stood_and_says_so(
    agenda: Page, visit: Appointment, practice_with_room: OpenPractice, faults: list[str]
) -> None:
    Hands(agenda).drag(visit_in(agenda, visit), "Noor", 10, drops=False)
    agenda.context.set_offline(True)
    agenda.mouse.up()

    expect(agenda.get_by_role("alert")).to_contain_text("Er is geen verbinding")
    expect(agenda.locator(".agenda-visit--in-hand")).to_have_count(1)
    faults.clear()
    agenda.context.set_offline(False)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(9)


def test_a_press_without_a_login_is_kept_and_sent_once_somebody_signed_in(
    agenda: Page, visit: Appointment, practice_with_room: OpenPractice, faults: list[str]
) -> None:
    lien = UserFactory(username="lien", groups=["Receptie"])
    lien.set_password("geheim-van-lien")
    lien.save()
    agenda.locator(f"#afspraak-{visit.pk}").focus()
    agenda.keyboard.press("m")
    expect(start_at(agenda, "10.00", "Noor")).to_be_visible()
    agenda.context.clear_cookies(name="sessionid")

    start_at(agenda, "10.00", "Noor").click()

    expect(agenda.get_by_text("Je was intussen afgemeld. Er is nog niets gebeurd")).to_be_visible()
    faults.clear()
    agenda.get_by_label("Gebruikersnaam").fill("lien")
    agenda.get_by_label("Wachtwoord").fill("geheim-van-lien")
    agenda.get_by_role("button", name="Meld je aan").click()
    agenda.get_by_role("button", name="Stuur het opnieuw").click()
    expect(agenda.locator(".agenda-bar-done")).to_contain_text("De afspraak is verplaatst")
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)


def test_by_touch_a_press_on_the_visit_and_its_button_and_a_start_moves_it(
    touch: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    touch.goto(f"/beheer/agenda/afspraak/{visit.pk}/")
    touch.get_by_role("link", name="Verplaats").tap()
    start = start_at(touch, "10.00", "Noor")
    expect(start).to_be_visible()
    height = start.evaluate("one => one.getBoundingClientRect().height")
    assert height >= 22

    start.tap()

    expect(touch.locator(".agenda-hand")).to_have_count(0)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(10)
