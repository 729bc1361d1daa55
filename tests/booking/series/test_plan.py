"""Planning a series over what the database knows."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.models import AppointmentSeries, Practitioner, Treatment
from booking.scheduling.clock import clinic_day
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.scheduling.series_plan import Obstacle, Plan, Wish
from booking.services.series.hold_series import hold_series
from booking.services.series.plan import plan
from booking.services.visits.delete_old_holds import delete_old_holds
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
TUESDAYS = [DAY + timedelta(weeks=n) for n in range(4)]


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory()


def works_on(days: list[date], **fields: Any) -> Practitioner:
    """From 9 to 12 on the clinic's clock."""
    practitioner = PractitionerFactory(**fields)
    for day in days:
        SlotFactory(practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day))
    return practitioner


def planned(treatment: Treatment, people: list[Practitioner], **changes: Any) -> Plan:
    wish = Wish(
        count=3,
        weekdays=frozenset({2}),
        opens=time(9),
        closes=time(10),
        first_day=DAY,
        practitioners=tuple(person.pk for person in people),
    )
    asked = {"wish": wish, "rules": Rules(), "now": NOW} | changes
    return plan(treatment=treatment, practitioners=people, **asked)


def days(found: Plan) -> list[date]:
    return [visit.opening.starts_at.date() for visit in found.visits]


def test_closing_days_absences_and_full_hours_are_told_apart(treatment: Treatment) -> None:
    noor = works_on([*TUESDAYS, DAY + timedelta(weeks=4)])
    closed, away = clinic_day(TUESDAYS[0]), clinic_day(TUESDAYS[1])
    AbsenceFactory(practitioner=None, starts_at=closed.starts_at, ends_at=closed.ends_at)
    AbsenceFactory(practitioner=noor, starts_at=away.starts_at, ends_at=away.ends_at)
    AppointmentFactory(
        practitioner=noor, starts_at=at(8, day=TUESDAYS[2]), ends_at=at(9, day=TUESDAYS[2])
    )

    found = planned(treatment, [noor])

    assert found.skipped == ((TUESDAYS[0], Obstacle.CLOSED), (TUESDAYS[1], Obstacle.AWAY))
    assert [visit.obstacle for visit in found.visits] == [Obstacle.FULL, None, None]
    assert found.visits[0].opening.starts_at == at(9, day=TUESDAYS[2])


def test_what_the_visitor_holds_is_free_for_that_visitor(treatment: Treatment) -> None:
    noor, visitor = works_on(TUESDAYS), uuid4()
    held = [Opening(at(8, day=day), at(8, 30, day=day), noor.pk) for day in TUESDAYS[:2]]
    hold_series(treatment=treatment, visits=held, key=visitor, now=NOW)

    own, of_another = (planned(treatment, [noor], visitor=key) for key in (visitor, uuid4()))

    assert [visit.opening for visit in own.visits[:2]] == held
    assert of_another.visits[0].opening.starts_at == at(8, 30)


@pytest.mark.parametrize("count", [1, 6])
def test_three_queries_for_any_number_of_therapists(
    treatment: Treatment, count: int, django_assert_num_queries: Any
) -> None:
    people = [works_on(TUESDAYS) for _ in range(count)]

    with django_assert_num_queries(3):
        found = planned(treatment, people)

    assert days(found) == TUESDAYS[:3]


def test_who_takes_no_bookings_on_line_is_not_planned_with(treatment: Treatment) -> None:
    people = [works_on(TUESDAYS, is_online=False), works_on(TUESDAYS, treatments=[])]

    assert planned(treatment, people).visits == ()


def test_a_series_that_nobody_booked_goes_with_its_holds_a_day_later(treatment: Treatment) -> None:
    noor = works_on(TUESDAYS)
    held = [Opening(at(8), at(8, 30), noor.pk)]
    hold_series(treatment=treatment, visits=held, key=uuid4(), now=NOW)
    booked = SeriesFactory()

    delete_old_holds(now=NOW + timedelta(hours=23))
    assert AppointmentSeries.objects.count() == 2
    delete_old_holds(now=NOW + timedelta(hours=25))

    assert AppointmentSeries.objects.get() == booked
