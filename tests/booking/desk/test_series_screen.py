"""The screen that plans and books a series for somebody on the phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from booking.choices import Channel
from booking.models import Appointment, AppointmentSeries, Patient
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import AppointmentFactory, PatientFactory, PractitionerFactory
from tests.factories.users import UserFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
SCREEN = "/beheer/agenda/reeks/"
JOS = {"name": "Jos Voorbeeld", "phone": "0470 12 34 56", "email": "jos@patient.example"}


def planned(desk: Client, weekly: Weekly, **changes: Any) -> dict[str, Any]:
    """Form data that books the plan as it is proposed."""
    page = desk.get(SCREEN, weekly.wish(**changes))
    chosen = dict(zip((one.name for one in page.context["proposals"]), proposed(page), strict=True))
    return weekly.wish(**changes) | chosen | {"getoond": page.context["planned_for"]} | JOS


def taken(weekly: Weekly, number: int) -> Appointment:
    """Appointment of somebody else at 17:00 on the day with this number."""
    visit: Appointment = AppointmentFactory(
        treatment=weekly.treatment,
        practitioner=weekly.practitioner,
        starts_at=weekly.at(weekly.days[number], 17),
    )
    return visit


def typed(page: Any) -> list[Any]:
    return [page.context["patient"][name].value() for name in JOS]


def said(page: Any) -> list[str]:
    return [str(message).strip() for message in page.context["messages"]]


def test_the_page_that_finds_a_patient_leads_to_the_screen(desk: Client, weekly: Weekly) -> None:
    assert desk.get("/beheer/agenda/zoek/").content.decode().count(f'href="{SCREEN}"') == 1


def test_who_may_not_book_sees_no_screen_and_no_way_to_it(client: Client, weekly: Weekly) -> None:
    client.force_login(UserFactory(groups=["Editors"]))

    answers = [client.get(SCREEN), client.post(SCREEN, weekly.wish() | JOS)]

    assert [answer.status_code for answer in answers] == [302, 403]
    assert AppointmentSeries.objects.count() == 0


def test_first_it_asks_only_what_is_wished(desk: Client, weekly: Weekly) -> None:
    page = desk.get(SCREEN)

    form = page.context["form"]
    assert (form.errors, form["treatment"].value(), form["count"].value()) == ({}, None, 9)
    assert page.content.decode().count('name="phone"') == 0


def test_the_plan_is_shown_with_the_form_and_stores_nothing(desk: Client, weekly: Weekly) -> None:
    page = desk.get(SCREEN, weekly.wish())

    assert proposed(page) == [weekly.moment(day, 17) for day in weekly.days[:4]]
    assert page.content.decode().count('name="phone"') == 1
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (0, 0)


def test_more_visits_and_therapists_ask_no_more_and_rendering_asks_nothing(
    desk: Client, weekly: Weekly
) -> None:
    desk.get(SCREEN)  # sees once that planned tasks run
    counts = []
    for asked in ("1", "9"):
        with CaptureQueriesContext(connection) as queries:
            desk.get(SCREEN, weekly.wish(aantal=asked, kinesitherapeut=""))
        counts.append(len(queries))
        PractitionerFactory.create_batch(3, treatments=[weekly.treatment])

    assert counts[0] == counts[1]


def test_from_a_visit_its_patient_treatment_and_therapist_are_filled_in(
    desk: Client, weekly: Weekly
) -> None:
    visit = taken(weekly, 1)
    named = {"afspraak": visit.pk}

    asked = desk.get(SCREEN, named).context["form"]
    page = desk.get(SCREEN, weekly.wish() | named)

    assert [asked[name].value() for name in ("treatment", "practitioner", "first_day")] == [
        weekly.treatment.slug,
        weekly.practitioner.slug,
        weekly.days[1] + timedelta(days=1),
    ]
    assert typed(page) == [visit.patient.name, "0470 12 34 56", visit.patient.email]


@pytest.mark.parametrize("named", ["0", "nonsense", "99999999"])
def test_a_visit_that_is_not_there_fills_in_nothing(
    desk: Client, weekly: Weekly, named: str
) -> None:
    assert desk.get(SCREEN, {"afspraak": named}).status_code == 404


def test_booking_returns_to_the_day_of_the_first_visit_and_tells_how_many(
    desk: Client, weekly: Weekly
) -> None:
    page = desk.post(SCREEN, planned(desk, weekly), follow=True)

    visits = list(AppointmentSeries.objects.get().appointments.order_by("starts_at"))
    assert [visit.starts_at for visit in visits] == [weekly.at(day, 17) for day in weekly.days[:4]]
    assert {visit.channel for visit in visits} == {Channel.DESK}
    assert page.request["QUERY_STRING"] == f"dag={weekly.days[0]}"
    assert page.context["bar"].text.startswith("4 afspraken zijn geboekt")


def test_one_that_is_skipped_is_not_booked(desk: Client, weekly: Weekly) -> None:
    desk.post(SCREEN, planned(desk, weekly) | {f"keuze-{weekly.days[1]}": ""})

    visits = Appointment.objects.order_by("starts_at")
    assert [visit.day for visit in visits] == [weekly.days[n] for n in (0, 2, 3)]


def test_what_was_taken_meanwhile_is_planned_anew_and_nothing_typed_is_lost(
    desk: Client, weekly: Weekly
) -> None:
    posted = planned(desk, weekly)
    taken(weekly, 1)

    page = desk.post(SCREEN, posted)

    assert proposed(page) == [
        weekly.moment(weekly.days[0], 17),
        weekly.moment(weekly.days[1], 17, 30),
        *(weekly.moment(day, 17) for day in weekly.days[2:4]),
    ]
    assert typed(page) == list(JOS.values())
    assert len(page.context["patient"].non_field_errors()) == 1
    assert AppointmentSeries.objects.count() == 0


def test_without_the_patients_details_the_plan_stays(desk: Client, weekly: Weekly) -> None:
    page = desk.post(SCREEN, planned(desk, weekly) | {"phone": "", "email": ""})

    assert list(page.context["patient"].errors) == ["phone"]
    assert len(proposed(page)) == 4
    assert AppointmentSeries.objects.count() == 0


def test_to_plan_anew_keeps_what_was_typed_and_finds_no_fault_with_it(
    desk: Client, weekly: Weekly
) -> None:
    skipped = {f"keuze-{weekly.days[0]}": "", "toon": "ja", "name": ""}

    page = desk.post(SCREEN, planned(desk, weekly) | skipped, follow=True)

    assert proposed(page) == [weekly.moment(day, 17) for day in weekly.days[1:5]]
    assert typed(page) == ["", JOS["phone"], JOS["email"]]
    assert page.context["patient"].errors == {}


def test_a_wish_that_changed_is_shown_before_it_is_booked(desk: Client, weekly: Weekly) -> None:
    page = desk.post(SCREEN, planned(desk, weekly) | {"van": "09:00", "tot": "12:00"})

    assert proposed(page) == [weekly.moment(day, 9) for day in weekly.days[:4]]
    assert typed(page) == list(JOS.values())
    assert AppointmentSeries.objects.count() == 0

    desk.post(SCREEN, planned(desk, weekly, van="09:00", tot="12:00") | JOS)
    assert Appointment.objects.count() == 4


def test_a_wish_that_cannot_be_keeps_what_was_typed(desk: Client, weekly: Weekly) -> None:
    page = desk.post(SCREEN, planned(desk, weekly) | {"dag": []})

    assert list(page.context["form"].errors) == ["weekdays"]
    assert typed(page) == list(JOS.values())


@pytest.fixture
def known(weekly: Weekly) -> Patient:
    """Patient with an appointment in the morning of the second day."""
    known: Patient = PatientFactory(name=JOS["name"], email=JOS["email"])
    AppointmentFactory(patient=known, starts_at=weekly.at(weekly.days[1], 9))
    return known


def test_a_limit_is_asked_at_the_tick_and_then_overruled(
    desk: Client, weekly: Weekly, known: Patient
) -> None:
    posted = planned(desk, weekly)

    refused = desk.post(SCREEN, posted)
    assert list(refused.context["patient"].errors) == ["overrule"]
    assert proposed(refused) == [weekly.moment(day, 17) for day in weekly.days[:4]]

    booked = desk.post(SCREEN, posted | {"overrule": "on"}, follow=True)
    told = booked.context["bar"].text
    assert "Buiten de regels: de patiënt heeft die dag al een afspraak." in told
    assert AppointmentSeries.objects.get().appointments.count() == 4


def test_more_than_a_patient_may_have_coming_is_the_desks_to_overrule(
    desk: Client, weekly: Weekly
) -> None:
    weekly.treatment.most_coming_visits = 3
    weekly.treatment.save()
    posted = planned(desk, weekly)

    assert list(desk.post(SCREEN, posted).context["patient"].errors) == ["overrule"]

    desk.post(SCREEN, posted | {"overrule": "on"})
    assert Appointment.objects.count() == 4


def test_forged_choices_book_nothing(desk: Client, weekly: Weekly) -> None:
    posted = planned(desk, weekly)
    for name, value in (
        ("keuze-niets", weekly.moment(weekly.days[0], 17)),
        (f"keuze-{weekly.days[0]}", "onzin"),
        (f"keuze-{weekly.days[0]}", weekly.moment(weekly.days[1], 17)),
        (f"keuze-{weekly.days[0]}", f"{weekly.practitioner.slug}|2027-01-12"),
    ):
        assert desk.post(SCREEN, posted | {name: value}).status_code == 200

    assert Appointment.objects.count() == 0


def test_the_page_of_a_visit_leads_to_a_series_for_its_patient(
    desk: Client, weekly: Weekly
) -> None:
    visit = taken(weekly, 1)

    page = desk.get(reverse("agenda:visit", args=[visit.pk]))

    assert page.content.decode().count(f'href="{SCREEN}?afspraak={visit.pk}"') == 1
