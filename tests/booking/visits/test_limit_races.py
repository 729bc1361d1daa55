"""One patient in two tabs at once, with real threads: the limits hold."""

from dataclasses import replace
from functools import partial

import pytest

from booking.choices import AppointmentStatus
from booking.errors import BookingError, OwnVisitThen, TooManyThatDay, TooManyVisits
from booking.models import Appointment, Patient
from booking.services.visits.book import book
from tests.booking.support.racing import together
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, at, practice_may

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 8


def confirm_at_once(held: list[Appointment], phone: str = "") -> list[type[BookingError] | None]:
    """Why each tab was refused: the same name and address, a phone of its own unless told."""
    phones = [phone or f"+3247012345{number}" for number in range(len(held))]
    tabs = [
        partial(book, held=one, details=replace(MIA, phone=own), now=NOW)
        for one, own in zip(held, phones, strict=True)
    ]
    answers = together(*tabs)
    return [type(answer) if isinstance(answer, BookingError) else None for answer in answers]


def booked() -> int:
    return Appointment.objects.filter(status=AppointmentStatus.BOOKED).count()


def test_of_eight_tabs_for_one_hour_at_eight_therapists_one_books() -> None:
    practice_may(most_visits_a_day=10)
    held = AppointmentFactory.create_batch(TABS, held=True)

    answers = confirm_at_once(held)

    assert (answers.count(None), answers.count(OwnVisitThen), booked()) == (1, TABS - 1, 1)


def test_of_eight_tabs_on_one_day_one_books() -> None:
    held = [AppointmentFactory(held=True, starts_at=at(8 + hour)) for hour in range(TABS)]

    answers = confirm_at_once(held)

    assert (answers.count(None), answers.count(TooManyThatDay), booked()) == (1, TABS - 1, 1)


def test_of_eight_tabs_before_the_last_three_visits_three_book() -> None:
    practice_may(most_coming_visits=3)
    days = [DAY.replace(day=DAY.day + number) for number in range(TABS)]
    held = [AppointmentFactory(held=True, starts_at=at(8, day=day)) for day in days]

    answers = confirm_at_once(held)

    assert (answers.count(None), answers.count(TooManyVisits), booked()) == (3, TABS - 3, 3)


def test_eight_tabs_of_a_new_patient_make_one_patient() -> None:
    days = [DAY.replace(day=DAY.day + number) for number in range(TABS)]
    held = [AppointmentFactory(held=True, starts_at=at(8, day=day)) for day in days]

    answers = confirm_at_once(held, phone="+32470123456")

    assert (answers, Patient.objects.count()) == ([None] * TABS, 1)
