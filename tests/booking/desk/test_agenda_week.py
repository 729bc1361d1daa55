"""The week of one therapist: the same grid, with days side by side."""

from datetime import date, timedelta

import pytest
from django.test import Client

from booking.reception.presenters.agenda import Agenda, week_of
from booking.scheduling.holidays import LegalHoliday
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 1, 11)


def week(pk: int, day: date) -> Agenda:
    agenda = week_of(pk, day, now=NOW)
    assert agenda
    return agenda


@pytest.mark.parametrize("day", [MONDAY, DAY, date(2027, 1, 17)])
def test_a_week_runs_from_monday_to_sunday_whichever_day_is_asked(day: date) -> None:
    visit = AppointmentFactory()
    AppointmentFactory()

    agenda = week(visit.practitioner_id, day)

    shown = {one.day: [each.appointment for each in one.visits] for one in agenda.columns}
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    assert shown == {one: [visit] if one == DAY else [] for one in days}


def test_all_days_of_a_week_show_the_same_hours_also_when_the_clock_changes() -> None:
    sunday = date(2027, 3, 28)
    slot = SlotFactory(starts_at=at(4, 30, day=sunday), ends_at=at(9, day=sunday))
    late = AppointmentFactory(
        practitioner=slot.practitioner, starts_at=at(19, day=sunday - timedelta(days=3))
    )

    agenda = week(slot.practitioner_id, sunday)

    # From 6:00 to 21:00 on the clock: what is worked on Sunday begins at 6:30 in summer time.
    assert [column.worked for column in agenda.columns] == [[]] * 6 + [[(30, 270)]]
    assert agenda.columns[3].visits[0].block == (14 * 60, 30)
    assert (agenda.columns[3].visits[0].appointment, agenda.scale.minutes) == (late, 15 * 60)


def test_days_without_work_are_narrow_and_the_line_of_now_is_in_its_week_only() -> None:
    person = SlotFactory().practitioner

    this_week = week(person.pk, DAY)
    next_week = week(person.pk, DAY + timedelta(days=7))

    assert [column.day for column in this_week.columns if not column.is_slim] == [DAY]
    assert (this_week.now, next_week.now) == (120, None)


def test_a_closed_day_of_the_week_says_its_name(desk: Client) -> None:
    easter_monday = date(2027, 3, 29)
    person = SlotFactory(starts_at=at(8, day=easter_monday), ends_at=at(9, day=easter_monday))
    AbsenceFactory(
        practitioner=None, starts_at=at(0, day=easter_monday), ends_at=at(21, day=easter_monday)
    )

    page = desk.get(f"/beheer/agenda/?dag={easter_monday}&kin={person.practitioner_id}")

    assert f"Gesloten: {LegalHoliday.EASTER_MONDAY.label}" in page.content.decode()


@pytest.mark.parametrize("nobody", ["", "0", "99999", "noor", "9" * 30, "²"])
def test_a_therapist_who_is_none_shows_the_day_of_everybody(desk: Client, nobody: str) -> None:
    page = desk.get("/beheer/agenda/", {"dag": str(DAY), "kin": nobody})

    assert (page.context["agenda"].person, page.context["agenda"].day) == (None, DAY)


def test_heads_lead_from_the_day_to_the_week_and_back(desk: Client) -> None:
    person = SlotFactory().practitioner
    day_url, week_url = f"?dag={DAY}", f"?dag={DAY}&amp;kin={person.pk}"

    day = desk.get("/beheer/agenda/", {"dag": str(DAY)}).content.decode()
    week = desk.get("/beheer/agenda/", {"dag": str(DAY), "kin": person.pk}).content.decode()

    assert f'<a href="/beheer/agenda/{week_url}"' in day
    assert f'<a href="/beheer/agenda/{day_url}" title' in week


@pytest.mark.parametrize("count", [1, 6])
def test_a_week_takes_the_same_queries_for_any_number_of_visits(desk: Client, count: int) -> None:
    person = PractitionerFactory()
    for number in range(count):
        AppointmentFactory(practitioner=person, starts_at=at(8) + timedelta(days=number))

    assert len(queries_of(desk, f"/beheer/agenda/?dag={DAY}&kin={person.pk}")) <= 12
