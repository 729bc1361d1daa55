"""The numbers of the practice, each counted as its definition says."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from booking.choices import AppointmentStatus, CancelledBy, Channel, OfferStatus, WaitlistStatus
from booking.reception.presenters.figures import all_figures
from booking.services.practice import figures
from booking.services.practice.figures import Weeks
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    at,
)
from tests.factories.users import UserFactory
from tests.site.spreadsheets import rows_of

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 1, 11)
WEEK = Weeks(MONDAY, 1)
PAGE = "/beheer/cijfers/"


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_occupancy_is_booked_of_worked_time_without_absences() -> None:
    """Of three opened hours one is away; an hour is booked, half of it missed."""
    person = SlotFactory().practitioner
    AbsenceFactory(practitioner=person, starts_at=at(10), ends_at=at(12))
    AppointmentFactory(practitioner=person, turnaround=hours(0.25))
    AppointmentFactory(practitioner=person, starts_at=at(9), status=AppointmentStatus.NOSHOW)
    AppointmentFactory(practitioner=person, starts_at=at(9, 30), cancelled=True)
    AppointmentFactory(practitioner=person, starts_at=at(9, 30), held=True)

    [found] = figures.occupancy(WEEK)

    assert (found.practitioner, found.booked, found.worked) == (person, hours(1), hours(2))


def test_a_week_begins_on_monday_at_midnight_on_the_clock_of_the_clinic() -> None:
    person = PractitionerFactory()
    for starts_at in (at(22, 30, day=date(2027, 1, 10)), at(23, 0, day=date(2027, 1, 10))):
        AppointmentFactory(practitioner=person, starts_at=starts_at)

    two = figures.outcomes(Weeks(MONDAY - timedelta(weeks=1), 2))

    assert [one["booked"] for one in two] == [1, 1]


def test_late_is_only_what_the_desk_cancelled_after_the_last_moment_online() -> None:
    person, asked = PractitionerFactory(), CancelledBy.ASKED
    late, in_time = at(7), at(7) - timedelta(days=3)
    for by, cancelled_at in (
        (asked, late),
        (asked, in_time),
        (CancelledBy.PRACTICE, late),
        (CancelledBy.PATIENT, in_time),
    ):
        AppointmentFactory(
            practitioner=person, cancelled=True, cancelled_by=by, cancelled_at=cancelled_at
        )
    AppointmentFactory(practitioner=person, status=AppointmentStatus.NOSHOW)

    [week] = figures.outcomes(WEEK)

    assert week == {"week": MONDAY, "booked": 5, "missed": 1, "cancelled": 4, "late": 1}


def test_lead_times_fall_into_the_group_that_their_limit_begins() -> None:
    person = PractitionerFactory()
    for number, days in enumerate((0, 1, 2, 3)):
        starts_at = at(8 + number)
        AppointmentFactory(
            practitioner=person, starts_at=starts_at, created_at=starts_at - timedelta(days=days)
        )

    assert figures.lead_times(WEEK, (1, 3)) == ([1, 2, 1], timedelta(days=1.5))


def test_channels_offers_and_places_are_counted_by_what_is_stored() -> None:
    AppointmentFactory(channel=Channel.DESK)
    WaitlistOfferFactory(status=OfferStatus.ACCEPTED, hold=None)
    WaitlistEntryFactory(status=WaitlistStatus.SERVED, closed_at=NOW)

    assert figures.channels(WEEK) == {Channel.DESK: 1}
    assert {one: many for one, many in figures.offers(WEEK).items() if many} == {"accepted": 1}
    assert figures.entries_ended(WEEK) == {"served": 1, "left": 0, "passed": 0, "unconfirmed": 0}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_all_figures_take_the_same_queries_for_any_number_of_appointments(
    count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        AppointmentFactory(practitioner=SlotFactory().practitioner)

    # Without anybody at work nobody is looked up.
    with django_assert_num_queries(8 if count else 7):
        found = all_figures(WEEK)

    assert len(found[0].charts) == count


def test_the_page_has_each_chart_with_its_table_and_its_file(desk: Client) -> None:
    AppointmentFactory(channel=Channel.DESK)
    asked = {"tot": "2027-01-12", "weken": "1"}

    html = desk.get(PAGE, asked).content.decode()

    assert html.count('role="img"') == html.count('<svg class="chart"') == 7
    for figure in ("bezetting", "gemist", "vooraf", "herkomst", "wachtlijst"):
        assert f"figuur={figure}&amp;export=csv" in html
    [names, *rows] = rows_of(desk.get(PAGE, {**asked, "figuur": "herkomst", "export": "csv"}))
    assert (names, rows) == (["Geboekt via", "Afspraken"], [["Website", "0"], ["Onthaal", "1"]])


@pytest.mark.parametrize("nonsense", ["", "-1", "0", "54", "veel", "٣", "1" * 99])
def test_weeks_that_are_none_show_the_last_twelve(desk: Client, nonsense: str) -> None:
    page = desk.get(PAGE, {"weken": nonsense, "tot": nonsense})

    assert page.context["weeks"].count == 12


@pytest.mark.parametrize("group", ["Kinesitherapeuten", "Redactie"])
def test_the_numbers_are_for_the_desk(client: Client, group: str) -> None:
    client.force_login(UserFactory(groups=[group]))

    assert client.get(PAGE).status_code == 302
    assert client.get(PAGE, {"export": "csv"}).status_code == 302
