"""Somebody is ill: one line asks who, and one press stores it and asks the patients."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Absence, Appointment, Notification, Slot, Substitute, Substitution
from booking.scheduling.clock import clinic_date, clinic_day
from tests.booking.support.illness import Practice, real_day
from tests.booking.support.illness_pages import URL, asked_for, press, sent_back
from tests.factories.booking import AppointmentFactory, SlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return real_day()


def test_the_screen_shows_who_is_hit_with_choices_ticked_and_stores_nothing(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9)

    page = desk.post(URL, asked_for(practice) | {"doe": "toon"})

    [row] = page.context["plan"].rows
    assert (row.visit, row.is_ticked, [chip.is_ticked for chip in row.chips]) == (
        visit,
        True,
        [True, True],
    )
    assert "1 afspraak geraakt" in page.content.decode()
    assert not Absence.objects.exists()


def test_the_agenda_can_lead_to_it_for_one_therapist_and_day(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)

    page = desk.get(URL, {name: asked_for(practice)[name] for name in ("kin", "dag")})

    assert len(page.context["plan"].rows) == 1


def test_another_day_keeps_who_and_why_and_finds_no_fault_before_somebody_is_chosen(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    other = {"dag": clinic_date(practice.start).isoformat()}
    page = desk.post(URL, asked_for(practice) | other)
    text = page.content.decode()
    assert (len(page.context["plan"].rows), 'value="Griep"' in text) == (1, True)
    assert f'name="dag" value="{page.context["today"]}"' in text

    page = desk.post(URL, asked_for(practice, kin="", duur="morning") | other)

    form = page.context["form"]
    assert (form.errors, form["duur"].value(), form["reden"].value()) == ({}, "morning", "Griep")
    assert page.context["day"] == clinic_date(practice.start)


def test_one_press_stores_the_absence_and_owes_the_mails(desk: Client, practice: Practice) -> None:
    practice.visit_at(9)
    practice.visit_at(10, patient__email="")

    page = press(desk, practice)

    absence = Absence.objects.get()
    assert (absence.practitioner, absence.reason) == (practice.tibo, "Griep")
    assert absence.span == clinic_day(clinic_date(practice.start))
    text = page.content.decode()
    told = ["1 patiënt krijgt andere momenten gemaild", "0 van 2 geregeld", "geen mail: bel"]
    assert [words in text for words in told] == [True] * 3
    assert Substitution.objects.count() == 2
    assert Notification.objects.owed().count() == 1


def test_what_is_unticked_is_not_offered_and_not_mailed(desk: Client, practice: Practice) -> None:
    visit = practice.visit_at(9)
    page = desk.post(URL, asked_for(practice) | {"doe": "toon"}).content.decode()
    ticked = sent_back(page)
    ticked["mail"], ticked["keuze"] = [], ticked["keuze"][:1]

    desk.post(URL, asked_for(practice) | ticked | {"doe": "mail"})

    assert Substitute.objects.get().substitution.appointment == visit
    assert not Notification.objects.owed().exists()


def test_bad_input_says_so_at_its_place_and_keeps_what_was_typed(
    desk: Client, practice: Practice
) -> None:
    day_before = clinic_date(practice.start) - timedelta(days=1)

    page = desk.post(URL, asked_for(practice, duur="until", tot=day_before.isoformat()))

    text = page.content.decode()
    assert "Vul de laatste dag van de afwezigheid in." in text
    assert 'value="Griep"' in text
    nonsense = {"rij": ["x"], "keuze": ["1|2|3", "x|y|z|w"], "mail": ["?"], "doe": "mail"}
    assert desk.post(URL, asked_for(practice, kin="99999999") | nonsense).status_code == 200
    assert not Absence.objects.exists()


def test_an_old_screen_stores_nothing_and_shows_what_changed(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9)
    page = desk.post(URL, asked_for(practice) | {"doe": "toon"}).content.decode()
    Appointment.objects.filter(pk=visit.pk).update(sequence=1)

    answer = desk.post(URL, asked_for(practice) | sent_back(page) | {"doe": "mail"})

    assert "intussen gewijzigd" in answer.content.decode()
    assert not Absence.objects.exists()


def test_a_second_press_leads_to_the_absence_that_is_there(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    press(desk, practice)

    again = press(desk, practice)

    absence = Absence.objects.get()
    assert f'href="{URL}{absence.pk}/"' in again.content.decode()


def queries_of(desk: Client, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_both_screens_take_the_same_queries_for_any_number_of_patients(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    query = {name: asked_for(practice)[name] for name in ("kin", "dag")}
    address = f"{URL}?kin={query['kin']}&dag={query['dag']}"
    preview = queries_of(desk, address)
    press(desk, practice)
    progress = queries_of(desk, f"{URL}{Absence.objects.get().pk}/")
    Absence.objects.all().delete()
    Substitution.objects.all().delete()
    Appointment.objects.filter(status="pending").delete()
    for hour in (10, 11):
        practice.visit_at(hour)

    assert queries_of(desk, address) == preview
    press(desk, practice)
    assert queries_of(desk, f"{URL}{Absence.objects.get().pk}/") == progress


def test_three_hundred_patients_are_asked_in_a_bounded_number_of_queries(
    desk: Client, practice: Practice
) -> None:
    first = clinic_day(clinic_date(practice.start)).starts_at
    for number in range(300):
        start = first + timedelta(days=number // 15, minutes=480 + 30 * (number % 15))
        AppointmentFactory(
            treatment=practice.treatment, practitioner=practice.tibo, starts_at=start
        )
    Slot.objects.filter(practitioner=practice.wout).delete()
    for day in range(20):
        opens = first + timedelta(days=day, hours=8)
        SlotFactory(practitioner=practice.wout, starts_at=opens, ends_at=opens + timedelta(hours=8))
    asked = asked_for(practice, duur="until", tot=f"{clinic_date(first + timedelta(days=19))}")
    page = desk.post(URL, asked | {"doe": "toon"}).content.decode()

    with CaptureQueriesContext(connection) as queries:
        desk.post(URL, asked | sent_back(page) | {"doe": "mail"})

    assert Substitution.objects.count() == 300
    assert Substitute.objects.count() >= 300
    assert Notification.objects.owed().count() == 300
    assert len(queries) < 80
