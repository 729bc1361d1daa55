"""Each answer of the website that refuses says first what it did not do, in three languages."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import override

from booking import links
from booking.choices import AppointmentStatus, AttemptKind, CancelledBy
from booking.links import Purpose
from booking.models import Appointment, WaitlistEntry
from booking.public.views.support.not_done import NotDone
from tests.booking.support.patient_pages import Visitor, visitor
from tests.booking.support.refusing import (
    answered_too_late,
    away,
    book,
    cancelled,
    confirm_move,
    held_and_lost,
    hold,
    hold_series,
    hold_to_move,
    join,
    join_for_visit,
    left,
    move,
    nothing,
    offline,
    taken,
    too_late,
    too_late_to_wait,
    too_often,
    unconfirmed,
)

__all__ = ["visitor"]

pytestmark = pytest.mark.django_db


class Case(NamedTuple):
    not_done: NotDone
    spoil: Callable[[Visitor], None]
    press: Callable[[Visitor], HttpResponse]


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
