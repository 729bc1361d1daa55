"""One patient in two tabs at once, with real threads: the limits hold."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from booking.choices import AppointmentStatus
from booking.errors import BookingError, OwnVisitThen, TooManyThatDay, TooManyVisits
from booking.models import Appointment, Patient
from booking.services.book import ContactDetails, book
from tests.factories.booking import DAY, NOW, AppointmentFactory, at, practice_may

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 8


def confirm_at_once(held: list[Appointment], phone: str = "") -> list[type[BookingError] | None]:
    """Every tab with the same name and address, and with a phone of its own unless told."""
    barrier = Barrier(len(held))

    def confirm(number: int) -> type[BookingError] | None:
        details = ContactDetails(
            name="Mia Voorbeeld",
            email="mia@patient.example",
            phone=phone or f"+3247012345{number}",
        )
        try:
            barrier.wait(timeout=30)
            book(held=held[number], details=details, now=NOW)
        except BookingError as error:
            return type(error)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(held)) as pool:
        return list(pool.map(confirm, range(len(held))))


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
