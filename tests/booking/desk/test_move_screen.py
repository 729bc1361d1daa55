"""The screen that moves an appointment."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from booking.models import Appointment
from tests.factories.booking import (
    DAY,
    AppointmentFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Appointment:
    treatment = TreatmentFactory()
    return AppointmentFactory(treatment=treatment, practitioner=SlotFactory().practitioner)


def address(visit: Appointment) -> str:
    return reverse("agenda:move", args=[visit.pk])


def typed(visit: Appointment, **changes: Any) -> dict[str, Any]:
    return {"practitioner": visit.practitioner_id, "day": "2027-01-12", "time": "11:00"} | changes


def test_the_page_of_a_visit_picks_it_up_and_from_there_its_hour_can_be_typed(
    desk: Client, visit: Appointment
) -> None:
    page = desk.get(reverse("agenda:visit", args=[visit.pk]))

    picked_up = f"/beheer/agenda/?dag={DAY}&amp;hand={visit.pk}"
    assert page.content.decode().count(f'href="{picked_up}"') == 1
    agenda = desk.get(picked_up.replace("&amp;", "&"))
    assert agenda.content.decode().count(f'href="{address(visit)}"') == 1


def test_the_form_shows_where_the_visit_stands(desk: Client, visit: Appointment) -> None:
    form = desk.get(address(visit)).context["form"]

    assert (form["practitioner"].value(), form["day"].value(), form["time"].value()) == (
        visit.practitioner_id,
        DAY,
        time(9),
    )


def test_a_moved_visit_is_shown_on_its_new_day(desk: Client, visit: Appointment) -> None:
    page = desk.post(address(visit), typed(visit, day="2027-01-13", overrule="on"))

    visit.refresh_from_db()
    assert (visit.starts_at, page.url) == (
        at(10, day=DAY + timedelta(days=1)),
        f"/beheer/agenda/?dag=2027-01-13#afspraak-{visit.pk}",
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"time": "20:00"}, "overrule"),
        ({"day": "2027-03-28", "time": "02:30"}, "time"),
        ({"day": "9999-12-31"}, "day"),
        ({"practitioner": ""}, "practitioner"),
    ],
)
def test_a_slip_is_shown_at_its_field_and_moves_nothing(
    desk: Client, visit: Appointment, changes: dict[str, str], field: str
) -> None:
    page = desk.post(address(visit), typed(visit, **changes))

    visit.refresh_from_db()
    assert (page.context["form"].errors.keys(), visit.starts_at) == ({field}, at(8))


def test_a_time_that_is_taken_is_refused_at_the_hour(desk: Client, visit: Appointment) -> None:
    AppointmentFactory(practitioner=visit.practitioner, starts_at=at(10))

    page = desk.post(address(visit), typed(visit, overrule="on"))

    assert page.context["form"].errors.keys() == {"time"}


def test_who_may_only_look_cannot_move(client: Client, visit: Appointment) -> None:
    client.force_login(UserFactory(groups=["Redactie"]))

    client.post(address(visit), typed(visit))

    visit.refresh_from_db()
    assert visit.starts_at == at(8)


def test_a_hold_cannot_be_moved(desk: Client) -> None:
    assert desk.get(address(AppointmentFactory(held=True))).status_code == 404
