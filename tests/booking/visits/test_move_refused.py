"""Moves that are refused: the moment is no opening, the hold is gone, or the appointment stays."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus
from booking.errors import (
    AlreadyCancelled,
    HoldExpired,
    NotAnOpening,
    NotExpected,
    OwnVisitThen,
    TimeTaken,
    TooLateToMove,
    TooManyThatDay,
)
from booking.models import Appointment
from booking.services.visits.hold import HOLD_FOR, hold
from booking.services.visits.move import move
from tests.booking.support.moves import SOON, THURSDAY, TUESDAY, hold_for, practitioner, visit
from tests.factories.booking import NOW, AppointmentFactory, at

__all__ = ["practitioner", "visit"]

pytestmark = pytest.mark.django_db


def test_moments_that_overlap_the_visit_itself_are_not_offered(visit: Appointment) -> None:
    with pytest.raises(TimeTaken):
        hold_for(visit, at(9, 15, day=TUESDAY))


@pytest.mark.parametrize(
    "starts_at",
    [
        at(7, day=date(2027, 1, 11)),
        at(10, 7, day=THURSDAY),
        at(10, day=date(2027, 1, 20)),
        at(10, day=date(2027, 12, 14)),
        datetime(2027, 1, 21, 10, 50, tzinfo=UTC),
    ],
    ids=["past", "between the steps", "not worked", "beyond the horizon", "over the end"],
)
def test_a_moment_that_cannot_be_booked_is_refused(visit: Appointment, starts_at: datetime) -> None:
    with pytest.raises(NotAnOpening):
        hold_for(visit, starts_at)


def test_a_hold_that_somebody_displaced_moves_nothing(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    later = NOW + HOLD_FOR + SOON
    hold(
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=at(10, 15, day=THURSDAY),
        key=uuid4(),
        now=later,
    )

    with pytest.raises(HoldExpired):
        move(held=held, now=later)

    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (at(9, day=TUESDAY), 0)


def test_a_hold_that_ran_out_is_no_good_once_the_therapist_is_away(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    visit.practitioner.slots.filter(starts_at=at(8, day=THURSDAY)).delete()

    with pytest.raises(HoldExpired):
        move(held=held, now=NOW + HOLD_FOR + SOON)


def test_a_cancelled_visit_does_not_move(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    Appointment.objects.filter(pk=visit.pk).update(
        status=AppointmentStatus.CANCELLED, cancelled_at=NOW
    )

    with pytest.raises(AlreadyCancelled):
        move(held=held, now=NOW)


def test_a_visit_whose_patient_has_arrived_does_not_move(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    Appointment.objects.filter(pk=visit.pk).update(status=AppointmentStatus.ARRIVED)

    with pytest.raises(NotExpected):
        move(held=held, now=NOW)


def test_after_the_cut_off_a_visit_does_not_move(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    Appointment.objects.filter(pk=visit.pk).update(change_until=NOW)

    with pytest.raises(TooLateToMove):
        move(held=held, now=NOW + SOON)

    held.refresh_from_db()
    assert held.is_held


def test_a_time_that_was_held_for_somebody_new_moves_nothing(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    held.moves = None

    with pytest.raises(NotExpected):
        move(held=held, now=NOW)


def test_a_visit_does_not_move_to_a_day_that_has_another_one(visit: Appointment) -> None:
    AppointmentFactory(patient=visit.patient, starts_at=at(8, day=THURSDAY))

    with pytest.raises(TooManyThatDay):
        move(held=hold_for(visit, at(10, day=THURSDAY)), now=NOW)


def test_a_visit_does_not_move_over_another_one_of_the_patient(visit: Appointment) -> None:
    AppointmentFactory(patient=visit.patient, starts_at=at(10, day=THURSDAY))

    with pytest.raises(OwnVisitThen):
        move(held=hold_for(visit, at(10, day=THURSDAY)), now=NOW)
