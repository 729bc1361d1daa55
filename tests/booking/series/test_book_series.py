"""Booking a series that is held: all of it or nothing, in one mail."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import BookingError, HoldExpired, OwnVisitThen, TooManyVisits
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    Practitioner,
    Treatment,
)
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import HOLD_SERIES_FOR, hold_series
from booking.services.visits.hold import hold
from tests.booking.support.series import statuses, visits
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, PatientFactory, at

pytestmark = pytest.mark.django_db
LATER = NOW + HOLD_SERIES_FOR + timedelta(minutes=1)


@pytest.fixture
def held(treatment: Treatment, practitioner: Practitioner) -> AppointmentSeries:
    return hold_series(treatment=treatment, visits=visits(practitioner), key=uuid4(), now=NOW)


def test_booking_a_series_owes_one_mail(held: AppointmentSeries) -> None:
    booked = book_series(series=held, details=MIA, now=NOW)

    assert statuses(booked) == [AppointmentStatus.BOOKED] * 3
    patient = Patient.objects.get()
    assert (booked.patient, patient.name) == (patient, "Mia Voorbeeld")
    assert {visit.patient for visit in booked.appointments.all()} == {patient}
    owed = Notification.objects.get()
    assert (owed.kind, owed.series, owed.appointment) == (NotificationKind.SERIES, booked, None)


def test_booking_twice_books_once(held: AppointmentSeries) -> None:
    first, second = (book_series(series=held, details=MIA, now=NOW) for _ in range(2))

    assert first == second
    assert (Patient.objects.count(), Notification.objects.count()) == (1, 1)


def test_holds_that_ran_out_are_good_while_the_times_are_free(held: AppointmentSeries) -> None:
    booked = book_series(series=held, details=MIA, now=LATER)

    assert statuses(booked) == [AppointmentStatus.BOOKED] * 3


def test_of_a_series_of_which_one_was_displaced_nothing_is_booked(
    treatment: Treatment, practitioner: Practitioner, held: AppointmentSeries
) -> None:
    hold(
        treatment=treatment,
        practitioner=practitioner,
        starts_at=visits(practitioner)[1].starts_at,
        key=uuid4(),
        now=LATER,
    )

    with pytest.raises(HoldExpired):
        book_series(series=held, details=MIA, now=LATER)

    assert AppointmentStatus.BOOKED not in statuses(held)
    assert (Patient.objects.count(), Notification.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("coming", "refused"),
    [
        ([at(9)], OwnVisitThen),
        ([at(12, day=DAY + timedelta(30 + n)) for n in range(18)], TooManyVisits),
    ],
    ids=["own visit then", "too many"],
)
def test_what_the_patient_has_already_counts(
    held: AppointmentSeries, coming: list[Any], refused: type[BookingError]
) -> None:
    mia = PatientFactory(name=MIA.name, email=MIA.email)
    for start in coming:
        AppointmentFactory(patient=mia, starts_at=start)

    with pytest.raises(refused):
        book_series(series=held, details=MIA, now=NOW)

    assert statuses(held) == [AppointmentStatus.PENDING] * 3


def test_queries_do_not_grow_with_the_visits(
    treatment: Treatment, practitioner: Practitioner
) -> None:
    PatientFactory(name=MIA.name, email=MIA.email, phone=MIA.phone)
    counts = []
    for count in (1, 5):
        with CaptureQueriesContext(connection) as queries:
            held = hold_series(
                treatment=treatment, visits=visits(practitioner, count), key=uuid4(), now=NOW
            )
            book_series(series=held, details=MIA, now=NOW)
        counts.append(len(queries))
        Appointment.objects.all().delete()

    assert counts[0] == counts[1]
