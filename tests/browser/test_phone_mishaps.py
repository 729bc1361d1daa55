"""What goes wrong while somebody is on the phone, and what the screen then says."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from booking.models import Appointment, Patient, Practitioner
from tests.booking.conftest import OpenPractice
from tests.browser.phone_calls import agenda, look_up, people
from tests.factories.booking import AppointmentFactory, TreatmentFactory

__all__ = ["agenda", "people"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_enter_before_the_rows_of_these_words_takes_nobody(
    editor: Page, people: list[Patient], agenda: str
) -> None:
    editor.goto(agenda)
    look_up(editor, "elke")
    editor.keyboard.press("ControlOrMeta+a")
    editor.keyboard.type("mia@")
    editor.keyboard.press("Enter")

    expect(editor.get_by_role("option").first).to_contain_text("Mia Maes")
    assert "hand=" not in editor.url


def test_a_login_that_ended_comes_back_to_what_is_in_the_hand(
    editor: Page, people: list[Patient], agenda: str, faults: list[str]
) -> None:
    editor.goto(agenda)
    look_up(editor, "elke vandamme")
    editor.keyboard.press("Enter")
    expect(editor.locator(".agenda-lit button").first).to_be_focused()
    Session.objects.all().delete()
    editor.keyboard.press("Enter")

    expect(editor.get_by_label("Wachtwoord")).to_be_visible()
    assert f"patient%3D{people[0].pk}" in editor.url
    assert Appointment.objects.filter(patient=people[0]).count() == 1
    faults.clear()


def test_without_the_net_nothing_is_promised_and_the_next_press_books_once(
    editor: Page, people: list[Patient], agenda: str, faults: list[str]
) -> None:
    editor.goto(agenda)
    look_up(editor, "elke vandamme")
    editor.keyboard.press("Enter")
    editor.locator(".agenda-lit button").first.press("Enter")
    book = editor.get_by_role("button", name="Boek", exact=True)
    expect(book).to_be_focused()

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    editor.route("**/agenda/boeken/**", lose_the_answer)
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("we weten niet of het geboekt is")).to_be_visible()
    editor.unroute("**/agenda/boeken/**")
    book.press("Enter")

    expect(editor.get_by_text("De afspraak is geboekt: Elke Vandamme")).to_be_visible()
    assert Appointment.objects.filter(patient=people[0]).count() == 2
    faults.clear()


def test_who_comes_second_reads_who_has_the_start_and_takes_another_one(
    editor: Page, people: list[Patient], agenda: str, practice_with_room: OpenPractice
) -> None:
    editor.goto(agenda)
    look_up(editor, "elke vandamme")
    editor.keyboard.press("Enter")
    editor.locator(".agenda-lit button").first.press("Enter")
    book = editor.get_by_role("button", name="Boek", exact=True)
    expect(book).to_be_focused()
    AppointmentFactory(
        patient=people[1],
        practitioner=practice_with_room.practitioner,
        treatment=practice_with_room.treatment,
        starts_at=practice_with_room.at(9),
    )

    book.press("Enter")
    refused = editor.get_by_role("alert").filter(has_text="Luk Van Damme heeft intussen 9.00")
    expect(refused).to_be_visible()
    editor.get_by_role("link", name="Ander uur").click()
    start = editor.locator(".agenda-lit button").first
    expect(start.locator("b")).to_have_text("9.30")
    start.press("Enter")
    book.press("Enter")

    expect(editor.get_by_text("De afspraak is geboekt: Elke Vandamme")).to_be_visible()
    assert Appointment.objects.filter(patient=people[0]).count() == 2


def test_what_is_typed_while_another_treatment_is_looked_up_stays(
    editor: Page, people: list[Patient], agenda: str
) -> None:
    other = TreatmentFactory(name="Andere")
    Practitioner.objects.get().treatments.add(other)
    editor.goto(agenda)
    editor.locator("a[data-book-here]").first.press("Enter")
    form = editor.locator("[data-confirm] form")
    expect(form).to_be_visible()
    held: list[Route] = []
    editor.route("**/boeken/**", lambda route: held.append(route))

    with editor.expect_request("**/boeken/**"):
        form.locator("[name=treatment]").select_option(str(other.pk))
    form.locator("[name=name]").fill("Bo Getypt")
    form.locator("[name=phone]").fill("0470 99 88 77")
    with editor.expect_response("**/boeken/**"):
        held[0].continue_()

    expect(editor.locator(".phone-confirm__when")).to_contain_text("–")
    expect(editor.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(form.locator("[name=treatment]")).to_have_value(str(other.pk))
    expect(form.locator("[name=name]")).to_have_value("Bo Getypt")
    expect(form.locator("[name=phone]")).to_have_value("0470 99 88 77")
