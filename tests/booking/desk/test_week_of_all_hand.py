"""Something in the hand on the week of all: the same starts as in the days, by the same form."""

import json
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from booking.models import Appointment, Practitioner
from tests.booking.conftest import OpenPractice
from tests.booking.support.in_hand import agenda, lit_in, put
from tests.booking.support.in_rail import RAIL, address, fields
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
ALL = {"kin": "allen"}


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine, in hours from nine to twelve."""
    room = practice_with_room
    return AppointmentFactory(
        treatment=room.treatment, practitioner=room.practitioner, starts_at=room.at(9)
    )


@pytest.fixture
def wout(practice_with_room: OpenPractice) -> Practitioner:
    """A colleague with the same treatment and the same hours."""
    room = practice_with_room
    person: Practitioner = PractitionerFactory(name="Wout Ander", treatments=[room.treatment])
    SlotFactory(practitioner=person, starts_at=room.at(9), ends_at=room.at(12))
    return person


def soup(page: Any) -> Any:
    return BeautifulSoup(page.content, "html.parser")


def cell_of(page: Any, person: Practitioner, visit: Appointment) -> Any:
    """The cell of that therapist on the day of the appointment."""
    return soup(page).find(id=f"cel-{person.pk}-{visit.day}").parent


def test_what_lights_up_in_the_days_lights_up_in_the_week(
    desk: Client, visit: Appointment, wout: Practitioner
) -> None:
    monday = visit.day - timedelta(days=visit.day.weekday())
    days = [desk.get(agenda(visit, dag=monday + timedelta(days=n))) for n in range(7)]

    page = desk.get(agenda(visit, **ALL))

    assert sorted(lit_in(page)) == sorted(one for day in days for one in lit_in(day))
    assert len(lit_in(page)) > 20


def test_a_cell_counts_its_starts_has_buttons_for_the_first_and_leads_to_the_day(
    desk: Client, visit: Appointment, wout: Practitioner, practice_with_room: OpenPractice
) -> None:
    AppointmentFactory(
        practitioner=wout, treatment=visit.treatment, starts_at=practice_with_room.at(10)
    )

    cell = cell_of(desk.get(agenda(visit, **ALL)), wout, visit)

    link = cell.select_one(".agenda-cell__day")
    assert link.text.startswith("8 starts")
    assert link["href"] == f"{agenda(visit)}#kolom-{wout.pk}"
    assert [b.text for b in cell.select("button[form=zet] b")] == ["9.00", "9.15", "10.30"]


def test_why_nothing_fits_stands_in_the_cell_or_once_at_the_name(
    desk: Client, visit: Appointment, wout: Practitioner, practice_with_room: OpenPractice
) -> None:
    room = practice_with_room
    for start, end in ((room.at(9), room.at(11)), (room.at(11, 15), room.at(12))):
        AppointmentFactory(practitioner=wout, starts_at=start, ends_at=end)
    other = PractitionerFactory(treatments=[TreatmentFactory()], name="Bo Geensgever")
    SlotFactory(practitioner=other, starts_at=room.at(9), ends_at=room.at(12))

    page = desk.get(agenda(visit, **ALL))

    assert "15 min vrij, 30 nodig" in cell_of(page, wout, visit).text
    assert "geeft geen Intake rug" in soup(page).find(id=f"rij-{other.pk}").text
    assert "geeft geen" not in cell_of(page, other, visit).text


def test_what_is_put_down_or_refused_stays_in_the_week_of_all(
    desk: Client, visit: Appointment, wout: Practitioner, practice_with_room: OpenPractice
) -> None:
    taken = practice_with_room.at(10)
    AppointmentFactory(practitioner=wout, treatment=visit.treatment, starts_at=taken)

    refused = put(desk, visit, wout, taken, asked=ALL)
    moved = put(desk, visit, wout, practice_with_room.at(11), asked=ALL)

    assert refused.status_code == 409
    assert refused.context["agenda"].is_of_all
    week = f"/beheer/agenda/?dag={visit.day}&kin=allen"
    assert moved.url == f"{week}#afspraak-{visit.pk}"
    page = soup(desk.get(moved.url))
    assert page.select_one(f"#rij-{wout.pk} #afspraak-{visit.pk}")
    assert "De afspraak is verplaatst" in page.select_one("#agenda-done").text


def test_a_booking_by_phone_stays_in_the_week_of_all(
    desk: Client, practice_with_room: OpenPractice
) -> None:
    ask = address(practice_with_room, patient=PatientFactory().pk)
    shown = f"http://testserver/beheer/agenda/?dag={practice_with_room.at(9).date()}&kin=allen"
    headers = RAIL | {"HX-Current-URL": shown}

    done = desk.post(ask, fields(desk.get(ask, headers=headers)), headers=headers)

    assert "&kin=allen&kaart=" in json.loads(done["HX-Trigger"])["phone:booked"]


def test_cells_say_with_how_many_it_can_change_places_and_lead_to_them(
    desk: Client, visit: Appointment, wout: Practitioner, practice_with_room: OpenPractice
) -> None:
    AppointmentFactory(
        practitioner=wout, treatment=visit.treatment, starts_at=practice_with_room.at(10)
    )

    cell = cell_of(desk.get(agenda(visit, wissel="ja", **ALL)), wout, visit)

    link = cell.select_one(".agenda-cell__day")
    assert link.text.startswith("wissel met 1")
    assert "Wissel" in soup(desk.get(link["href"])).select_one(".agenda-swap").text


def test_the_other_views_are_one_press_away_with_it_in_the_hand(
    desk: Client, visit: Appointment
) -> None:
    links = soup(desk.get(agenda(visit, **ALL))).select("#agenda-rail .agenda-views a")

    assert [link["href"] for link in links] == [
        agenda(visit).replace("&hand", f"{kin}&hand")
        for kin in ("", f"&kin={visit.practitioner_id}", "&kin=allen")
    ]


def test_it_takes_the_queries_of_the_day(desk: Client, visit: Appointment, wout: Any) -> None:
    day = queries_of(desk, agenda(visit))

    assert len(queries_of(desk, agenda(visit, **ALL))) == len(day)
