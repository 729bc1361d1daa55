"""Holding a moment that is pressed, and booking it with a mail owed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, TimeTaken
from booking.models import Appointment, Notification, Patient, Slot, Treatment
from booking.models.patient import ContactDetails
from booking.services.visits.book import book
from booking.services.visits.delete_old_holds import delete_old_holds
from booking.services.visits.hold import HOLD_FOR, hold
from tests.factories.booking import (
    MIA,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    TreatmentFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db


def held_at(slot: Slot, treatment: Treatment, starts_at: datetime, **extra: Any) -> Appointment:
    values = {"key": uuid4(), "now": NOW} | extra
    return hold(treatment=treatment, practitioner=slot.practitioner, starts_at=starts_at, **values)


def test_a_hold_keeps_the_time_for_ten_minutes(slot: Slot, treatment: Treatment) -> None:
    held = held_at(slot, treatment, at(8))

    assert (held.status, held.held_until) == (AppointmentStatus.PENDING, NOW + HOLD_FOR)
    with pytest.raises(TimeTaken):
        held_at(slot, treatment, at(8))


def test_an_expired_hold_stands_in_nobodys_way(slot: Slot, treatment: Treatment) -> None:
    late = held_at(slot, treatment, at(8))

    held_at(slot, treatment, at(8), now=NOW + HOLD_FOR)

    late.refresh_from_db()
    assert late.status == AppointmentStatus.CANCELLED


def test_pressing_twice_gives_one_hold(slot: Slot, treatment: Treatment) -> None:
    key = uuid4()

    first, second = (held_at(slot, treatment, at(8), key=key) for _ in range(2))

    assert (first, Appointment.objects.count()) == (second, 1)


def test_a_page_keeps_one_time_only(slot: Slot, treatment: Treatment) -> None:
    key = uuid4()
    first = held_at(slot, treatment, at(8), key=key)

    held_at(slot, treatment, at(9), key=key)

    first.refresh_from_db()
    assert first.status == AppointmentStatus.CANCELLED


@pytest.mark.parametrize(
    "starts_at",
    [
        pytest.param(NOW - timedelta(hours=1), id="past"),
        pytest.param(NOW + timedelta(hours=1), id="within the notice"),
        pytest.param(at(7, 45), id="before the slot"),
        pytest.param(at(10, 45), id="past the end of the slot"),
        pytest.param(at(8, 7), id="between the lines of the grid"),
        pytest.param(NOW + timedelta(weeks=60), id="beyond the horizon"),
    ],
)
def test_a_time_that_is_no_opening_is_refused(
    slot: Slot, treatment: Treatment, starts_at: datetime
) -> None:
    with pytest.raises(NotAnOpening):
        held_at(slot, treatment, starts_at)

    assert not Appointment.objects.exists()


def test_a_time_in_an_absence_is_refused(slot: Slot, treatment: Treatment) -> None:
    AbsenceFactory(practitioner=slot.practitioner)

    with pytest.raises(NotAnOpening):
        held_at(slot, treatment, at(8))


def test_a_time_of_another_therapist_is_refused(slot: Slot, treatment: Treatment) -> None:
    with pytest.raises(NotAnOpening):
        hold(
            treatment=treatment,
            practitioner=PractitionerFactory(),
            starts_at=at(8),
            key=uuid4(),
            now=NOW,
        )


def test_what_is_off_line_cannot_be_held(slot: Slot) -> None:
    phone_only = TreatmentFactory(is_online=False)
    slot.practitioner.treatments.add(phone_only)

    with pytest.raises(NotBookableOnline):
        held_at(slot, phone_only, at(8))


@pytest.mark.parametrize("flag", ["is_online", "is_active"])
def test_a_therapist_who_is_off_line_cannot_be_held(
    slot: Slot, treatment: Treatment, flag: str
) -> None:
    setattr(slot.practitioner, flag, False)
    slot.practitioner.save()

    with pytest.raises(NotBookableOnline):
        held_at(slot, treatment, at(8))


def test_a_treatment_that_the_therapist_does_not_give_cannot_be_held(slot: Slot) -> None:
    with pytest.raises(NotBookableOnline):
        held_at(slot, TreatmentFactory(), at(8))


def test_booking_turns_the_hold_into_an_appointment_with_one_mail_owed(
    slot: Slot, treatment: Treatment
) -> None:
    booked = book(held=held_at(slot, treatment, at(8)), details=MIA, now=NOW)

    assert (booked.status, booked.patient.email) == (AppointmentStatus.BOOKED, MIA.email)
    assert (booked.held_until, booked.consented_at) == (None, NOW)
    owed = Notification.objects.get()
    assert (owed.appointment, owed.kind, owed.due_at) == (booked, NotificationKind.BOOKED, NOW)


def test_booking_twice_gives_one_appointment_and_one_mail(slot: Slot, treatment: Treatment) -> None:
    held = held_at(slot, treatment, at(8))

    book(held=held, details=MIA, now=NOW)
    book(held=held, details=MIA, now=NOW)

    counts = [model.objects.count() for model in (Appointment, Patient, Notification)]
    assert counts == [1, 1, 1]


def test_a_late_patient_still_gets_the_time_when_nobody_took_it(
    slot: Slot, treatment: Treatment
) -> None:
    held = held_at(slot, treatment, at(8))

    booked = book(held=held, details=MIA, now=NOW + timedelta(hours=1))

    assert booked.status == AppointmentStatus.BOOKED


def test_a_late_patient_hears_that_somebody_else_took_the_time(
    slot: Slot, treatment: Treatment
) -> None:
    late = held_at(slot, treatment, at(8))
    held_at(slot, treatment, at(8), now=NOW + HOLD_FOR)

    with pytest.raises(HoldExpired):
        book(held=late, details=MIA, now=NOW + HOLD_FOR)


def test_the_same_details_are_the_same_patient_and_others_are_not(
    slot: Slot, treatment: Treatment
) -> None:
    shouting = ContactDetails(name="MIA VOORBEELD", email="Mia@patient.example", phone=MIA.phone)
    other_phone = ContactDetails(name=MIA.name, email=MIA.email, phone="+32470123457")

    practice_may(most_visits_a_day=3)

    patients = [
        book(held=held_at(slot, treatment, at(hour)), details=details, now=NOW).patient
        for hour, details in ((8, MIA), (9, shouting), (10, other_phone))
    ]

    assert patients[0] == patients[1] != patients[2]


def test_what_was_held_and_never_booked_is_dropped_a_day_later(
    slot: Slot, treatment: Treatment
) -> None:
    held_at(slot, treatment, at(8))
    booked = AppointmentFactory(practitioner=slot.practitioner, starts_at=at(9))

    delete_old_holds(now=NOW + timedelta(days=1, seconds=1))

    assert list(Appointment.objects.all()) == [booked]
