"""An appointment is picked up and put down: by mouse, by keys, by touch and without scripts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
# The height of an hour in the high setting.
HOUR = 96


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
    context = editor.context.browser.new_context(**(browser_context_args | phone))
    context.add_cookies(editor.context.cookies())
    yield context.new_page()
    context.close()


def visit_in(page: Page, visit: Appointment) -> Locator:
    return page.locator(f"li[data-hand='{visit.pk}']")


def start_at(page: Page, clock: str, therapist: str) -> Locator:
    """The button of a start that lights up."""
    column = page.locator(".agenda-column").filter(has=page.get_by_role("heading", name=therapist))
    return column.locator(".agenda-lit button").filter(has=page.get_by_text(clock, exact=True))


def drag(page: Page, what: Locator, to: tuple[float, float], *, edge: bool = False) -> None:
    """Drag from the middle, or from the lower edge, to a place on the screen, and hold it there."""
    box = what.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + (box["height"] - 2 if edge else 6))
    page.mouse.down()
    page.mouse.move(box["x"] + 64, box["y"] + 20, steps=3)
    if not edge:
        expect(page.locator(".agenda-lit").first).to_be_visible()
    page.mouse.move(*to, steps=5)


def test_by_drag_it_goes_to_another_therapist(
    agenda: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    agenda.evaluate("window.isStillThePage = true")
    target = agenda.locator(".agenda-column").filter(has=agenda.get_by_role("heading", name="Wout"))
    box = target.locator(".agenda-track").bounding_box()
    assert box

    drag(agenda, visit_in(agenda, visit), (box["x"] + 64, box["y"] + 2 * HOUR + 6))
    expect(agenda.locator(".agenda-preview")).to_contain_text("Anna Peeters 10.00 – 10.30")
    agenda.mouse.up()

    expect(agenda.locator(".agenda-hand")).to_have_count(0)
    expect(agenda.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    visit.refresh_from_db()
    assert (visit.practitioner.first_name, visit.starts_at) == ("Wout", practice_with_room.at(10))
    assert agenda.evaluate("window.isStillThePage")


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
    box = agenda.locator(".agenda-track").first.bounding_box()
    assert box

    drag(agenda, visit_in(agenda, visit), (box["x"] + 64, box["y"] + 6 * HOUR + 6))
    agenda.mouse.up()

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
    box = agenda.locator(".agenda-track").first.bounding_box()
    assert box
    drag(agenda, visit_in(agenda, visit), (box["x"] + 64, box["y"] + 2 * HOUR + 6))
    agenda.context.set_offline(True)
    agenda.mouse.up()

    expect(agenda.get_by_role("alert")).to_contain_text("Er is geen verbinding")
    expect(agenda.locator(".agenda-visit--in-hand")).to_have_count(1)
    faults.clear()
    agenda.context.set_offline(False)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(9)


def test_a_session_that_ended_leads_to_the_login_and_back_to_the_hand(
    agenda: Page, visit: Appointment, faults: list[str]
) -> None:
    agenda.locator(f"#afspraak-{visit.pk}").focus()
    agenda.keyboard.press("m")
    expect(start_at(agenda, "10.00", "Noor")).to_be_visible()
    kept = agenda.context.cookies()
    agenda.context.clear_cookies(name="sessionid")

    start_at(agenda, "10.00", "Noor").click()

    agenda.wait_for_url("**/login/**")
    faults.clear()
    agenda.context.add_cookies([one for one in kept if one["name"] == "sessionid"])
    agenda.goto(agenda.evaluate("new URL(location.href).searchParams.get('next')"))
    expect(agenda.locator(".agenda-hand")).to_contain_text("Anna Peeters")


def test_the_lower_edge_gives_it_another_length(
    agenda: Page, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    box = visit_in(agenda, visit).bounding_box()
    assert box

    drag(agenda, visit_in(agenda, visit), (box["x"] + 60, box["y"] + 0.75 * HOUR), edge=True)
    agenda.mouse.up()

    expect(agenda.locator(f"#afspraak-{visit.pk}")).to_be_focused()
    visit.refresh_from_db()
    assert (visit.starts_at, visit.length) == (practice_with_room.at(9), timedelta(minutes=45))


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


def test_without_scripts_the_same_links_and_buttons_do_it(
    agenda: Page,
    page_without_scripts: Page,
    visit: Appointment,
    practice_with_room: OpenPractice,
) -> None:
    page = page_without_scripts
    page.context.add_cookies(agenda.context.cookies())
    page.goto(f"/beheer/agenda/afspraak/{visit.pk}/")

    page.get_by_role("link", name="Verplaats").click()
    start_at(page, "11.00", "Wout").click()

    visit.refresh_from_db()
    assert (visit.practitioner.first_name, visit.starts_at) == ("Wout", practice_with_room.at(11))
