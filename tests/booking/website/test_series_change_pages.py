"""The pages of a series that is booked: look at it, cancel or move what is left of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from booking import links
from booking.choices import AppointmentStatus, CancellationReason
from booking.models import Appointment, AppointmentSeries
from tests.booking.support.weekly import Weekly, hold_on, proposed, weekly
from tests.factories.booking import AppointmentFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
Details = Callable[..., dict[str, Any]]


@pytest.fixture
def series(client: Client, weekly: Weekly, details: Details) -> AppointmentSeries:
    """Two visits, at six in the evening of the first two days."""
    client.post(hold_on(client, weekly), details())
    return AppointmentSeries.objects.get()


def starts(series: AppointmentSeries) -> list[Any]:
    return [visit.starts_at for visit in series.appointments.order_by("starts_at")]


def statuses(series: AppointmentSeries) -> list[str]:
    return [visit.status for visit in series.appointments.order_by("starts_at")]


def new_wish(weekly: Weekly, **changes: Any) -> dict[str, Any]:
    """Tuesdays and Thursdays between nine and eleven."""
    wish = weekly.wish(van="09:00", tot="11:00", sinds=weekly.days[0].isoformat())
    del wish["behandeling"], wish["aantal"]
    return wish | changes


def test_the_page_lists_the_visits_with_links_to_their_own_pages(
    client: Client, series: AppointmentSeries
) -> None:
    page = client.get(links.series_path(series))

    rows = page.context["rows"]
    assert [row.visit.starts_at for row in rows] == starts(series)
    assert [client.get(row.url).status_code for row in rows] == [200, 200]


def test_the_page_says_how_long_the_visits_are_when_the_treatment_takes_longer_by_now(
    client: Client, series: AppointmentSeries
) -> None:
    series.treatment.duration = timedelta(minutes=45)
    series.treatment.save()

    page = client.get(links.series_path(series)).content.decode()

    assert ("(30 minuten)" in page, "(45 minuten)" in page) == (True, False)


@pytest.mark.parametrize("step", ["", "annuleren/", "verplaatsen/", "afspraken.ics"])
def test_queries_do_not_grow_with_the_visits(
    client: Client, weekly: Weekly, series: AppointmentSeries, step: str
) -> None:
    counts = []
    for days in ([], weekly.days[2:9]):
        for day in days:
            AppointmentFactory(
                series=series,
                patient=series.patient,
                treatment=weekly.treatment,
                starts_at=weekly.at(day, 18),
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{links.series_path(series)}{step}")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_link_of_another_kind_opens_no_series(client: Client, series: AppointmentSeries) -> None:
    visit = series.appointments.first()
    for purpose, row in (
        (links.Purpose.SERIES_HOLD, series),
        (links.Purpose.VISIT, series),
        (links.Purpose.VISIT, visit),
    ):
        assert client.get(f"/afspraak/reeks/{links.token(purpose, row)}/").status_code == 404


def test_the_calendar_file_has_all_visits(client: Client, series: AppointmentSeries) -> None:
    answer = client.get(f"{links.series_path(series)}afspraken.ics")

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.start for event in events] == starts(series)
    assert len({event["UID"] for event in events}) == 2
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_opening_the_page_to_cancel_cancels_nothing(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    page = client.get(f"{links.series_path(series)}annuleren/?sinds={weekly.days[1]}")

    assert [visit.day for visit in page.context["rest"].changeable] == [weekly.days[1]]
    assert statuses(series) == [AppointmentStatus.BOOKED] * 2


def test_cancelling_the_rest_leaves_the_first(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    posted = {"sinds": weekly.days[1].isoformat(), "reason": CancellationReason.BUSY.value}

    answers = [client.post(f"{links.series_path(series)}annuleren/", posted) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"{links.series_path(series)}?geannuleerd"}
    assert statuses(series) == [AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED]
    assert series.appointments.latest("starts_at").cancellation_reason == CancellationReason.BUSY


def test_who_cancelled_them_all_finds_the_way_to_a_new_appointment(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    before = client.get(links.series_path(series))

    after = client.post(
        f"{links.series_path(series)}annuleren/",
        {"sinds": weekly.days[0].isoformat()},
        follow=True,
    )

    offered = ["Maak een nieuwe afspraak" in page.content.decode() for page in (before, after)]
    assert offered == [False, True]


def test_what_is_past_its_cut_off_is_named_and_stays(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    first = series.appointments.earliest("starts_at")
    first.change_until -= timedelta(days=30)
    first.save()
    address = f"{links.series_path(series)}annuleren/"

    page = client.get(address)
    client.post(address, {"sinds": weekly.days[0].isoformat()})

    assert page.context["rest"].fixed == [first]
    assert statuses(series) == [AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED]


def test_when_nothing_can_be_changed_both_pages_say_so(
    client: Client, series: AppointmentSeries
) -> None:
    visits = list(series.appointments.all())
    for visit in visits:
        visit.change_until -= timedelta(days=30)
        visit.save()
    address = links.series_path(series)

    cancel, move = (client.get(f"{address}{step}/") for step in ("annuleren", "verplaatsen"))

    assert (cancel.context["rest"].changeable, move.context["rest"].changeable) == ([], [])
    since = {"sinds": visits[0].day.isoformat()}
    assert client.post(f"{address}annuleren/", since).status_code == 409
    assert client.post(f"{address}verplaatsen/", {"vanaf": "2027-01-01"}).status_code == 200
    assert statuses(series) == [AppointmentStatus.BOOKED] * 2


def test_the_page_to_move_starts_from_how_it_is_now(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    page = client.get(f"{links.series_path(series)}verplaatsen/?sinds={weekly.days[0]}")

    form = page.context["form"]
    assert form["weekdays"].value() == sorted({day.isoweekday() for day in weekly.days[:2]})
    assert form["practitioner"].value() == weekly.practitioner.slug
    assert form["first_day"].value() == weekly.days[0]


def test_the_rest_is_planned_anew_and_moves_in_one_go(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    address = f"{links.series_path(series)}verplaatsen/"
    plan = client.get(address, new_wish(weekly))
    assert proposed(plan) == [weekly.moment(day, 9) for day in weekly.days[:2]]
    assert starts(series) == [weekly.at(day, 18) for day in weekly.days[:2]]

    chosen = {f"keuze-{day}": weekly.moment(day, 10) for day in weekly.days[:2]}
    answers = [client.post(address, new_wish(weekly) | chosen) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"{links.series_path(series)}?verplaatst"}
    assert starts(series) == [weekly.at(day, 10) for day in weekly.days[:2]]
    assert Appointment.objects.count() == 2


def test_the_days_of_visits_that_stay_get_no_second_one(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    wish = new_wish(weekly, sinds=weekly.days[1].isoformat())

    page = client.get(f"{links.series_path(series)}verplaatsen/", wish)

    assert proposed(page) == [weekly.moment(weekly.days[1], 9)]


def test_showing_again_keeps_what_was_chosen(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    chosen = {f"keuze-{weekly.days[0]}": weekly.moment(weekly.days[0], 10), "toon": "ja"}

    answer = client.post(f"{links.series_path(series)}verplaatsen/", new_wish(weekly) | chosen)

    moments = proposed(client.get(answer.url))
    assert moments == [weekly.moment(weekly.days[0], 10), weekly.moment(weekly.days[1], 9)]


def test_fewer_moments_than_visits_move_nothing(
    client: Client, weekly: Weekly, series: AppointmentSeries
) -> None:
    chosen = {f"keuze-{weekly.days[0]}": weekly.moment(weekly.days[0], 10)}

    page = client.post(f"{links.series_path(series)}verplaatsen/", new_wish(weekly) | chosen)

    assert page.status_code == 409
    assert starts(series) == [weekly.at(day, 18) for day in weekly.days[:2]]


@pytest.mark.parametrize("since", ["gisteren", "0001-01-01", "9999-12-31", "2027-02-30"])
@pytest.mark.parametrize("step", ["annuleren", "verplaatsen"])
def test_nonsense_for_the_day_to_begin_with_is_no_fault(
    client: Client, series: AppointmentSeries, step: str, since: str
) -> None:
    page = client.get(f"{links.series_path(series)}{step}/?sinds={since}")

    assert page.status_code == 200
