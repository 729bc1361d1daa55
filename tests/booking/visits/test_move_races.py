"""Moves at the same moment as something else, with real threads: nothing half, nobody stuck."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import AlreadyCancelled, BookingError, HoldExpired
from booking.models import Appointment, Practitioner
from booking.models.patient import ContactDetails
from booking.services.visits.book import book
from booking.services.visits.cancel import cancel
from booking.services.visits.hold import HOLD_FOR, hold
from booking.services.visits.move import move
from tests.booking.support.racing import together
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
TUESDAY = date(2027, 1, 19)
ROUNDS = 6


@pytest.fixture
def people() -> list[Practitioner]:
    """Two who work on Tuesday from 8 to 11 UTC."""
    TreatmentFactory()
    pair: list[Practitioner] = PractitionerFactory.create_batch(2)
    for person in pair:
        SlotFactory(practitioner=person, starts_at=at(8, day=TUESDAY), ends_at=at(11, day=TUESDAY))
    return pair


def visit_at(person: Practitioner, hour: int, minute: int = 0) -> Appointment:
    booked: Appointment = AppointmentFactory(
        practitioner=person,
        treatment=person.treatments.get(),
        starts_at=at(hour, minute, day=TUESDAY),
    )
    return booked


def held_for(
    visit: Appointment | None, person: Practitioner, hour: int, minute: int = 0, **times: Any
) -> Appointment:
    return hold(
        treatment=person.treatments.get(),
        practitioner=person,
        starts_at=at(hour, minute, day=TUESDAY),
        key=uuid4(),
        moves=visit,
        **{"now": NOW} | times,
    )


def kept() -> list[tuple[int, Any]]:
    """Whose time is taken as of when, holds not counted."""
    booked = Appointment.objects.filter(status=AppointmentStatus.BOOKED).order_by("starts_at")
    return [(visit.practitioner_id, visit.starts_at) for visit in booked]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_windows_that_move_one_visit_to_two_times_leave_it_at_one(
    people: list[Practitioner], _round: int
) -> None:
    visit = visit_at(people[0], 8)
    holds = [held_for(visit, people[0], 9), held_for(visit, people[1], 10)]

    together(*[lambda held=held: move(held=held, now=NOW) for held in holds])

    visit.refresh_from_db()
    assert kept() == [(visit.practitioner_id, visit.starts_at)]
    assert visit.span in [held.span for held in holds]
    assert list(Appointment.objects.holding_time(NOW)) == [visit]
    assert visit.sequence == len(holds)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_many_clicks_on_one_move_move_it_once(people: list[Practitioner], _round: int) -> None:
    visit = visit_at(people[0], 8)
    held = held_for(visit, people[1], 9)

    moved = together(*[lambda: move(held=held, now=NOW)] * 8)

    assert {(one.pk, one.starts_at, one.sequence) for one in moved} == {
        (visit.pk, held.starts_at, 1)
    }
    assert visit.notifications.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_move_and_a_cancellation_leave_the_visit_cancelled(
    people: list[Practitioner], _round: int
) -> None:
    """The one that comes last sees what the first one did."""
    visit = visit_at(people[0], 8)
    held = held_for(visit, people[1], 9)

    moved, _cancelled = together(
        lambda: move(held=held, now=NOW),
        lambda: cancel(appointment=visit, by=CancelledBy.PATIENT, now=NOW),
    )

    visit.refresh_from_db()
    assert (visit.status, kept()) == (AppointmentStatus.CANCELLED, [])
    if isinstance(moved, AlreadyCancelled):
        assert (visit.starts_at, visit.sequence) == (at(8, day=TUESDAY), 1)
    else:
        assert (visit.starts_at, visit.sequence) == (held.starts_at, 2)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_a_late_move_and_a_new_booking_of_its_time_one_wins(
    people: list[Practitioner], _round: int
) -> None:
    visit = visit_at(people[0], 8)
    held = held_for(visit, people[1], 9)
    later = NOW + HOLD_FOR + timedelta(minutes=1)
    details = ContactDetails(name="Tom Voorbeeld", email="tom@patient.example", phone="")

    def book_it() -> Appointment:
        return book(held=held_for(None, people[1], 9, 15, now=later), details=details, now=later)

    moved, booked = together(lambda: move(held=held, now=later), book_it)

    lost = [one for one in (moved, booked) if isinstance(one, BookingError)]
    assert len(lost) == 1
    visit.refresh_from_db()
    if isinstance(moved, HoldExpired):
        assert (visit.starts_at, len(kept())) == (at(8, day=TUESDAY), 2)
    else:
        assert kept() == [(people[1].pk, at(9, day=TUESDAY))]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_moves_in_opposite_directions_do_not_wait_in_a_circle(
    people: list[Practitioner], _round: int
) -> None:
    first, second = people
    there, back = visit_at(first, 8), visit_at(second, 8)
    holds = [held_for(there, second, 9), held_for(back, first, 9)]

    together(*[lambda held=held: move(held=held, now=NOW) for held in holds])

    assert sorted(kept()) == sorted(
        [(second.pk, at(9, day=TUESDAY)), (first.pk, at(9, day=TUESDAY))]
    )
