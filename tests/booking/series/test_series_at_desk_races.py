"""Desks that book a series at the same moment, with real threads: one gets all of it."""

import pytest

from booking.models import Appointment, AppointmentSeries, Notification, Practitioner
from tests.booking.support.desk_series import JOS, TUESDAYS, build_appointment, openings
from tests.booking.support.racing import together

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_of_two_desks_with_one_moment_in_common_one_books_all(practitioner: Practitioner) -> None:
    mine = openings(practitioner, TUESDAYS[:3])
    theirs = openings(practitioner, TUESDAYS[2:][::-1])

    answers = together(
        lambda: build_appointment(practitioner, mine),
        lambda: build_appointment(practitioner, theirs, JOS),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["DeskSeries", "TimeTaken"]
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_book_one_series(practitioner: Practitioner) -> None:
    answers = together(*[lambda: build_appointment(practitioner)] * 4)

    assert {len(answer.visits) for answer in answers} == {3}
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (1, 3)
    assert Notification.objects.count() == 1
