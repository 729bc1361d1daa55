"""The night on which an hour comes twice: 31 October 2027, at three o'clock."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import TooLateToCancel
from booking.models import Appointment, Practitioner
from booking.models.rules import rules_for
from booking.scheduling.clock import CLINIC_TZ
from booking.services.mail.owe_reminders import owe_reminders
from booking.services.practice.find_openings import find_openings
from booking.services.visits.book import book
from booking.services.visits.cancel import cancel
from booking.services.visits.hold import hold
from tests.factories.booking import (
    MIA,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    practice_may,
)

pytestmark = pytest.mark.django_db
LONG_BEFORE = datetime(2027, 10, 20, 9, tzinfo=UTC)
# Half past two by summer time, and again by winter time.
FIRST, SECOND = (datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1))
A_DAY = timedelta(days=1)


@pytest.fixture
def night_shift() -> Practitioner:
    """From midnight to four on the clinic's clock: five hours."""
    TreatmentFactory()
    practitioner: Practitioner = PractitionerFactory()
    SlotFactory(
        practitioner=practitioner,
        starts_at=datetime(2027, 10, 31, tzinfo=CLINIC_TZ),
        ends_at=datetime(2027, 10, 31, 4, tzinfo=CLINIC_TZ),
    )
    return practitioner


def booked_at(start: datetime, practitioner: Practitioner) -> Appointment:
    treatment = practitioner.treatments.get()
    held = hold(
        treatment=treatment,
        practitioner=practitioner,
        starts_at=start,
        key=uuid4(),
        now=LONG_BEFORE,
    )
    return book(held=held, details=MIA, now=LONG_BEFORE)


def test_the_hour_that_comes_twice_is_offered_twice(night_shift: Practitioner) -> None:
    treatment = night_shift.treatments.get()

    found = find_openings(treatment, [night_shift], rules=rules_for(treatment), now=LONG_BEFORE)

    clocks = [f"{one.starts_at.astimezone(CLINIC_TZ):%H:%M}" for one in found]
    assert clocks == [
        *("00:00", "00:30", "01:00", "01:30", "02:00", "02:30"),
        *("02:00", "02:30", "03:00", "03:30"),
    ]


def test_the_one_that_was_pressed_is_booked(night_shift: Practitioner) -> None:
    visit = booked_at(SECOND, night_shift)

    visit.refresh_from_db()
    assert (visit.starts_at, visit.status) == (SECOND, AppointmentStatus.BOOKED)


def test_it_can_be_cancelled_until_a_real_day_before(night_shift: Practitioner) -> None:
    visit = booked_at(SECOND, night_shift)

    with pytest.raises(TooLateToCancel):
        cancel(
            appointment=visit,
            by=CancelledBy.PATIENT,
            now=SECOND - A_DAY + timedelta(microseconds=1),
        )

    cancelled = cancel(appointment=visit, by=CancelledBy.PATIENT, now=SECOND - A_DAY)
    assert cancelled.is_cancelled


def test_its_reminder_goes_out_a_real_day_before_and_once() -> None:
    practice_may(mail_from=time.min)
    AppointmentFactory(starts_at=SECOND, arranged_at=LONG_BEFORE)

    owed = [
        owe_reminders(now=SECOND - A_DAY + timedelta(seconds=seconds)) for seconds in (-1, 0, 1)
    ]

    assert owed == [0, 1, 0]


def test_both_can_be_had_by_two_people(night_shift: Practitioner) -> None:
    first, second = (
        booked_at(FIRST, night_shift),
        hold(
            treatment=night_shift.treatments.get(),
            practitioner=night_shift,
            starts_at=SECOND,
            key=uuid4(),
            now=LONG_BEFORE,
        ),
    )

    assert (first.day, second.day) == (date(2027, 10, 31),) * 2
