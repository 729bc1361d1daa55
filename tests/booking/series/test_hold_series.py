"""Holding the moments of a series: all of them or none."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus
from booking.errors import NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, AppointmentSeries, Practitioner, Treatment
from booking.scheduling.openings import Opening
from booking.services.series.hold_series import HOLD_SERIES_FOR, hold_series
from booking.services.visits.hold import hold
from tests.booking.support.series import statuses, tuesdays, visits
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db


def test_all_moments_are_held_for_a_quarter_of_an_hour(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    held = hold_series(treatment=treatment, visits=visits(practitioner), key=uuid4(), now=NOW)

    rows = held.appointments.order_by("starts_at")
    assert [row.starts_at for row in rows] == [one.starts_at for one in visits(practitioner)]
    assert {row.held_until for row in rows} == {NOW + HOLD_SERIES_FOR}
    assert statuses(held) == [AppointmentStatus.PENDING] * 3


def test_one_that_is_taken_keeps_none(treatment: Treatment, practitioner: Practitioner) -> None:
    AppointmentFactory(practitioner=practitioner, starts_at=at(9, day=tuesdays(2)[1]))

    with pytest.raises(TimeTaken):
        hold_series(treatment=treatment, visits=visits(practitioner), key=uuid4(), now=NOW)

    assert AppointmentSeries.objects.count() == 0
    assert Appointment.objects.count() == 1


def test_asked_twice_it_is_the_same_series(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    key = uuid4()

    first, second = (
        hold_series(treatment=treatment, visits=visits(practitioner), key=key, now=NOW)
        for _ in range(2)
    )

    assert (first, Appointment.objects.count()) == (second, 3)


def test_a_visitor_keeps_one_series_and_no_other_time(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    key = uuid4()
    alone = hold(treatment=treatment, practitioner=practitioner, starts_at=at(9), key=key, now=NOW)
    before = hold_series(treatment=treatment, visits=visits(practitioner), key=key, now=NOW)

    after = hold_series(treatment=treatment, visits=visits(practitioner, 4), key=key, now=NOW)

    alone.refresh_from_db()
    assert alone.status == AppointmentStatus.CANCELLED
    assert statuses(before) == [AppointmentStatus.CANCELLED] * 3
    assert statuses(after) == [AppointmentStatus.PENDING] * 4


def test_what_was_held_before_stays_when_the_new_series_is_refused(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    key = uuid4()
    before = hold_series(treatment=treatment, visits=visits(practitioner), key=key, now=NOW)
    AppointmentFactory(practitioner=practitioner, starts_at=at(10))

    with pytest.raises(TimeTaken):
        hold_series(treatment=treatment, visits=visits(practitioner, hour=10), key=key, now=NOW)

    assert statuses(before) == [AppointmentStatus.PENDING] * 3


def nothing(practitioner: Practitioner) -> list[Opening]:
    return []


def two_on_a_day(practitioner: Practitioner) -> list[Opening]:
    return [*visits(practitioner, 1), *visits(practitioner, 1, hour=10)]


def twice_the_same(practitioner: Practitioner) -> list[Opening]:
    return visits(practitioner, 1) * 2


def too_many(practitioner: Practitioner) -> list[Opening]:
    return visits(practitioner, 21)


def off_the_grid(practitioner: Practitioner) -> list[Opening]:
    start = at(9, 5)
    return [Opening(start, start + timedelta(minutes=30), practitioner.pk)]


def in_the_past(practitioner: Practitioner) -> list[Opening]:
    start = at(9, day=DAY - timedelta(weeks=1))
    return [Opening(start, start + timedelta(minutes=30), practitioner.pk)]


def beyond_the_horizon(practitioner: Practitioner) -> list[Opening]:
    start = at(9, day=DAY + timedelta(weeks=9))
    return [Opening(start, start + timedelta(minutes=30), practitioner.pk)]


@pytest.mark.parametrize(
    "forged",
    [
        nothing,
        two_on_a_day,
        twice_the_same,
        too_many,
        off_the_grid,
        in_the_past,
        beyond_the_horizon,
    ],
)
def test_forged_moments_are_refused(
    treatment: Treatment, practitioner: Practitioner, forged: Any
) -> None:
    with pytest.raises(NotAnOpening):
        hold_series(treatment=treatment, visits=forged(practitioner), key=uuid4(), now=NOW)

    assert Appointment.objects.count() == 0


def test_a_therapist_who_does_not_give_it_or_is_not_there_is_refused(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    other = PractitionerFactory(treatments=[])
    SlotFactory(practitioner=other)

    for pk in (other.pk, other.pk + 1000):
        [visit] = visits(practitioner, 1)
        with pytest.raises(NotBookableOnline):
            hold_series(
                treatment=treatment,
                visits=[visit._replace(practitioner_id=pk)],
                key=uuid4(),
                now=NOW,
            )


def test_an_expired_hold_in_the_way_is_displaced_and_one_beside_it_is_not(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    old = {"practitioner": practitioner, "held": True, "held_until": NOW}
    in_the_way = AppointmentFactory(starts_at=at(9), **old)
    beside = AppointmentFactory(starts_at=at(10), **old)

    hold_series(treatment=treatment, visits=visits(practitioner), key=uuid4(), now=NOW)

    in_the_way.refresh_from_db()
    beside.refresh_from_db()
    assert in_the_way.status == AppointmentStatus.CANCELLED
    assert beside.status == AppointmentStatus.PENDING
