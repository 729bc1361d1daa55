"""The month beside the agenda: how full each day is, and the way to it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from booking.choices import AppointmentStatus
from booking.models import Practitioner
from booking.models.sight import EVERYBODY, Sight
from booking.scheduling.clock import clinic_day
from booking.scheduling.spans import Span
from booking.services.practice.fullness import fullness
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 12)
WEEK = Span(clinic_day(DAY).starts_at, clinic_day(DAY + timedelta(days=6)).ends_at)
URL = f"/beheer/agenda/maand/?dag={DAY.isoformat()}"


@pytest.fixture
def noor() -> Practitioner:
    """A therapist who works four hours on the day."""
    person: Practitioner = PractitionerFactory()
    SlotFactory(practitioner=person, starts_at=at(8), ends_at=at(12))
    return person


def test_a_day_is_as_full_as_its_worked_time_is_booked_with_turnaround(noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor, turnaround=timedelta(minutes=30))
    AppointmentFactory(practitioner=noor, starts_at=at(10), status=AppointmentStatus.NOSHOW)
    AppointmentFactory(practitioner=noor, starts_at=at(11), cancelled=True)

    assert fullness(WEEK, EVERYBODY) == {DAY: 1.5 / 4}


def test_time_away_is_not_worked_and_a_day_without_work_has_no_fullness(
    noor: Practitioner,
) -> None:
    AppointmentFactory(practitioner=noor)
    AbsenceFactory(practitioner=noor, starts_at=at(10), ends_at=at(12))
    assert fullness(WEEK, EVERYBODY) == {DAY: 0.25}

    AbsenceFactory(practitioner=noor, starts_at=at(8), ends_at=at(10))
    assert fullness(WEEK, EVERYBODY) == {}


def test_more_than_full_is_full(noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor, turnaround=timedelta(hours=6))

    assert fullness(WEEK, EVERYBODY) == {DAY: 1.0}


def test_only_therapists_in_sight_count(noor: Practitioner) -> None:
    AppointmentFactory()

    assert fullness(WEEK, Sight(of_everybody=False, practitioner=noor.pk)) == {DAY: 0.0}
    assert fullness(WEEK, Sight(of_everybody=False)) == {}


def test_each_day_leads_to_its_agenda_and_a_closed_one_says_so(
    desk: Client, noor: Practitioner
) -> None:
    AppointmentFactory(practitioner=noor)
    closing = clinic_day(DAY + timedelta(days=1))
    AbsenceFactory(practitioner=None, starts_at=closing.starts_at, ends_at=closing.ends_at)

    page = BeautifulSoup(desk.get(URL).content, "html.parser")

    links = {str(link["href"]): " ".join(link.text.split()) for link in page.select("td a")}
    index = reverse("agenda:index")
    assert links[f"{index}?dag=2027-01-12"] == "12 12 % vol"
    assert links[f"{index}?dag=2027-01-13"] == "13 Gesloten"
    assert links[f"{index}?dag=2027-01-14"] == "14"


def test_the_month_takes_the_same_queries_however_full_it_is(
    desk: Client, noor: Practitioner
) -> None:
    few = queries_of(desk, URL)
    for hour in (8, 9, 10):
        AppointmentFactory(practitioner=noor, starts_at=at(hour))
        SlotFactory(starts_at=at(hour), ends_at=at(hour + 1))

    assert len(queries_of(desk, URL)) == len(few)


def test_the_agenda_asks_for_it_only_by_script(desk: Client, noor: Practitioner) -> None:
    page = BeautifulSoup(desk.get(f"/beheer/agenda/?dag={DAY}").content, "html.parser")

    month = page.select_one("#agenda-month")
    assert month
    assert month["hx-get"] == URL
    assert len(month.select("td a")) == 35
    assert not month.select(".agenda-full")
