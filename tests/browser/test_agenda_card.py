"""The card beside the agenda, by mouse and by keys, on a desk, a tablet and a phone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from booking.models import Appointment
from booking.scheduling.clock import CLINIC_TZ
from booking.services.visits.attendance import check_in, fulfil
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
REFRESH = "() => dispatchEvent(new Event('online'))"
SCROLL = "() => document.querySelector('.agenda-scroll').scrollTop"


@pytest.fixture
def visit() -> Appointment:
    """Mia's appointment at noon of today, of the first of four therapists without free time."""
    noon = timezone.localtime(timezone=CLINIC_TZ).replace(hour=12, minute=0, second=0)
    start: datetime = noon.replace(microsecond=0)
    visits = []
    for name in ("An Eerst", "Bo Tweede", "Cis Derde", "Dee Vierde"):
        person = PractitionerFactory(name=name)
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + timedelta(minutes=30))
        patient = PatientFactory(name="Mia Voorbeeld" if not visits else f"Patiënt van {name}")
        visits.append(AppointmentFactory(practitioner=person, patient=patient, starts_at=start))
    first: Appointment = visits[0]
    return first


def opened(editor: Page, visit: Appointment) -> Page:
    editor.goto("/beheer/agenda/")
    editor.locator(f"#afspraak-{visit.pk}").click()
    expect(editor.get_by_role("heading", name="Mia Voorbeeld")).to_be_visible()
    return editor


def test_a_visit_is_worked_beside_the_grid_which_stays_where_it_is(
    editor: Page, visit: Appointment, assert_accessible: Callable[[Page], None]
) -> None:
    editor.set_viewport_size({"width": 1366, "height": 500})
    opened(editor, visit)
    editor.evaluate("document.querySelector('.agenda-scroll').scrollTop = 111")
    editor.evaluate("window.isSamePage = true")
    column = editor.locator(f"#kolom-{visit.practitioner.pk}")

    editor.locator(".agenda-card").get_by_role("button", name="Aangekomen").click()

    expect(column.locator(".agenda-visit__arrived")).to_be_visible()
    expect(editor.locator(".agenda-bar-done")).to_contain_text("Aangekomen: Mia Voorbeeld")
    expect(editor.locator(".agenda-card__state")).to_contain_text("aangekomen om")
    assert_accessible(editor)
    editor.get_by_role("button", name="Ongedaan maken").click()
    expect(column.locator(".agenda-visit__arrived")).to_have_count(0)
    expect(editor.locator(".agenda-bar-done")).to_contain_text("weer zoals het was")
    assert editor.evaluate("window.isSamePage")
    assert editor.evaluate(SCROLL) == 111
    visit.refresh_from_db()
    assert visit.is_expected


def test_by_keys_a_card_opens_at_the_name_and_escape_leads_back(
    editor: Page, visit: Appointment
) -> None:
    editor.goto("/beheer/agenda/")

    editor.locator(f"#afspraak-{visit.pk}").press("Enter")
    expect(editor.locator("#kaart-naam")).to_be_focused()
    editor.keyboard.press("Escape")

    expect(editor.locator(".agenda-card")).to_have_count(0)
    expect(editor.locator(f"#afspraak-{visit.pk}")).to_be_focused()


def test_who_types_on_while_a_card_closes_keeps_the_focus_and_every_letter(
    editor: Page, visit: Appointment
) -> None:
    editor.goto(f"/beheer/agenda/?kaart={visit.pk}")
    slow: list[Route] = []
    editor.route(
        lambda url: "/beheer/agenda/" in url,
        lambda route: (
            slow.append(route)
            if route.request.headers.get("hx-target") == "agenda-rail"
            else route.continue_()
        ),
    )

    editor.keyboard.press("Escape")
    editor.keyboard.press("/")
    editor.keyboard.type("Mia Voor")
    slow.pop().continue_()
    expect(editor.locator(".agenda-card")).to_have_count(0)
    editor.keyboard.type("beeld")

    expect(editor.locator("#phone-words")).to_be_focused()
    expect(editor.locator("#phone-words")).to_have_value("Mia Voorbeeld")


