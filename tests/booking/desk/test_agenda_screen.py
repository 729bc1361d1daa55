"""The agenda: one day of all therapists side by side."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from booking.reception.presenters.agenda import ROW, Agenda, Cell, agenda_of
from booking.scheduling.clock import CLINIC_TZ
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db
AGENDA = "/beheer/agenda/"


def cells(agenda: Agenda) -> list[Cell]:
    return [cell for row in agenda.rows for cell in row.cells]


def test_a_visit_in_the_night_that_the_clock_changes_stands_at_its_own_hour() -> None:
    sunday = date(2027, 3, 28)
    early = AppointmentFactory(starts_at=at(0, 30, day=sunday))
    late = AppointmentFactory(practitioner=early.practitioner, starts_at=at(9, day=sunday))

    agenda = agenda_of(sunday, now=NOW)

    starts = {cell.appointment: cell.starts_at for cell in cells(agenda) if cell.appointment}
    assert starts == {early: early.starts_at, late: late.starts_at}
    assert agenda.rows[-1].starts_at + ROW == at(16, day=sunday)


def test_the_agenda_shows_everybody_side_by_side_without_gaps() -> None:
    for _ in range(2):
        slot = SlotFactory()
        AppointmentFactory(practitioner=slot.practitioner, starts_at=at(8, 30))

    agenda = agenda_of(DAY, now=NOW)

    assert len(agenda.practitioners) == 2
    for person in agenda.practitioners:
        column = [cell for cell in cells(agenda) if cell.practitioner == person]
        assert sum(cell.rows for cell in column) == len(agenda.rows)
        assert all(
            above.starts_at + above.rows * ROW == below.starts_at
            for above, below in pairwise(column)
        )


def test_a_visit_stands_at_its_hour_and_as_tall_as_it_lasts() -> None:
    visit = AppointmentFactory(starts_at=at(8, 40), treatment__duration=timedelta(minutes=45))

    [cell] = [cell for cell in cells(agenda_of(DAY, now=NOW)) if cell.appointment]

    assert (cell.appointment, cell.starts_at, cell.rows) == (visit, at(8, 40), 9)


def test_visits_touching_within_five_minutes_both_stay_visible() -> None:
    person = PractitionerFactory()
    first = AppointmentFactory(practitioner=person, starts_at=at(8), ends_at=at(8, 32))
    second = AppointmentFactory(practitioner=person, starts_at=at(8, 32))

    shown = [cell.appointment for cell in cells(agenda_of(DAY, now=NOW)) if cell.appointment]

    assert shown == [first, second]


def test_the_line_of_this_half_hour_is_marked_today_and_on_no_other_day() -> None:
    SlotFactory()

    marked = [row.starts_at for row in agenda_of(DAY, now=at(9, 40)).rows if row.is_now]

    assert marked == [at(9, 30)]
    assert not any(row.is_now for row in agenda_of(DAY, now=NOW).rows)


def test_cancelled_visits_and_expired_holds_leave_the_agenda() -> None:
    AppointmentFactory(cancelled=True)
    AppointmentFactory(held=True, held_until=NOW)

    assert agenda_of(DAY, now=NOW).visits == []


def test_a_closing_covers_everybody_and_early_visits_open_the_day_earlier() -> None:
    AbsenceFactory(practitioner=None, starts_at=at(0), ends_at=at(22))
    early = AppointmentFactory(starts_at=at(5, 30))

    agenda = agenda_of(DAY, now=NOW)

    assert agenda.rows[0].starts_at == at(5)
    assert {cell.state for cell in cells(agenda) if not cell.appointment} == {"away"}
    assert early in [cell.appointment for cell in cells(agenda)]


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

    [cell] = [cell for cell in cells(agenda) if cell.appointment]
    assert (cell.appointment, cell.clock) == (visit, "09:00")
    assert agenda.rows[0].starts_at == datetime.combine(day, time(8), CLINIC_TZ)


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
