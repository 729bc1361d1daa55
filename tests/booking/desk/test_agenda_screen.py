"""The agenda: one day of all therapists side by side."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from booking.reception.presenters.agenda import Agenda, agenda_of
from booking.reception.presenters.grid import Visit
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


def visits(agenda: Agenda) -> list[Visit]:
    return [visit for column in agenda.columns for visit in column.visits]


def hour(agenda: Agenda, minute: int) -> datetime:
    """The moment of a minute on the scale of the day."""
    return agenda.scale.span.starts_at + timedelta(minutes=minute)


def test_a_visit_in_the_night_that_the_clock_changes_stands_at_its_own_hour() -> None:
    sunday = date(2027, 3, 28)
    early = AppointmentFactory(starts_at=at(0, 30, day=sunday))
    late = AppointmentFactory(practitioner=early.practitioner, starts_at=at(9, day=sunday))

    agenda = agenda_of(sunday, now=NOW)

    starts = {one.appointment: hour(agenda, one.block.start) for one in visits(agenda)}
    assert starts == {early: early.starts_at, late: late.starts_at}
    assert agenda.scale.span.ends_at == at(16, day=sunday)


def test_the_agenda_shows_everybody_side_by_side_on_one_scale() -> None:
    TreatmentFactory()
    slots = [SlotFactory() for _ in range(2)]
    for slot in slots:
        AppointmentFactory(practitioner=slot.practitioner, starts_at=at(8, 30))

    columns = agenda_of(DAY, now=NOW).columns

    assert {column.practitioner for column in columns} == {slot.practitioner for slot in slots}
    places = [[piece.block for piece in column.pieces] for column in columns]
    assert places == [[(60, 30), (90, 30), (120, 30), (150, 30), (180, 30), (210, 30)]] * 2


def test_a_visit_stands_at_its_hour_and_as_tall_as_it_lasts() -> None:
    visit = AppointmentFactory(starts_at=at(8, 40), treatment__duration=timedelta(minutes=45))

    agenda = agenda_of(DAY, now=NOW)
    [shown] = visits(agenda)

    assert (shown.appointment, hour(agenda, shown.block.start)) == (visit, at(8, 40))
    assert shown.block.length == 45


def test_visits_touching_within_five_minutes_both_stay_visible() -> None:
    person = PractitionerFactory()
    first = AppointmentFactory(practitioner=person, starts_at=at(8), ends_at=at(8, 32))
    second = AppointmentFactory(practitioner=person, starts_at=at(8, 32))

    shown = [(one.appointment, one.block) for one in visits(agenda_of(DAY, now=NOW))]

    assert shown == [(first, (60, 32)), (second, (92, 30))]


def test_the_present_moment_has_a_line_today_and_on_no_other_day() -> None:
    SlotFactory()

    assert [agenda_of(DAY, now=now).now for now in (at(9, 40), NOW)] == [160, None]


def test_cancelled_visits_and_expired_holds_leave_the_agenda() -> None:
    AppointmentFactory(cancelled=True)
    AppointmentFactory(held=True, held_until=NOW)

    assert agenda_of(DAY, now=NOW).visits == []


def test_a_closing_covers_everybody_and_early_visits_open_the_day_earlier() -> None:
    AbsenceFactory(practitioner=None, starts_at=at(0), ends_at=at(22))
    early = AppointmentFactory(starts_at=at(5, 30))

    agenda = agenda_of(DAY, now=NOW)

    assert agenda.scale.span.starts_at == at(5)
    assert [away.block for column in agenda.columns for away in column.away] == [(0, 12 * 60)]
    assert [visit.appointment for visit in visits(agenda)] == [early]


def test_somebody_who_left_is_shown_while_visits_remain() -> None:
    PractitionerFactory(name="Jo Weg", is_active=False)
    gone = PractitionerFactory(name="Lou Bijna", is_active=False)
    AppointmentFactory(practitioner=gone)

    assert agenda_of(DAY, now=NOW).practitioners == [gone]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_day_on_which_the_clock_changes_has_its_visits_at_the_right_hour(day: date) -> None:
    nine = datetime.combine(day, time(9), CLINIC_TZ)
    visit = AppointmentFactory(starts_at=nine)

    agenda = agenda_of(day, now=NOW)

    [shown] = visits(agenda)
    assert (shown.appointment, shown.clock, shown.block) == (visit, "9.00", (60, 30))
    assert agenda.scale.span.starts_at == datetime.combine(day, time(8), CLINIC_TZ)


@pytest.mark.parametrize("count", [1, 5])
def test_the_agenda_takes_the_same_queries_for_any_number_of_visits(
    desk: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        slot = SlotFactory()
        for hour in range(8, 8 + min(count, 3)):
            NotificationFactory(
                appointment=AppointmentFactory(practitioner=slot.practitioner, starts_at=at(hour))
            )
    desk.get(AGENDA)

    with django_assert_max_num_queries(12):
        page = desk.get(AGENDA, {"dag": DAY.isoformat()})

    assert len(page.context["agenda"].visits) == count * min(count, 3)


@pytest.mark.parametrize("nonsense", ["", "morgen", "2027-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_shows_today(desk: Client, nonsense: str) -> None:
    page = desk.get(AGENDA, {"dag": nonsense})

    assert page.context["agenda"].day == page.context["today"]