def test_back_closes_the_card_and_from_another_page_it_leads_to_the_same_place(
    editor: Page, visit: Appointment
) -> None:
    editor.set_viewport_size({"width": 1366, "height": 500})
    opened(editor, visit)
    editor.evaluate("document.querySelector('.agenda-scroll').scrollTop = 77")

    editor.get_by_role("link", name="De pagina van deze afspraak").click()
    editor.wait_for_url("**/afspraak/**")
    editor.go_back()

    expect(editor.get_by_role("heading", name="Mia Voorbeeld")).to_be_visible()
    assert editor.evaluate(SCROLL) == 77
    editor.go_back()
    expect(editor.locator(".agenda-card")).to_have_count(0)
    assert editor.evaluate(SCROLL) == 77


def test_a_note_is_saved_in_place_and_what_is_typed_survives_a_colleague(
    editor: Page, visit: Appointment
) -> None:
    opened(editor, visit)
    note = editor.get_by_label("Nota bij deze afspraak")
    note.press_sequentially("Belt als ze er is")
    check_in(appointment=visit, now=timezone.now())

    editor.evaluate(REFRESH)

    arrived = editor.locator(f"#kolom-{visit.practitioner.pk} .agenda-visit__arrived")
    expect(arrived).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_have_value("Belt als ze er is")
    editor.get_by_role("button", name="Bewaar de nota").first.click()
    expect(editor.locator(".agenda-bar-done")).to_contain_text("De nota is bewaard")
    expect(editor.locator(f"#afspraak-{visit.pk} .agenda-note")).to_be_visible()
    visit.refresh_from_db()
    assert visit.note == "Belt als ze er is"


def test_the_second_desk_reads_what_the_first_did_and_sees_it(
    editor: Page, visit: Appointment
) -> None:
    opened(editor, visit)
    check_in(appointment=visit, now=timezone.now())
    start = visit.starts_at + timedelta(minutes=1)
    fulfil(appointment=visit, now=max(start, timezone.now()))

    editor.locator(".agenda-card").get_by_role("button", name="Patiënt annuleert").click()

    expect(editor.get_by_role("alert")).to_contain_text("intussen")
    expect(editor.locator(".agenda-card__state")).to_contain_text("Afgerond")


def test_a_session_that_ended_is_said_and_the_button_waits_until_somebody_signed_in(
    editor: Page, visit: Appointment, faults: list[str]
) -> None:
    opened(editor, visit)
    Session.objects.all().delete()

    editor.evaluate(REFRESH)
    expect(editor.get_by_text("Je bent afgemeld.")).to_be_visible()
    editor.locator(".agenda-card").get_by_role("button", name="Aangekomen").click()

    expect(editor.get_by_label("Wachtwoord")).to_be_visible()
    visit.refresh_from_db()
    assert visit.is_expected
    faults.clear()


def test_without_the_net_the_agenda_says_so_and_goes_on_by_itself(
    editor: Page, visit: Appointment, faults: list[str]
) -> None:
    opened(editor, visit)
    editor.context.set_offline(True)

    editor.locator(".agenda-card").get_by_role("button", name="Aangekomen").click()
    expect(editor.get_by_text("De website is niet bereikbaar.")).to_be_visible()
    for _ in range(2):
        editor.evaluate(REFRESH)
        editor.wait_for_timeout(200)
    expect(editor.get_by_text("niet bijgewerkt sinds")).to_be_visible()

    editor.context.set_offline(False)
    expect(editor.get_by_text("niet bijgewerkt sinds")).to_be_hidden()
    faults.clear()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
def test_where_there_is_no_room_the_card_lies_over_the_grid(
    editor: Page,
    visit: Appointment,
    width: int,
    height: int,
    assert_accessible: Callable[[Page], None],
) -> None:
    editor.set_viewport_size({"width": width, "height": height})
    grid = editor.locator(".agenda-scroll")
    editor.goto("/beheer/agenda/")
    before = grid.bounding_box()

    editor.locator(f"#afspraak-{visit.pk}").click()

    card = editor.locator(".agenda-rail:has(.agenda-card)")
    expect(card).to_be_in_viewport(ratio=0.9)
    if width > 1000:
        assert before
        assert card.bounding_box()["x"] > before["x"] + 300  # type: ignore[index]
    assert_accessible(editor)
