"""The week of a therapist in a picture: the roster as it repeats, and what is open day by day."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Practitioner, WorkingHours
from booking.reception.presenters.hours_week import Closed, Stretch, roster_weeks, week_of_days
from booking.scheduling.clock import CLINIC_TZ
from tests.booking.support.pressing import buttons, words_of
from tests.booking.support.previews import seen
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory

pytestmark = pytest.mark.django_db
# DAY is a Tuesday.
MONDAY = DAY - timedelta(days=1)
ROSTER, DAYS = "/beheer/werkroosters/week/", "/beheer/beschikbaarheid/week/"


@pytest.fixture
def noor() -> Practitioner:
    made: Practitioner = PractitionerFactory(name="Noor Tester")
    return made


def line(person: Practitioner, opens: int, closes: int, **more: Any) -> WorkingHours:
    usual = {"weekday": 2, "valid_from": date(2027, 1, 5)}
    made: WorkingHours = WorkingHoursFactory(
        practitioner=person, opens=time(opens), closes=time(closes), **usual | more
    )
    return made


def places(pieces: list[Stretch | Closed]) -> list[tuple[str, int, int]]:
    """Each piece of a day with its minute and its length on the scale."""

    def kind(one: Stretch | Closed) -> str:
        if isinstance(one, Stretch):
            return "open"
        return "break" if one.is_break else "closed"

    return [(kind(one), *one.block) for one in pieces]


def link_at(html: BeautifulSoup, selector: str) -> str:
    return str(html.select(selector)[0]["href"])


def test_a_day_of_two_lines_shows_the_break_between_them_to_scale(noor: Practitioner) -> None:
    line(noor, 9, 12)
    line(noor, 13, 17)

    [week] = roster_weeks(noor, MONDAY)

    assert places(week.days[1].pieces) == [
        ("closed", 0, 60),
        ("open", 60, 180),
        ("break", 240, 60),
        ("open", 300, 240),
        ("closed", 540, 60),
    ]
    assert places(week.days[2].pieces) == [("closed", 0, 600)]


def test_weeks_that_take_turns_are_shown_one_under_the_other(noor: Practitioner) -> None:
    line(noor, 9, 12, every_n_weeks=2)
    line(noor, 14, 18, every_n_weeks=2, valid_from=date(2027, 1, 12))

    weeks = roster_weeks(noor, MONDAY)

    opened = [
        [one.opens.hour for one in week.days[1].pieces if isinstance(one, Stretch)]
        for week in weeks
    ]
    assert ([week.monday for week in weeks], opened) == (
        [MONDAY, MONDAY + timedelta(days=7)],
        [[14], [9]],
    )


def test_a_line_that_ended_is_in_no_week_and_makes_no_weeks_take_turns(noor: Practitioner) -> None:
    line(noor, 9, 12, every_n_weeks=3, valid_until=date(2027, 1, 6))

    [week] = roster_weeks(noor, MONDAY)

    assert not any(isinstance(one, Stretch) for day in week.days for one in day.pieces)


def test_the_week_day_by_day_shows_what_is_open_and_what_lies_over_it(noor: Practitioner) -> None:
    slot = SlotFactory(practitioner=noor)
    SlotFactory()  # of somebody else
    away = AbsenceFactory(practitioner=noor, starts_at=at(10), ends_at=at(11))
    block = InternalBlockFactory(practitioner=noor)
    AppointmentFactory(practitioner=noor, starts_at=at(9))

    week = week_of_days(noor, MONDAY, now=NOW)

    tuesday = week.days[1]
    [stretch] = [one for one in tuesday.pieces if isinstance(one, Stretch)]
    assert (stretch.row, stretch.block) == (slot, (60, 180))
    assert {one.pk for _block, one in tuesday.away} == {away.pk, block.pk}
    assert (tuesday.count, tuesday.visits) == (1, [(120, 30)])


def test_hours_are_pressed_to_change_them_and_the_way_leads_back(
    desk: Client, noor: Practitioner
) -> None:
    line(noor, 9, 12, valid_from=date(2026, 1, 6))
    address = f"{ROSTER}?kin={noor.pk}&dag=2027-01-12"
    html = BeautifulSoup(desk.get(address).content, "html.parser")

    form_url = link_at(html, ".hours-stretch > a")
    page = buttons(desk.get(form_url), form_url)[0].press(desk, closes="11:00")
    done = seen(desk, page)

    assert done.redirect_chain == [(address, 302)]
    assert WorkingHours.objects.get().closes == time(11)


def test_closed_time_is_pressed_to_add_hours_at_that_place(
    desk: Client, noor: Practitioner
) -> None:
    line(noor, 9, 12, valid_from=date(2026, 1, 6))
    address = f"{ROSTER}?kin={noor.pk}&dag=2027-01-12"
    html = BeautifulSoup(desk.get(address).content, "html.parser")
    [after] = [one for one in html.select(".hours-closed > a") if "12.00–18.00" in one.get_text()]

    form = buttons(desk.get(str(after["href"])), str(after["href"]))[0]
    assert [form.data[name] for name in ("weekday", "opens", "closes", "valid_from")] == [
        ["2"],
        "12:00",
        "18:00",
        "12/01/2027",
    ]
    done = seen(desk, form.press(desk, opens="13:00", closes="17:00"))

    assert done.redirect_chain == [(address, 302)]
    added = WorkingHours.objects.latest("pk")
    assert (added.practitioner, added.opens, added.closes) == (noor, time(13), time(17))


@pytest.mark.parametrize("address", [ROSTER, DAYS, f"{DAYS}?kin=999&dag=morgen"])
def test_without_a_therapist_and_with_nonsense_in_the_address_there_is_a_page(
    desk: Client, address: str
) -> None:
    assert "Er is nog geen kinesitherapeut." in words_of(desk.get(address))
    PractitionerFactory(name="Noor Tester")
    assert "Noor Tester" in words_of(desk.get(address))


@pytest.mark.parametrize("address", [ROSTER, DAYS])
def test_the_picture_takes_the_same_queries_for_any_number_of_hours(
    desk: Client, noor: Practitioner, address: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(f"{address}?kin={noor.pk}&dag={DAY}").status_code == 200
        return len(asked)

    def more(day: int) -> None:
        start = datetime.combine(MONDAY + timedelta(days=day), time(9), CLINIC_TZ)
        SlotFactory(practitioner=noor, starts_at=start, ends_at=start + timedelta(hours=3))
        AppointmentFactory(practitioner=noor, starts_at=start)
        AbsenceFactory(
            practitioner=noor,
            starts_at=start + timedelta(hours=2),
            ends_at=start + timedelta(hours=3),
        )
        line(noor, 9, 12, weekday=day + 1)

    more(0)
    queries()
    few = queries()
    for day in range(1, 6):
        more(day)

    assert queries() == few


@pytest.mark.parametrize("address", [ROSTER, DAYS])
def test_both_pictures_and_their_lists_lead_to_each_other(
    desk: Client, noor: Practitioner, address: str
) -> None:
    html = BeautifulSoup(desk.get(f"{address}?kin={noor.pk}&dag={DAY}").content, "html.parser")
    bar = {one.get_text(strip=True): one["href"] for one in html.select(".agenda-bar a")}

    assert bar["Werkrooster"] == f"{ROSTER}?kin={noor.pk}&dag={DAY}"
    assert bar["Dag per dag"] == f"{DAYS}?kin={noor.pk}&dag={DAY}"
    assert bar["Als lijst"] == address.removesuffix("week/")
    assert bar["Volgende week"] == f"{address}?kin={noor.pk}&dag=2027-01-19"


def test_the_agenda_leads_to_the_days_of_its_therapist_and_they_lead_back(
    desk: Client, noor: Practitioner
) -> None:
    agenda = f"/beheer/agenda/?dag={DAY}&kin={noor.pk}"
    there = f"{DAYS}?dag={DAY}&kin={noor.pk}"

    assert there in links_in(desk, agenda)
    assert agenda in links_in(desk, there)


def links_in(desk: Client, address: str) -> list[str]:
    html = BeautifulSoup(desk.get(address).content, "html.parser")
    return [str(one["href"]) for one in html.find_all("a", href=True)]
