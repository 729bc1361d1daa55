"""What the mouse shows while an appointment is dragged, or when it rests on one."""

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from booking.text.formats import phone_text
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import HOUR, booked, colleague_of, place_of, visit_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine with Noor; Wout has an appointment at ten."""
    room = practice_with_room
    wout = colleague_of(room)
    booked(room, "Bart Bezet", room.at(10), practitioner=wout)
    return booked(room, "Anna Peeters", room.at(9))


@pytest.fixture
def agenda(editor: Page, visit: Appointment) -> Page:
    editor.set_viewport_size({"width": 1366, "height": 500})
    editor.goto(f"/beheer/agenda/?dag={visit.day}&dichtheid=ruim")
    editor.locator(".agenda-scroll").evaluate("one => one.scrollTo(0, 0)")
    return editor


def hold(agenda: Page, visit: Appointment) -> None:
    """Press on it, and go down a little."""
    box = visit_in(agenda, visit).bounding_box()
    assert box
    agenda.mouse.move(box["x"] + 60, box["y"] + 6)
    agenda.mouse.down()
    agenda.mouse.move(box["x"] + 64, box["y"] + 20, steps=3)
    expect(agenda.locator(".agenda-lit").first).to_be_visible()


def test_what_is_dragged_falls_on_quarters_and_says_from_when_to_when(
    agenda: Page, visit: Appointment
) -> None:
    hold(agenda, visit)
    ghost = agenda.locator(".agenda-ghost")
    x, y = place_of(agenda, "Wout", 10)

    agenda.mouse.move(x, y + 6 + HOUR / 20, steps=4)

    expect(ghost).to_contain_text("Anna Peeters")
    expect(ghost).to_contain_text("10.00 – 10.30")
    box = ghost.bounding_box()
    assert box
    assert abs(box["y"] - y) < 1
    agenda.keyboard.press("Escape")
    expect(ghost).to_have_count(0)
    expect(agenda.locator(".agenda-hand")).to_have_count(0)
    agenda.mouse.up()
    visit.refresh_from_db()
    assert visit.practitioner.first_name == "Noor"


def test_at_an_edge_the_grid_scrolls_on_while_the_mouse_stands_still(
    agenda: Page, visit: Appointment
) -> None:
    hold(agenda, visit)
    agenda.mouse.move(300, 490, steps=4)

    heads = agenda.locator(".agenda-scroll")
    for _frame in range(200):
        if heads.evaluate("one => one.scrollTop") > 60:
            break
        agenda.wait_for_timeout(20)
    assert heads.evaluate("one => one.scrollTop") > 60

    agenda.keyboard.press("Escape")
    agenda.mouse.up()


def test_the_lower_edge_says_until_when_it_would_last(agenda: Page, visit: Appointment) -> None:
    box = visit_in(agenda, visit).bounding_box()
    assert box
    agenda.mouse.move(box["x"] + 60, box["y"] + box["height"] - 2)
    agenda.mouse.down()
    agenda.mouse.move(box["x"] + 60, box["y"] + HOUR * 3 / 4, steps=4)

    expect(visit_in(agenda, visit)).to_have_attribute("data-lengte", "9.00 – 9.45 · 45 min")
    agenda.keyboard.press("Escape")
    agenda.mouse.up()
    now = visit_in(agenda, visit).bounding_box()
    assert now
    assert now["height"] == box["height"]


def test_the_mouse_on_an_appointment_tells_its_telephone_and_its_end(
    agenda: Page, visit: Appointment
) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").hover()

    shown = agenda.locator(f"#afspraak-{visit.pk}").get_attribute("title") or ""
    assert shown.splitlines()[0] == "Anna Peeters"
    assert "9.00 tot 9.30\xa0u" in shown
    assert visit.patient
    assert visit.patient.phone
    assert shown.splitlines()[-1] == phone_text(visit.patient.phone)
