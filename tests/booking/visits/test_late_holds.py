"""Who comes back after the ten minutes, or changes their mind within them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connections, transaction

from booking.choices import AppointmentStatus
from booking.errors import HoldExpired, NotAnOpening, TimeTaken
from booking.models import Appointment, Slot, Treatment
from booking.services.visits.book import book
from booking.services.visits.delete_old_holds import delete_old_holds
from booking.services.visits.hold import HOLD_FOR, hold
from tests.factories.booking import MIA, NOW, AbsenceFactory, TreatmentFactory, at

pytestmark = pytest.mark.django_db
LATE = NOW + HOLD_FOR


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory(turnaround=timedelta(minutes=30))
    return treatment


@pytest.fixture
def held(slot: Slot, treatment: Treatment) -> Appointment:
    """From 8:00 to 8:30 UTC, and another half hour of turnaround."""
    return hold(
        treatment=treatment, practitioner=slot.practitioner, starts_at=at(8), key=uuid4(), now=NOW
    )


def move(held: Appointment, *, hour: int, minute: int = 0) -> Appointment:
    """The patient goes back and presses another moment on the same page."""
    assert held.hold_key
    return hold(
        treatment=held.treatment,
        practitioner=held.practitioner,
        starts_at=at(hour, minute),
        key=held.hold_key,
        now=NOW,
    )


def test_a_late_patient_cannot_book_what_has_begun(held: Appointment) -> None:
    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=at(8))


def test_a_late_patient_cannot_book_in_an_absence_made_since(held: Appointment) -> None:
    AbsenceFactory(practitioner=None)

    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=LATE)


def test_an_absence_made_within_the_ten_minutes_does_not_take_the_time_back(
    held: Appointment,
) -> None:
    AbsenceFactory(practitioner=None)

    booked = book(held=held, details=MIA, now=LATE - timedelta(seconds=1))

    assert booked.status == AppointmentStatus.BOOKED


def test_a_late_patient_cannot_book_with_somebody_who_went_off_line(held: Appointment) -> None:
    held.practitioner.is_online = False
    held.practitioner.save()

    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=LATE)


def test_a_late_patient_does_not_take_the_turnaround_out_of_anothers_visit(
    held: Appointment,
) -> None:
    short = TreatmentFactory()
    held.practitioner.treatments.add(short)
    hold(
        treatment=short,
        practitioner=held.practitioner,
        starts_at=at(8, 30),
        key=uuid4(),
        now=LATE,
    )

    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=LATE)


def test_a_second_click_long_after_the_first_gives_what_was_booked(held: Appointment) -> None:
    booked = book(held=held, details=MIA, now=NOW)

    assert book(held=held, details=MIA, now=at(8)) == booked


def test_ones_own_hold_does_not_stand_in_the_way_of_another_moment(held: Appointment) -> None:
    moved = move(held, hour=8, minute=30)

    held.refresh_from_db()
    assert (moved.status, held.status) == (AppointmentStatus.PENDING, AppointmentStatus.CANCELLED)


def test_a_moment_that_is_refused_leaves_the_one_that_was_held(held: Appointment) -> None:
    with pytest.raises(NotAnOpening):
        move(held, hour=15)

    held.refresh_from_db()
    assert held.status == AppointmentStatus.PENDING


@contextmanager
def locked_elsewhere(held: Appointment) -> Iterator[None]:
    """As while it is being booked: another connection has its row."""
    is_locked, may_end = Event(), Event()

    def keep() -> None:
        with transaction.atomic():
            Appointment.objects.select_for_update(of=("self",)).get(pk=held.pk)
            is_locked.set()
            may_end.wait(timeout=30)
        connections.close_all()

    other = Thread(target=keep)
    other.start()
    is_locked.wait(timeout=30)
    try:
        yield
    finally:
        may_end.set()
        other.join()


@pytest.mark.django_db(transaction=True)
def test_a_hold_that_is_being_booked_is_not_dropped(held: Appointment) -> None:
    with locked_elsewhere(held):
        assert delete_old_holds(now=NOW + timedelta(days=2)) == 0

    assert Appointment.objects.filter(pk=held.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_waiting_too_long_for_somebody_elses_row_is_a_plain_answer(held: Appointment) -> None:
    with locked_elsewhere(held), pytest.raises(TimeTaken):
        hold(
            treatment=held.treatment,
            practitioner=held.practitioner,
            starts_at=at(8),
            key=uuid4(),
            now=LATE,
        )
