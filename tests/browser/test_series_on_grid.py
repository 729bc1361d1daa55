"""With somebody on the phone a series is planned on the agenda, changed there and booked."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment, Patient, Treatment
from tests.booking.support.weekly import Weekly, weekly
from tests.browser.desk_day import same_login
from tests.browser.phone_calls import look_up, page_loads
from tests.factories.booking import AppointmentFactory, PatientFactory

__all__ = ["page_loads", "weekly"]

pytestmark = pytest.mark.django_db(transaction=True)
SHOW, BOOK = "Toon de momenten", "Boek de reeks"


@pytest.fixture
def mia(weekly: Weekly) -> Patient:
    """A patient who was here before, for this treatment with this therapist."""
    weekly.practitioner.treatments.add(weekly.treatment)
    patient: Patient = PatientFactory(name="Mia Voorbeeld", email="mia@patient.example")
    AppointmentFactory(
        patient=patient,
        treatment=weekly.treatment,
        practitioner=weekly.practitioner,
        starts_at=weekly.at(weekly.days[0], 9),
    )
    return patient


def wish(page: Page) -> None:
    """Four times, on Tuesdays and Thursdays from five to seven."""
    page.get_by_label("Hoeveel afspraken").fill("4")
    for day in ("dinsdag", "donderdag"):
        page.get_by_role("checkbox", name=day).check()
    page.get_by_label("Niet vroeger dan").select_option("17:00")
    page.get_by_label("Gedaan tegen").select_option("19:00")


def booked() -> list[Any]:
    visits = Appointment.objects.filter(series__isnull=False).order_by("starts_at")
    return [visit.starts_at for visit in visits]


def test_a_known_patient_has_a_series_by_five_presses_after_the_wish_and_no_page_is_loaded(
    editor: Page,
    weekly: Weekly,
    mia: Patient,
    page_loads: list[str],
    assert_accessible: Callable[[Page], None],
) -> None:
    page, presses = editor, 0
    page.goto(f"/beheer/agenda/?dag={weekly.days[0]}&dichtheid=ruim")
    page_loads.clear()
    look_up(page, "mia voor")
    expect(page.get_by_role("option").first).to_contain_text("Mia")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Plan een reeks").press("Enter")
    presses += 2
    expect(page.get_by_label("Behandeling")).to_be_focused()
    wish(page)
    assert_accessible(page)
    body = page.locator(".series-body")
    assert body.evaluate("one => one.scrollWidth - one.clientWidth") == 0, "nothing sticks out"
    page.locator("#reeks").get_by_role("button", name=SHOW).press("Enter")
    presses += 1

    # It shows the day of the first of them.
    planned = page.locator(".agenda-planned")
    expect(planned).to_contain_text("1 van 4")
    expect(page.get_by_role("button", name=BOOK)).to_be_focused()
    expect(page.locator(".series-lacks")).to_contain_text("Alle 4 passen zoals gevraagd.")
    assert_accessible(page)

    page.get_by_role("button", name="14.00 tot").press("Enter")
    presses += 1
    expect(planned).to_contain_text("14.00 – 14.30")
    expect(page.get_by_role("button", name=BOOK)).to_be_focused()
    page.keyboard.press("Enter")
    presses += 1

    expect(page.get_by_text("4 afspraken zijn geboekt, de eerste: Mia Voorbeeld")).to_be_visible()
    later = [weekly.at(day, 17) for day in weekly.days[2:5]]
    assert booked() == [weekly.at(weekly.days[1], 14), *later]
    assert (presses, page_loads) == (5, [])


def test_of_the_plan_one_is_dropped_one_is_changed_and_one_was_taken_on_a_telephone(
    editor: Page, weekly: Weekly, mia: Patient, assert_accessible: Callable[[Page], None]
) -> None:
    page = editor
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/beheer/agenda/reeks/?patient={mia.pk}")
    wish(page)
    page.get_by_label("Vanaf welke dag").fill(str(weekly.days[1]))
    page.locator("#reeks").get_by_role("button", name=SHOW).click()

    page.get_by_role("button", name="Laat afspraak 2 vallen").last.click()
    expect(page.locator(".series-lacks")).to_contain_text("die sla je over")
    page.get_by_label("Afspraak 2", exact=True).select_option(weekly.moment(weekly.days[3], 17, 30))
    expect(page.locator(".series-row--shown")).to_have_count(1)
    assert_accessible(page)
    AppointmentFactory(practitioner=weekly.practitioner, starts_at=weekly.at(weekly.days[4], 17))
    page.get_by_role("button", name=BOOK).click()

    expect(page.get_by_text("Er is nog niets geboekt")).to_be_visible()
    expect(page.locator(".series-lacks")).to_contain_text("iemand was je net voor")
    page.get_by_role("button", name=BOOK).click()

    expect(page.get_by_text("4 afspraken zijn geboekt")).to_be_visible()
    assert booked() == [
        weekly.at(weekly.days[1], 17),
        weekly.at(weekly.days[3], 17, 30),
        weekly.at(weekly.days[4], 17, 30),
        weekly.at(weekly.days[5], 17),
    ]


def test_without_scripts_the_same_buttons_plan_change_and_book(
    editor: Page, page_without_scripts: Page, weekly: Weekly, mia: Patient
) -> None:
    page = page_without_scripts
    same_login(editor, page.context)
    page.goto(f"/beheer/agenda/?dag={weekly.days[0]}&hand=nieuw&patient={mia.pk}")
    page.get_by_role("link", name="Plan een reeks").click()
    wish(page)
    page.get_by_label("Vanaf welke dag").fill(str(weekly.days[1]))
    page.locator("#reeks").get_by_role("button", name=SHOW).click()
    page.get_by_role("button", name="3 Toon die dag").click()
    page.get_by_role("button", name="11.00 tot").click()
    page.get_by_role("button", name=BOOK).click()

    expect(page.get_by_text("4 afspraken zijn geboekt")).to_be_visible()
    assert booked()[2] == weekly.at(weekly.days[3], 11)


def test_at_the_desk_the_rail_holds_the_whole_wish_and_days_of_the_month_are_even(
    editor: Page, weekly: Weekly, mia: Patient
) -> None:
    Treatment.objects.filter(pk=weekly.treatment.pk).update(
        name="Eerste afspraak bij een sportblessure", short_name="Sportblessure"
    )
    page = editor
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/beheer/agenda/reeks/?patient={mia.pk}&dag={weekly.days[0]}")
    page.get_by_label("Behandeling").select_option("Sportblessure (30 minuten)")
    wish(page)
    page.locator("#reeks").get_by_role("button", name=SHOW).press("Enter")
    days = page.locator("#reeks thead th")
    expect(days).to_have_count(7)
    page.locator(".series-wish summary").click()

    rail, show = (
        page.locator(one).bounding_box() for one in (".agenda-rail", "#reeks .button >> nth=0")
    )
    assert rail
    assert show
    assert show["x"] + show["width"] <= rail["x"] + rail["width"]
    widths = days.evaluate_all("all => all.map(one => one.offsetWidth)")
    assert max(widths) - min(widths) <= 1
