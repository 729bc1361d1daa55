"""Appointments that fall in an absence."""

from datetime import datetime, timedelta

import pytest

from booking.choices import AppointmentStatus
from booking.models import Absence, Appointment
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    at,
)

pytestmark = pytest.mark.django_db


def hit(absence: Absence, now: datetime = NOW) -> list[Appointment]:
    return list(Appointment.objects.hit_by(absence, now))


def test_it_hits_what_is_coming_at_that_therapist_while_away() -> None:
    absence = AbsenceFactory(starts_at=at(8), ends_at=at(11))
    person = absence.practitioner
    across, within = (
        AppointmentFactory(practitioner=person, starts_at=start) for start in (at(7, 45), at(9))
    )
    for start in (at(7), at(11)):  # these only touch it
        AppointmentFactory(practitioner=person, starts_at=start)
    AppointmentFactory(starts_at=at(9))  # with another therapist

    assert hit(absence) == [across, within]


def test_closing_the_practice_hits_everybody() -> None:
    visits = [AppointmentFactory(starts_at=at(hour)) for hour in (8, 9)]

    assert hit(AbsenceFactory(practitioner=None)) == visits


def test_an_absence_of_weeks_hits_all_of_them() -> None:
    person = PractitionerFactory()
    visits = [
        AppointmentFactory(practitioner=person, starts_at=at(8) + timedelta(weeks=week))
        for week in range(3)
    ]

    weeks = AbsenceFactory(practitioner=person, ends_at=at(8) + timedelta(weeks=2, hours=1))

    assert hit(weeks) == visits


@pytest.mark.parametrize(
    "status", [AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW, AppointmentStatus.FULFILLED]
)
def test_it_hits_nobody_who_does_not_come_any_more(status: AppointmentStatus) -> None:
    extra = {"cancelled_at": NOW} if status == AppointmentStatus.CANCELLED else {}
    AppointmentFactory(status=status, **extra)

    assert hit(AbsenceFactory(practitioner=None)) == []


def test_it_hits_nobody_whose_visit_is_over() -> None:
    AppointmentFactory()

    assert hit(AbsenceFactory(practitioner=None), now=at(10)) == []


def test_one_row_and_all_rows_agree_on_whose_absence_it_is() -> None:
    person, other = PractitionerFactory(), PractitionerFactory()
    for whose in (person, other, None):
        AbsenceFactory(practitioner=whose)

    of_person = set(Absence.objects.of(person.pk))

    assert {row for row in Absence.objects.all() if row.is_of(person.pk)} == of_person
    assert len(of_person) == 2
