"""Swaps and other lengths at the same time as others change those visits, with real threads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import HOLDS_TIME
from booking.errors import BookingError, ChangedMeanwhile, TimeTaken
from booking.models import Appointment, Notification
from booking.services.visits.hold import hold
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.put_back import AsItWas
from booking.services.visits.swap_at_desk import swap_at_desk
from booking.services.visits.swap_back import swap_back
from tests.booking.support.racing import together
from tests.factories.booking import NOW, AppointmentFactory, SlotFactory, TreatmentFactory, at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_deadlock"),
]


@pytest.fixture
def visits() -> tuple[Appointment, ...]:
    """At eight, nine and ten, each with a therapist of its own."""
    treatment = TreatmentFactory()
    return tuple(
        AppointmentFactory(
            treatment=treatment, practitioner=SlotFactory().practitioner, starts_at=at(hour)
        )
        for hour in (8, 9, 10)
    )


def swapping(one: Appointment, other: Appointment) -> Callable[[], Any]:
    shown = (one.version, other.version)
    return lambda: swap_at_desk(visits=(one, other), shown=shown, overrule=False, now=NOW)


def where(visits: tuple[Appointment, ...]) -> list[tuple[int, Any]]:
    rows = Appointment.objects.in_bulk([visit.pk for visit in visits])
    return [(rows[visit.pk].practitioner_id, rows[visit.pk].starts_at) for visit in visits]


def test_of_two_desks_that_swap_the_same_two_one_does_and_the_other_is_told(
    visits: tuple[Appointment, ...],
) -> None:
    before = where(visits)

    answers = together(swapping(visits[0], visits[1]), swapping(visits[1], visits[0]))

    assert [type(one) for one in answers].count(ChangedMeanwhile) == 1
    assert where(visits) == [before[1], before[0], before[2]]
    assert Notification.objects.count() == 2


def test_three_swaps_in_a_circle_lose_no_visit_and_double_none(
    visits: tuple[Appointment, ...],
) -> None:
    before = where(visits)

    one, two, three = visits
    answers = together(swapping(one, two), swapping(two, three), swapping(three, one))

    assert sorted(where(visits)) == sorted(before)
    assert any(not isinstance(answer, BookingError) for answer in answers)


def test_a_swap_and_a_move_of_one_visit_are_not_both_done(visits: tuple[Appointment, ...]) -> None:
    one, two, _three = visits

    def moving() -> Any:
        return move_at_desk(
            appointment=one,
            practitioner=one.practitioner,
            starts_at=at(10, 30),
            overrule=False,
            now=NOW,
            shown=one.version,
        )

    answers = together(swapping(one, two), moving)

    assert [type(answer) for answer in answers].count(ChangedMeanwhile) == 1


def test_an_undo_that_is_pressed_at_two_desks_is_done_once(visits: tuple[Appointment, ...]) -> None:
    before, (one, other, _three) = where(visits), visits
    was = AsItWas.of(one, NOW), AsItWas.of(other, NOW)
    swapping(one, other)()
    pair = Appointment.objects.get(pk=one.pk), Appointment.objects.get(pk=other.pk)
    shown = pair[0].version, pair[1].version

    def undoing() -> Any:
        return swap_back(visits=pair, before=was, shown=shown, now=NOW)

    answers = together(undoing, undoing)

    assert [type(answer) for answer in answers].count(ChangedMeanwhile) == 1
    assert where(visits) == before


def test_of_a_longer_visit_and_a_patient_who_holds_that_time_one_has_it(
    visits: tuple[Appointment, ...],
) -> None:
    visit = visits[0]

    def lengthening() -> Any:
        return move_at_desk(
            appointment=visit,
            practitioner=visit.practitioner,
            starts_at=visit.starts_at,
            length=timedelta(minutes=60),
            overrule=False,
            now=NOW,
        )

    def holding() -> Any:
        return hold(
            treatment=visit.treatment,
            practitioner=visit.practitioner,
            starts_at=at(8, 30),
            key=uuid4(),
            now=NOW,
        )

    answers = together(lengthening, holding)

    assert [type(answer) for answer in answers].count(TimeTaken) == 1
    kept = Appointment.objects.filter(
        practitioner=visit.practitioner, status__in=HOLDS_TIME, ends_at__gt=at(8, 30)
    )
    assert kept.count() == 1
