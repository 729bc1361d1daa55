"""Keeping and booking the visits of a series: all of them or none."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import (
    BookingError,
    HoldExpired,
    NotAnOpening,
    NotBookableOnline,
    OwnVisitThen,
    TimeTaken,
    TooManyVisits,
)
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    Practitioner,
    Treatment,
)
from booking.scheduling.openings import Opening
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import HOLD_SERIES_FOR, hold_series
from booking.services.visits.hold import hold
from tests.factories.booking import (
    DAY,
    MIA,
    NOW,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
LATER = NOW + HOLD_SERIES_FOR + timedelta(minutes=1)


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory()


@pytest.fixture
def practitioner(treatment: Treatment) -> Practitioner:
    """Free from 8 to 11 UTC on five Tuesdays."""
    practitioner = PractitionerFactory()
    for day in tuesdays(5):
        SlotFactory(practitioner=practitioner, starts_at=at(8, day=day), ends_at=at(11, day=day))
    return practitioner


def tuesdays(count: int) -> list[date]:
    return [DAY + timedelta(weeks=n) for n in range(count)]


def visits(practitioner: Practitioner, count: int = 3, hour: int = 9) -> list[Opening]:
    return [
        Opening(start := at(hour, day=day), start + timedelta(minutes=30), practitioner.pk)
        for day in tuesdays(count)
    ]


def statuses(series: AppointmentSeries) -> list[str]:
    return list(series.appointments.order_by("starts_at").values_list("status", flat=True))


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
