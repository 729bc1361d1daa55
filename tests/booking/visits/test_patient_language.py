"""Which language a patient has: the one that was said last."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.models import Appointment, Patient
from booking.services.visits.book import book
from booking.services.visits.book_at_desk import book_at_desk
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, at

pytestmark = pytest.mark.django_db


def book_on_line(language: str, *, days_later: int = 0) -> None:
    held = AppointmentFactory(held=True, starts_at=at(8, day=DAY + timedelta(days=days_later)))
    book(held=held, details=replace(MIA, language=language), now=NOW)


def languages() -> list[str]:
    return list(Patient.objects.values_list("language", flat=True))


@pytest.mark.parametrize(("said", "kept"), [("fr", "fr"), ("", "nl"), ("xx", "nl")])
def test_a_new_patient_has_the_language_of_the_page_or_dutch(said: str, kept: str) -> None:
    book_on_line(said)

    assert languages() == [kept]


def test_somebody_who_books_again_in_another_language_has_that_one_from_then_on() -> None:
    book_on_line("nl")

    book_on_line("fr", days_later=1)

    assert languages() == ["fr"]


def test_a_booking_by_phone_does_not_change_the_language() -> None:
    book_on_line("fr")
    known = Appointment.objects.get()

    book_at_desk(
        treatment=known.treatment,
        practitioner=known.practitioner,
        starts_at=at(8, day=DAY + timedelta(days=1)),
        details=MIA,
        overrule=True,
        now=NOW,
    )

    assert languages() == ["fr"]
