"""A fresh choice within a series can be corrected online, each by its own deadline."""

from datetime import timedelta

import pytest

from booking.models import Appointment, AppointmentSeries
from booking.services.series.book_series import book_series
from booking.services.series.change_series import cancel_rest, move_rest
from booking.services.series.hold_series import hold_series
from tests.booking.support.series import series_of, visits
from tests.factories.booking import MIA, NOW, TreatmentFactory, at

pytestmark = pytest.mark.django_db
DAY, GRACE = timedelta(days=1), timedelta(minutes=15)
# Two days before that of the second appointment, within a day of the first one.
CHOSEN_AT = at(6)


@pytest.fixture
def series() -> AppointmentSeries:
    """On three Tuesdays, of which the first was chosen an hour before it."""
    booked = series_of(3)
    first = booked.appointments.filter(starts_at=at(8))
    first.update(arranged_at=CHOSEN_AT, change_until=CHOSEN_AT + GRACE)
    return booked


def deadlines(moved: list[Appointment]) -> list[object]:
    return [one.change_until for one in sorted(moved, key=lambda one: one.starts_at)]


def test_each_keeps_its_own_deadline_when_all_move(series: AppointmentSeries) -> None:
    therapist = series.appointments.earliest("starts_at").practitioner
    openings = visits(therapist, hour=10)

    moved = move_rest(series=series, since=at(8).date(), openings=openings, now=CHOSEN_AT + GRACE)

    assert deadlines(moved) == [
        CHOSEN_AT + GRACE,
        *(opening.starts_at - DAY for opening in openings[1:]),
    ]


@pytest.mark.parametrize(("late", "cancelled"), [(0, 3), (1, 2)])
def test_the_patient_cancels_what_can_still_be_corrected(
    late: int, cancelled: int, series: AppointmentSeries
) -> None:
    now = CHOSEN_AT + GRACE + timedelta(minutes=late)

    assert len(cancel_rest(series=series, since=at(8).date(), now=now)) == cancelled


def test_those_within_the_cut_off_can_be_corrected_once_the_series_is_booked() -> None:
    therapist = series_of(3).appointments.earliest("starts_at").practitioner
    treatment = TreatmentFactory()
    therapist.treatments.add(treatment)
    openings = visits(therapist, hour=10)
    held = hold_series(treatment=treatment, visits=openings, key=series_of(1).uid, now=NOW)

    booked_at = NOW + timedelta(hours=2)
    book_series(series=held, details=MIA, now=booked_at)

    assert deadlines(list(held.appointments.all())) == [
        booked_at + GRACE,
        *(opening.starts_at - DAY for opening in openings[1:]),
    ]
