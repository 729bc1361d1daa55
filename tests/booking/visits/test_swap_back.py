"""Undoing a swap puts both visits back exactly, or refuses as a whole; nobody hears of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from booking.choices import CancelledBy
from booking.errors import ChangedMeanwhile, TimeTaken
from booking.models import Appointment, Notification
from booking.services.mail.undo_time import UNDO_FOR, TooLateToUndo
from booking.services.visits.cancel import cancel
from booking.services.visits.put_back import AsItWas
from booking.services.visits.swap_at_desk import swap_at_desk
from booking.services.visits.swap_back import swap_back
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    NotificationFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
Pair = tuple[Appointment, Appointment]
Back = Callable[..., Pair]


@pytest.fixture
def visits() -> Pair:
    """An hour from eight with one therapist, half an hour from ten with another, both told."""
    treatment = TreatmentFactory()
    pair = [
        AppointmentFactory(
            treatment=treatment,
            practitioner=SlotFactory().practitioner,
            starts_at=start,
            ends_at=end,
        )
        for start, end in ((at(8), at(9)), (at(10), at(10, 30)))
    ]
    for visit in pair:
        NotificationFactory(appointment=visit, status="sent", sent_at=NOW)
        visit.refresh_from_db()
    return pair[0], pair[1]


@pytest.fixture
def back(visits: Pair) -> Back:
    """Swap them now; afterwards the press that undoes it."""
    one, other = visits
    before = AsItWas.of(one, NOW), AsItWas.of(other, NOW)
    swap_at_desk(visits=visits, shown=(one.version, other.version), overrule=False, now=NOW)
    for visit in visits:
        visit.refresh_from_db()
    shown = one.version, other.version

    def press(**changes: Any) -> Pair:
        how = {"visits": visits, "before": before, "shown": shown, "now": NOW + MINUTE}
        return swap_back(**(how | changes))

    return press


def facts(visits: Pair) -> list[Any]:
    for visit in visits:
        visit.refresh_from_db()
    names = "practitioner_id", "starts_at", "ends_at", "change_until", "arranged_at", "status"
    return [[getattr(visit, name) for name in names] for visit in visits]


def test_both_are_exactly_as_they_were_and_nobody_is_told(visits: Pair, request: Any) -> None:
    before = facts(visits)

    request.getfixturevalue("back")()

    assert facts(visits) == before
    assert Notification.objects.owed().count() == 0


def test_after_five_minutes_both_stay_where_the_swap_put_them(visits: Pair, back: Back) -> None:
    swapped = facts(visits)

    with pytest.raises(TooLateToUndo):
        back(now=NOW + UNDO_FOR + MINUTE)

    assert facts(visits) == swapped


def test_an_old_time_that_somebody_took_refuses_both(visits: Pair, back: Back) -> None:
    AppointmentFactory(practitioner=visits[1].practitioner, starts_at=at(8, 30))
    swapped = facts(visits)
    mails = Notification.objects.owed().count()

    with pytest.raises(TimeTaken):
        back()

    assert facts(visits) == swapped
    assert Notification.objects.owed().count() == mails


def test_one_that_was_cancelled_since_leaves_the_other_too(visits: Pair, back: Back) -> None:
    cancel(appointment=visits[1], by=CancelledBy.ASKED, now=NOW + MINUTE)
    swapped = facts(visits)

    with pytest.raises(ChangedMeanwhile):
        back()

    assert facts(visits) == swapped
