"""Patients who want the same series at the same moment, with real threads."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import HOLDS_TIME, AppointmentStatus
from booking.errors import TimeTaken
from booking.models import Appointment, AppointmentSeries, Practitioner, Treatment
from booking.scheduling.openings import Opening
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import hold_series
from tests.booking.support.racing import together
from tests.factories.booking import (
    DAY,
    MIA,
    NOW,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 12
NINE = [DAY + timedelta(days=4 * n) for n in range(9)]


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory()


@pytest.fixture
def pair(treatment: Treatment) -> tuple[Practitioner, Practitioner]:
    """Two therapists, each free from 8 to 11 UTC on nine days."""
    pair = PractitionerFactory(), PractitionerFactory()
    for practitioner in pair:
        for day in NINE:
            SlotFactory(
                practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day)
            )
    return pair


def visit(practitioner: Practitioner, day: date) -> Opening:
    return Opening(at(9, day=day), at(9, 30, day=day), practitioner.pk)


def all_at_once(work: Callable[[int], Any]) -> list[Any]:
    """Results of AT_ONCE calls that start together; a refusal is a result."""
    return together(*[partial(work, number) for number in range(AT_ONCE)])


def kept(results: list[Any]) -> list[AppointmentSeries]:
    return [result for result in results if isinstance(result, AppointmentSeries)]


def test_of_many_who_want_the_same_series_one_gets_all_of_it(
    treatment: Treatment, pair: tuple[Practitioner, Practitioner]
) -> None:
    wanted = [visit(pair[0], day) for day in NINE]

    results = all_at_once(
        lambda _n: hold_series(treatment=treatment, visits=wanted, key=uuid4(), now=NOW)
    )

    [winner] = kept(results)
    assert winner.appointments.count() == 9
    assert sum(isinstance(result, TimeTaken) for result in results) == AT_ONCE - 1
    assert Appointment.objects.filter(status__in=HOLDS_TIME).count() == 9


def test_with_two_therapists_in_opposite_order_nobody_waits_in_a_circle(
    treatment: Treatment, pair: tuple[Practitioner, Practitioner]
) -> None:
    """Every series takes turns, half of them beginning with the other; they meet on no day."""

    def wanted(number: int) -> list[Opening]:
        return [visit(pair[(n + number) % 2], day) for n, day in enumerate(NINE)]

    results = all_at_once(
        lambda number: hold_series(treatment=treatment, visits=wanted(number), key=uuid4(), now=NOW)
    )

    assert [series.appointments.count() for series in kept(results)] == [9, 9]
    assert sum(isinstance(result, TimeTaken) for result in results) == AT_ONCE - 2


def test_series_that_overlap_in_one_visit_are_never_kept_in_part(
    treatment: Treatment, pair: tuple[Practitioner, Practitioner]
) -> None:
    """Each wants the last day of its neighbour as its first."""

    def wanted(number: int) -> list[Opening]:
        return [visit(pair[0], NINE[(number + n) % 9]) for n in range(2)]

    results = all_at_once(
        lambda number: hold_series(treatment=treatment, visits=wanted(number), key=uuid4(), now=NOW)
    )

    winners = kept(results)
    assert winners != []
    assert {series.appointments.count() for series in winners} == {2}
    assert Appointment.objects.count() == 2 * len(winners)


def test_many_clicks_on_confirm_book_the_series_once(
    treatment: Treatment, pair: tuple[Practitioner, Practitioner]
) -> None:
    wanted = [visit(pair[0], day) for day in NINE]
    held = hold_series(treatment=treatment, visits=wanted, key=uuid4(), now=NOW)

    results = all_at_once(lambda _n: book_series(series=held, details=MIA, now=NOW))

    assert set(kept(results)) == {held}
    assert len(kept(results)) == AT_ONCE
    assert Appointment.objects.filter(status=AppointmentStatus.BOOKED).count() == 9
    assert held.notifications.count() == 1
