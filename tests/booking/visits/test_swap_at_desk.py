"""Two visits change places: both or neither, each checked where it goes, both told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.choices import DeskRule, NotificationKind
from booking.errors import ChangedMeanwhile, NotExpected, OutsideRules, TimeTaken
from booking.models import Appointment, Notification
from booking.services.guards.desk_rules import DeskBooking
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.swap_at_desk import swap_at_desk
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
Swap = Callable[..., list[DeskBooking]]


@pytest.fixture
def visits() -> tuple[Appointment, Appointment]:
    """At eight with one therapist and at ten with another, both told."""
    treatment = TreatmentFactory()
    pair = tuple(
        AppointmentFactory(
            treatment=treatment, practitioner=SlotFactory().practitioner, starts_at=at(hour)
        )
        for hour in (8, 10)
    )
    for visit in pair:
        mail = NotificationFactory(appointment=visit)
        mail.mark_sent(NOW)
        mail.save()
    return pair[0], pair[1]


@pytest.fixture
def swap(visits: tuple[Appointment, Appointment]) -> Swap:
    def to(**changes: Any) -> list[DeskBooking]:
        shown = (visits[0].version, visits[1].version)
        asked = {"visits": visits, "shown": shown, "overrule": False, "now": NOW}
        return swap_at_desk(**(asked | changes))

    return to


def places(visits: tuple[Appointment, Appointment]) -> list[tuple[int, datetime]]:
    for visit in visits:
        visit.refresh_from_db()
    return [(visit.practitioner_id, visit.starts_at) for visit in visits]


def longer(visit: Appointment, minutes: int) -> None:
    visit.ends_at = visit.starts_at + minutes * MINUTE
    visit.save()


def test_each_takes_the_place_of_the_other_and_both_are_told(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    before = places(visits)

    swapped = swap()

    assert places(visits) == before[::-1]
    assert [one.overruled for one in swapped] == [[], []]
    mails = Notification.objects.owed().order_by("appointment_id")
    assert [(mail.kind, mail.appointment_id) for mail in mails] == [
        (NotificationKind.MOVED, visit.pk) for visit in visits
    ]


def test_swapped_back_before_the_mails_went_out_nobody_is_told(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    before = places(visits)
    swap()
    places(visits)

    swap(shown=(visits[0].version, visits[1].version), now=NOW + 2 * MINUTE)

    assert (places(visits), Notification.objects.owed().count()) == (before, 0)


def test_two_visits_of_one_therapist_change_order_by_their_lengths(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    first, second = visits
    Appointment.objects.filter(pk=second.pk).update(practitioner=first.practitioner)
    second.refresh_from_db()

    swap()

    assert places(visits) == [(first.practitioner_id, at(10)), (first.practitioner_id, at(8))]


def test_a_longer_one_that_does_not_fit_leaves_both_where_they_were(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    first, second = visits
    longer(first, 60)
    AppointmentFactory(practitioner=second.practitioner, starts_at=at(10, 30))
    before = places(visits)

    with pytest.raises(TimeTaken):
        swap(overrule=True)

    assert (places(visits), Notification.objects.owed().count()) == (before, 0)


def test_two_of_one_therapist_that_would_overlap_each_other_are_refused(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    first, second = visits
    longer(first, 60)
    start = at(9)
    Appointment.objects.filter(pk=second.pk).update(
        practitioner=first.practitioner, starts_at=start, ends_at=start + 90 * MINUTE
    )
    second.refresh_from_db()

    with pytest.raises(TimeTaken):
        swap(overrule=True)

    assert places(visits)[0] == (first.practitioner_id, at(8))


def test_a_treatment_that_the_other_does_not_give_has_to_be_meant(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    visits[1].practitioner.treatments.clear()

    with pytest.raises(OutsideRules) as error:
        swap()

    assert error.value.broken == [DeskRule.NOT_GIVEN]
    assert [one.overruled for one in swap(overrule=True, because="eenmalig")] == [
        [DeskRule.NOT_GIVEN],
        [],
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_an_old_screen_swaps_neither(
    swap: Swap, visits: tuple[Appointment, Appointment], which: int
) -> None:
    moved, hour = visits[which], (9, 11)[which]
    shown = (visits[0].version, visits[1].version)
    move_at_desk(
        appointment=moved,
        practitioner=moved.practitioner,
        starts_at=at(hour),
        overrule=True,
        now=NOW,
    )
    before = places(visits)

    with pytest.raises(ChangedMeanwhile):
        swap(shown=shown)

    assert places(visits) == before


def test_a_cancelled_visit_changes_with_nobody(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    cancel(appointment=visits[1], by="practice", now=NOW)

    with pytest.raises(NotExpected):
        swap(shown=("", ""))

    assert places(visits)[0][1] == at(8)


def test_a_visit_does_not_change_with_itself(
    swap: Swap, visits: tuple[Appointment, Appointment]
) -> None:
    with pytest.raises(NotExpected):
        swap(visits=(visits[0], visits[0]))
