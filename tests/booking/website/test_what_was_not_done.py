"""Each answer of the website that refuses says first what it did not do, in three languages."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from booking import links
from booking.choices import AppointmentStatus, AttemptKind, CancelledBy, WaitlistStatus
from booking.links import Purpose
from booking.models import Appointment, Treatment, WaitlistEntry
from booking.public.views.support.not_done import NotDone
from booking.services.guards.attempts import OF_AN_ADDRESS, count_attempt
from booking.services.visits.cancel import cancel
from tests.booking.support.patient_pages import Visitor, visitor
from tests.factories.booking import AppointmentFactory

__all__ = ["visitor"]

pytestmark = pytest.mark.django_db
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


class Case(NamedTuple):
    not_done: NotDone
    spoil: Callable[[Visitor], None]
    press: Callable[[Visitor], HttpResponse]


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


CASES: dict[str, Case] = {
    "hold, nothing pressed": Case(
        NotDone.BOOKED, nothing, lambda one: one.post("openings", **one.practice.choice())
    ),
    "hold, no treatment": Case(NotDone.BOOKED, nothing, lambda one: one.post("openings")),
    "hold, taken": Case(NotDone.BOOKED, nothing, lambda one: one.post("openings", **one.press(11))),
    "hold, nobody works": Case(NotDone.BOOKED, away, hold),
    "hold, too often": Case(NotDone.BOOKED, too_often(AttemptKind.HOLD), hold),
    "book, wrong details": Case(
        NotDone.BOOKED, nothing, lambda one: one.post("details", one.hold_token, name="<")
    ),
    "book, too often": Case(NotDone.BOOKED, too_often(AttemptKind.BOOK), book),
    "book, lost": Case(NotDone.BOOKED, held_and_lost, book),
    "move, nothing pressed": Case(
        NotDone.MOVED, nothing, lambda one: one.post("move", one.visit_token)
    ),
    "move, taken": Case(NotDone.MOVED, taken, move),
    "move, too late": Case(NotDone.MOVED, too_late, move),
    "move, cancelled": Case(NotDone.MOVED, cancelled, move),
    "move, too often": Case(NotDone.MOVED, too_often(AttemptKind.HOLD), move),
    "yes to the move, too late": Case(NotDone.MOVED, hold_to_move(too_late), confirm_move),
    "yes to the move, cancelled": Case(NotDone.MOVED, hold_to_move(cancelled), confirm_move),
    "cancel, too late": Case(
        NotDone.CANCELLED, too_late, lambda one: one.post("cancel", one.visit_token)
    ),
    "series, taken": Case(NotDone.BOOKED, taken, hold_series),
    "series, too often": Case(NotDone.BOOKED, too_often(AttemptKind.HOLD), hold_series),
    "cancel the series, too late": Case(
        NotDone.SERIES_CANCELLED,
        too_late,
        lambda one: one.post("series_cancel", one.series_token),
    ),
    "move the series, too late": Case(
        NotDone.SERIES_MOVED, too_late, lambda one: one.post("series_move", one.series_token)
    ),
    "move the series, wrong wish": Case(
        NotDone.SERIES_MOVED,
        nothing,
        lambda one: one.post("series_move", one.series_token, vanaf="x"),
    ),
    "wait, no treatment": Case(NotDone.JOINED, offline, join),
    "wait, wrong details": Case(NotDone.JOINED, nothing, join),
    "wait for earlier, too late": Case(NotDone.JOINED, too_late_to_wait, join_for_visit),
    "other wishes, wrong": Case(
        NotDone.WISHES, nothing, lambda one: one.post("wishes", one.waiting_token, van="x")
    ),
    "other wishes, off the list": Case(
        NotDone.WISHES, left, lambda one: one.post("wishes", one.waiting_token)
    ),
    "leave the list, seen otherwise": Case(
        NotDone.LEFT, nothing, lambda one: one.post("waiting", one.waiting_token, getoond="x")
    ),
    "confirm the place, seen otherwise": Case(
        NotDone.CONFIRMED,
        unconfirmed,
        lambda one: one.client.post(links.confirm_entry_path(one.entry), {"getoond": "x"}),
    ),
    "take the offer, gone": Case(
        NotDone.TAKEN,
        answered_too_late,
        lambda one: one.post("offer", one.offer_token, antwoord="ja"),
    ),
    "send the link, wrong": Case(NotDone.SENT, nothing, lambda one: one.post("my_link", email="x")),
    "send the link, too often": Case(
        NotDone.SENT,
        too_often(AttemptKind.RESEND),
        lambda one: one.post("my_link", email="mia@patient.example"),
    ),
    "a link that does not work": Case(
        NotDone.ANYTHING, nothing, lambda one: one.post("cancel", "x")
    ),
}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_refusal_says_first_what_was_not_done_and_does_nothing(
    visitor: Visitor, name: str, language: str
) -> None:
    not_done, spoil, press = CASES[name]
    with override(language):
        assert (visitor.series, visitor.entry) != (None, None)  # made before anything is pressed
        spoil(visitor)
        before = rows()

        page = press(visitor)

        assert str(not_done.label) in page.content.decode()
        assert rows() == before


def test_every_refusal_has_its_case() -> None:
    assert {case.not_done for case in CASES.values()} == set(NotDone)


def rows() -> list[tuple[object, ...]]:
    """What a press could change, but for a hold, which runs out by itself."""
    known = Appointment.objects.filter(patient__isnull=False).order_by("pk")
    kept = known.values_list("pk", "starts_at", "status")
    entries = WaitlistEntry.objects.order_by("pk").values_list("pk", "status", "until_day")
    return [*kept, *entries]


def test_a_cancelled_appointment_offers_a_new_one_wherever_it_is_shown(visitor: Visitor) -> None:
    assert visitor.series
    Appointment.objects.filter(patient__isnull=False).update(
        status=AppointmentStatus.CANCELLED,
        cancelled_at=timezone.now(),
        cancelled_by=CancelledBy.PATIENT,
    )
    for page, token in [
        ("visit", visitor.visit_token),
        ("confirmed", visitor.visit_token),
        ("series_visits", visitor.series_token),
        ("series_confirmed", links.token(Purpose.SERIES, visitor.series)),
    ]:
        shown = visitor.get(page, token).content.decode()

        assert "Maak een nieuwe afspraak" in shown, page
        assert "Zet in je agenda" not in shown, page
