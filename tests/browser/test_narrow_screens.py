"""The screens of staff on a telephone: nothing cut, nothing out of reach, and room for the day."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from tests.browser.conftest import PHONE
from tests.browser.test_admin_headings import CUT
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    TariffFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

# In how many rows the controls of the toolbar stand; what is folded open is none of them.
ROWS = """bar => {
    const shown = [...bar.querySelectorAll('a, button, select, input, summary, h1')].filter(one =>
        one.checkVisibility() && one.getBoundingClientRect().height > 2 &&
        !one.closest('.agenda-menu__sheet'))
    const rows = []
    for (const { top, bottom } of shown.map(one => one.getBoundingClientRect()))
        if (!rows.some(row => top < row.bottom && bottom > row.top)) rows.push({ top, bottom })
    return rows.length
}"""
# How far what is filled in, and the page, reach beyond the window, in pixels.
BEYOND = """() => {
    const fields = document.querySelectorAll('.nice-padding :is(input, select, textarea, h1, h2)')
    const shown = [...fields].filter(one => one.checkVisibility())
    const ends = shown.map(one => one.getBoundingClientRect().right)
    return Math.round(Math.max(0, ...ends.concat(document.body.scrollWidth)
        .map(end => end - innerWidth)))
}"""
LONG = "Begeleiding bij langdurige rugpijn na een operatie aan de wervels"


@pytest.fixture
def narrow(editor: Page) -> Page:
    editor.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    return editor


@pytest.fixture
def visit() -> Appointment:
    now = timezone.localtime(timezone=CLINIC_TZ)
    made: Appointment = AppointmentFactory(
        practitioner=PractitionerFactory(name="Wilhelmina Vandenbroucke-Desmedt"),
        treatment=TreatmentFactory(name=LONG),
        starts_at=now.replace(hour=12, minute=0, second=0, microsecond=0),
    )
    return made


def test_the_toolbar_of_the_agenda_takes_two_rows(narrow: Page, visit: Appointment) -> None:
    for query in ("", f"&kin={visit.practitioner.pk}", "&kin=allen", f"&hand={visit.pk}"):
        narrow.goto(f"/beheer/agenda/?dag={visit.day}{query}")
        bar = narrow.locator(".agenda-toolbar")
        assert (query, bar.evaluate(ROWS)) == (query, 2)


def test_the_menu_of_the_toolbar_has_the_views(
    browser: Browser, narrow: Page, visit: Appointment, base_url: str
) -> None:
    state = narrow.context.storage_state()
    for scripts in (True, False):
        context = browser.new_context(
            viewport=PHONE,  # type: ignore[arg-type]  # a width and a height
            base_url=base_url,
            storage_state=state,
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.goto(f"/beheer/agenda/?dag={visit.day}")
        page.locator(".agenda-menu > summary").click()
        sheet = page.locator(".agenda-menu__sheet")
        expect(sheet.get_by_role("link", name="Eerste vrije …")).to_be_in_viewport()
        sheet.get_by_role("link", name="Week", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("week van")
        context.close()


def test_what_is_in_the_hand_is_changed_below_its_name(narrow: Page, visit: Appointment) -> None:
    narrow.goto(f"/beheer/agenda/?dag={visit.day}&hand={visit.pk}")
    narrow.locator(".agenda-hand__more > summary").click()
    narrow.get_by_label("Lengte in minuten").fill("45")
    narrow.keyboard.press("Enter")

    expect(narrow.locator(".agenda-hand")).to_have_attribute("data-minuten", "45")
    expect(narrow.locator(".agenda-hand__more > summary")).to_contain_text("45 min")


@pytest.mark.parametrize("kind", ["patienten", "afwezigheden", "beschikbaarheid", "tarieven"])
def test_the_title_of_a_list_stands_whole_beside_what_adds_to_it(narrow: Page, kind: str) -> None:
    narrow.goto(f"/beheer/{kind}/")

    title = narrow.get_by_role("navigation", name="Kruimelpad").get_by_role("link").last
    add = narrow.locator("#w-slim-header-buttons > a").first
    assert (title.evaluate(CUT), add.evaluate(CUT)) == (0, 0)


def test_the_title_and_the_fields_of_a_form_stand_on_the_screen(narrow: Page) -> None:
    tariff = TariffFactory(treatment=TreatmentFactory(name=LONG))
    paths = [f"tarieven/edit/{tariff.pk}", f"afwezigheden/edit/{AbsenceFactory().pk}"]
    for path in [*paths, "tarieven/new", f"patienten/edit/{PatientFactory(name='A' * 90).pk}"]:
        narrow.goto(f"/beheer/{path}/")
        icon = narrow.locator("#header-title > .icon").bounding_box()
        assert icon
        assert (path, icon["x"] >= 0, narrow.evaluate(BEYOND)) == (path, True, 0)


def test_the_sign_of_a_mistake_stands_before_its_words(narrow: Page) -> None:
    narrow.goto("/beheer/patienten/new/")
    narrow.get_by_label("Telefoon").fill("12")
    narrow.get_by_role("button", name="Bewaar").last.click()

    wrong = narrow.locator(".w-field__errors").filter(has_text="te weinig cijfers")
    sign, words = wrong.locator(".icon").bounding_box(), wrong.locator("p").bounding_box()
    assert sign
    assert words
    assert abs(sign["y"] - words["y"]) < sign["height"]


def test_all_of_a_day_sheet_is_read_without_moving_it(narrow: Page, visit: Appointment) -> None:
    narrow.goto(f"/beheer/agenda/dagblad/?dag={visit.day}")

    sheet = narrow.locator(".sheet").first
    expect(sheet).to_contain_text(LONG)
    assert sheet.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_without_scripts_nothing_lies_over_the_agenda(
    browser: Browser, narrow: Page, visit: Appointment, base_url: str
) -> None:
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]  # a width and a height
        base_url=base_url,
        storage_state=narrow.context.storage_state(),
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(f"/beheer/agenda/?dag={visit.day}")

    # Clicks where it would be covered if something lay over it: in its left-most points.
    page.locator(".agenda-head a").first.click(position={"x": 2, "y": 8}, trial=True, timeout=9000)
    context.close()
