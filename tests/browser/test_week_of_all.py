"""The week of all therapists: looked over, pressed, worked by keys, on a phone, without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from booking.models import Appointment, Practitioner
from tests.booking.conftest import OpenPractice
from tests.browser.desk_day import HEIGHT, booked, colleague_of, same_login, where_is

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wout(practice_with_room: OpenPractice) -> Practitioner:
    return colleague_of(practice_with_room)


@pytest.fixture
def visit(practice_with_room: OpenPractice, wout: Practitioner) -> Appointment:
    """Anna at nine with Noor; Bob is with Wout at the same hour."""
    room = practice_with_room
    booked(room, "Bob Smet", room.at(9), practitioner=wout)
    booked(room, "Carl Laat", room.at(11))
    return booked(room, "Anna Peeters", room.at(9))


def week_of(visit: Appointment) -> str:
    return f"/beheer/agenda/?dag={visit.day}&kin=allen"


def test_a_name_shows_under_the_mouse_a_press_opens_the_card_and_a_cell_the_day(
    editor: Page, visit: Appointment, wout: Practitioner
) -> None:
    editor.set_viewport_size(HEIGHT)
    editor.goto(week_of(visit))
    slip = editor.locator(f"#afspraak-{visit.pk}")

    slip.hover()
    expect(slip.get_by_text("Anna Peeters")).to_be_in_viewport()
    slip.click()
    expect(editor.locator(".agenda-card h2")).to_have_text("Anna Peeters")
    expect(slip).to_have_attribute("aria-current", "true")
    editor.locator(f"#cel-{wout.pk}-{visit.day}").click()

    editor.wait_for_url(f"**/beheer/agenda/?dag={visit.day}#kolom-{wout.pk}")
    expect(editor.locator(f"#kolom-{wout.pk} h2")).to_be_in_viewport()


def test_by_keys_a_visit_is_found_opened_and_moved_to_a_colleague(
    editor: Page, visit: Appointment, wout: Practitioner
) -> None:
    editor.set_viewport_size(HEIGHT)
    editor.goto(week_of(visit))
    slip = editor.locator(f"#afspraak-{visit.pk}")
    assert editor.locator(".agenda-week [tabindex='0']").count() == 1

    editor.locator(f"#cel-{visit.practitioner_id}-{visit.day}").focus()
    editor.keyboard.press("ArrowRight")
    expect(slip).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator(".agenda-card h2")).to_be_focused()
    editor.keyboard.press("Escape")
    expect(slip).to_be_focused()
    editor.keyboard.press("m")
    starts = f"[id='cel-{{}}-{visit.day}'] ~ ol button"
    expect(editor.locator(starts.format(visit.practitioner_id)).first).to_be_focused()
    editor.keyboard.press("ArrowDown")
    expect(editor.locator(starts.format(wout.pk)).first).to_be_focused()
    chosen = editor.locator("[name=plek]:focus b").inner_text()
    editor.keyboard.press("Enter")

    expect(editor.get_by_role("status").get_by_text("De afspraak is verplaatst")).to_be_visible()
    expect(slip).to_be_focused()
    assert editor.url.endswith("&kin=allen")
    assert where_is(visit)[0] == "Wout"
    assert f"{chosen} –" in slip.inner_text()


def test_w_goes_from_the_day_to_one_week_and_to_that_of_all_and_arrows_go_by_weeks(
    editor: Page, visit: Appointment
) -> None:
    editor.set_viewport_size(HEIGHT)
    editor.goto(f"/beheer/agenda/?dag={visit.day}")

    for view in ("Week", "Week van iedereen"):
        editor.keyboard.press("w")
        current = editor.locator(".agenda-toolbar > .agenda-views [aria-current]")
        expect(current).to_have_accessible_name(view)
        editor.wait_for_load_state()  # its scripts hear no key before
    editor.keyboard.press("]")
    editor.wait_for_url(f"**/?dag={visit.day + timedelta(days=7)}&kin=allen")
    editor.keyboard.press("d")

    editor.wait_for_url(f"**/?dag={visit.day + timedelta(days=7)}")


def test_on_a_phone_one_day_stands_beside_the_names_and_the_others_are_swiped_in(
    editor: Page, visit: Appointment
) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(week_of(visit))
    cell = editor.locator(f"#cel-{visit.practitioner_id}-{visit.day}")
    cell.scroll_into_view_if_needed()
    name = editor.locator(f"#rij-{visit.practitioner_id} h2")

    box = cell.bounding_box()

    assert box
    assert 280 < box["width"] < 310
    expect(name).to_be_in_viewport(ratio=1)
    assert editor.evaluate("document.documentElement.scrollWidth") == 390
    editor.goto(f"{week_of(visit)}&hand={visit.pk}")
    expect(editor.locator(".agenda-cell__starts").first).to_be_in_viewport()


def test_without_scripts_the_links_and_buttons_do_all_of_it(
    editor: Page, browser: Browser, live_server: object, visit: Appointment, wout: Practitioner
) -> None:
    context = browser.new_context(
        base_url=str(live_server), java_script_enabled=False, locale="nl-BE"
    )
    same_login(editor, context)
    page = context.new_page()
    page.set_viewport_size(HEIGHT)
    page.goto(week_of(visit))

    page.locator(f"#afspraak-{visit.pk}").click()
    expect(page.locator("main h1, .w-header__title").first).to_contain_text("Anna Peeters")
    page.goto(f"{week_of(visit)}&hand={visit.pk}")
    page.locator(f"#rij-{wout.pk} button").first.click()

    expect(page.locator(f"#rij-{wout.pk} #afspraak-{visit.pk}")).to_be_visible()
    assert where_is(visit)[0] == "Wout"
    context.close()
