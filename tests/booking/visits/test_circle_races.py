"""Works that take the same rows: they take them in one order, so that nobody waits in a circle."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction

from booking.choices import AppointmentStatus
from booking.errors import NotExpected, TimeTaken
from booking.models import Appointment, AppointmentSeries
from booking.scheduling.openings import Opening
from booking.services.series.change_series import cancel_rest, move_rest
from booking.services.visits.book import book
from booking.services.visits.book_at_desk import book_at_desk
from tests.booking.support.racing import in_a_thread, wait_until_somebody_waits
from tests.factories.booking import (
    DAY,
    MIA,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db(transaction=True)
NEXT_DAY = DAY + timedelta(days=1)
EARLY = NOW - timedelta(days=3)


@pytest.fixture
def series() -> AppointmentSeries:
    """Two visits; the one that was made first comes last, as after a move."""
    series = SeriesFactory()
    practitioner = PractitionerFactory(treatments=[series.treatment])
    for day in (NEXT_DAY, DAY):
        SlotFactory(practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day))
        AppointmentFactory(
            series=series,
            patient=series.patient,
            treatment=series.treatment,
            practitioner=practitioner,
            starts_at=at(8, day=day),
        )
    return series


def test_a_series_is_cancelled_while_another_tab_moves_it(series: AppointmentSeries) -> None:
    first_made = series.appointments.order_by("pk").first()
    openings = [
        Opening(at(10, day=day), at(10, 30, day=day), first_made.practitioner_id)
        for day in (DAY, NEXT_DAY)
    ]

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Appointment.objects.select_for_update().get(pk=first_made.pk)
        moved = pool.submit(
            in_a_thread,
            lambda: move_rest(series=series, since=DAY, openings=openings, now=EARLY),
        )
        wait_until_somebody_waits()
        cancel_rest(series=series, since=DAY, now=EARLY)

    assert isinstance(moved.result(), NotExpected)
    assert set(series.appointments.values_list("status", flat=True)) == {
        AppointmentStatus.CANCELLED
    }


def test_the_desk_books_for_a_patient_who_books_at_the_last_second() -> None:
    """The hold has run out by the clock of the desk, not by that of the patient's request."""
    held = AppointmentFactory(held=True)
    practitioner = held.practitioner
    SlotFactory(practitioner=practitioner)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Appointment.objects.select_for_update().get(pk=held.pk)
        desk = pool.submit(
            in_a_thread,
            lambda: book_at_desk(
                treatment=held.treatment,
                practitioner=practitioner,
                starts_at=held.starts_at,
                details=MIA,
                overrule=False,
                now=held.held_until,
            ),
        )
        wait_until_somebody_waits()
        booked = book(held=held, details=MIA, now=NOW)

    assert isinstance(desk.result(), TimeTaken)
    assert Appointment.objects.filter(status=AppointmentStatus.BOOKED).get() == booked
