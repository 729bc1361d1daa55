"""Presses of a patient, and what happens before them so that they are refused."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus, AttemptKind, CancelledBy, WaitlistStatus
from booking.models import Appointment, Treatment
from booking.services.guards.attempts import OF_AN_ADDRESS, count_attempt
from booking.services.visits.cancel import cancel
from tests.booking.support.patient_pages import Visitor
from tests.factories.booking import AppointmentFactory

DETAILS = {
    "name": "Mia Voorbeeld",
    "email": "mia@patient.example",
    "phone": "0470 12 34 56",
    "consent": "on",
}


def nothing(one: Visitor) -> None:
    """The visitor's own press is refused."""


def too_late(one: Visitor) -> None:
    """The last moment to change anything online is past."""
    now = timezone.now()
    Appointment.objects.exclude(pk=one.held.pk).update(change_until=now - timedelta(minutes=1))


def cancelled(one: Visitor) -> None:
    cancel(appointment=one.visit, by=CancelledBy.PRACTICE, now=timezone.now())


def taken(one: Visitor) -> None:
    """Somebody else has the times that the visitor held, and those that were free."""
    one.held.delete()
    for hour in (9, 10):
        AppointmentFactory(practitioner=one.practice.practitioner, starts_at=one.practice.at(hour))


def held_and_lost(one: Visitor) -> None:
    """The hold ran out, and somebody else has its time."""
    Appointment.objects.filter(pk=one.held.pk).update(
        status=AppointmentStatus.CANCELLED, cancelled_at=timezone.now(), held_until=None
    )


def too_often(kind: AttemptKind) -> Callable[[Visitor], None]:
    def spoil(one: Visitor) -> None:
        most = OF_AN_ADDRESS[kind].most
        count_attempt(kind, "127.0.0.1", now=timezone.now(), times=most)

    return spoil


def offline(one: Visitor) -> None:
    Treatment.objects.update(is_online=False)


def unconfirmed(one: Visitor) -> None:
    one.entry.confirmed_at = None
    one.entry.save()


def left(one: Visitor) -> None:
    one.entry.close(WaitlistStatus.LEFT, timezone.now())
    one.entry.save()


def answered_too_late(one: Visitor) -> None:
    """Somebody else has the time that was on offer."""
    assert one.offer.hold is None or one.offer.hold.delete()


def away(one: Visitor) -> None:
    one.practice.slot.delete()


def hold(one: Visitor) -> HttpResponse:
    return one.post("openings", **one.press(10))


def book(one: Visitor) -> HttpResponse:
    return one.post("details", one.hold_token, **DETAILS)


def hold_series(one: Visitor) -> HttpResponse:
    return one.post("series", **one.wish, **one.chosen)


def move(one: Visitor) -> HttpResponse:
    return one.post("move", one.visit_token, **one.press(10))


def confirm_move(one: Visitor) -> HttpResponse:
    held = Appointment.objects.get(moves=one.visit)
    return one.client.post(links.move_path(one.visit, held), follow=True)


def hold_to_move(spoil: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
    def held_and_spoilt(one: Visitor) -> None:
        move(one)
        spoil(one)

    return held_and_spoilt


def too_late_to_wait(one: Visitor) -> None:
    one.entry.delete()
    too_late(one)


def join_for_visit(one: Visitor) -> HttpResponse:
    return one.client.post(f"{reverse('booking:waitlist')}?afspraak={one.visit_token}", follow=True)


def join(one: Visitor) -> HttpResponse:
    address = f"{reverse('booking:waitlist')}?behandeling={one.practice.treatment.slug}"
    return one.client.post(address, {"name": "<"}, follow=True)
