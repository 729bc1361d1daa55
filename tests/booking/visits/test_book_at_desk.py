"""Booking at the desk: at once, with a mail that waits, and over no other appointment."""

from typing import Any

import pytest

from booking.choices import AppointmentStatus, Channel
from booking.errors import OutsideRules, TimeTaken
from booking.models import Appointment, Notification, Slot, Treatment
from booking.models.patient import ContactDetails
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.visits.book_at_desk import book_at_desk
from tests.factories.booking import MIA, NOW, AppointmentFactory, at

pytestmark = pytest.mark.django_db


def test_the_desk_books_at_once_and_its_mail_waits(slot: Slot, treatment: Treatment) -> None:
    booked = desk_booking(slot, treatment)

    assert (booked.status, booked.channel) == (AppointmentStatus.BOOKED, Channel.DESK)
    assert Notification.objects.get().due_at == NOW + STAFF_MAIL_DELAY


def test_a_second_click_at_the_desk_books_nothing_more(slot: Slot, treatment: Treatment) -> None:
    assert desk_booking(slot, treatment) == desk_booking(slot, treatment)
    assert Notification.objects.count() == 1


def test_no_mail_is_owed_to_a_patient_without_an_address(slot: Slot, treatment: Treatment) -> None:
    desk_booking(slot, treatment, details=ContactDetails("Jos Voorbeeld", "", "+32470123456"))

    assert not Notification.objects.exists()


def test_the_desk_books_outside_the_hours_only_knowingly(slot: Slot, treatment: Treatment) -> None:
    with pytest.raises(OutsideRules):
        desk_booking(slot, treatment, starts_at=at(15))

    booked = desk_booking(slot, treatment, starts_at=at(15), overrule=True)

    assert booked.starts_at == at(15)


def test_the_desk_never_books_over_another_visit(slot: Slot, treatment: Treatment) -> None:
    stranger = {"patient__name": "Jos Tester", "patient__phone": "+32475987654"}
    AppointmentFactory(practitioner=slot.practitioner, **stranger)

    with pytest.raises(TimeTaken):
        desk_booking(slot, treatment, overrule=True)


def desk_booking(slot: Slot, treatment: Treatment, **extra: Any) -> Appointment:
    values = {"starts_at": at(8), "details": MIA, "overrule": False, "now": NOW} | extra
    return book_at_desk(treatment=treatment, practitioner=slot.practitioner, **values).visit
