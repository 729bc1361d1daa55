"""Changing what suits: the turn stays, and so does what is on offer."""

from datetime import date, timedelta
from typing import Any

import pytest

from booking.choices import CancelledBy, OfferStatus, WaitlistStatus
from booking.errors import NotBookableOnline, NothingToWaitFor, NotWaiting
from booking.models import Appointment, Notification, Practitioner, Treatment, WaitlistEntry
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import Wishes
from booking.services.mail.nudge import nudge_offers
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.waitlist.answer_offer import accept_offer
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import HOUR, NEXT_WEEK, waits
from tests.factories.booking import DAY, NOW, at
from tests.factories.freed_time import FreedTimeFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ONE_DAY = timedelta(days=1)
EVENINGS = Wishes(DAY, DAY + 3 * ONE_DAY, weekdays=[4, 2], parts=[PartOfDay.EVENING])
MORNINGS = Wishes(NOW.date(), NEXT_WEEK, parts=[PartOfDay.MORNING])
ANY = Wishes(TODAY, TODAY + timedelta(weeks=50))


def changed(entry: WaitlistEntry, wishes: Wishes) -> WaitlistEntry:
    change_wishes(entry=entry, wishes=wishes, now=NOW)
    entry.refresh_from_db()
    return entry


def test_what_suits_now_takes_the_place_of_what_did(free_hour: Treatment) -> None:
    entry = changed(waits(free_hour, weekdays=[1]), EVENINGS)

    assert (entry.from_day, entry.until_day, entry.weekdays, entry.parts) == (
        DAY,
        DAY + 3 * ONE_DAY,
        [2, 4],
        [PartOfDay.EVENING],
    )


def test_the_turn_stays(free_hour: Treatment) -> None:
    first, second = waits(free_hour, minutes_ago=2), waits(free_hour, minutes_ago=1)

    changed(first, EVENINGS)

    assert list(WaitlistEntry.objects.in_turn()) == [first, second]


def test_what_came_free_and_suits_is_looked_for_at_once(
    free_hour: Treatment, django_capture_on_commit_callbacks: Any
) -> None:
    entry = waits(free_hour)

    with django_capture_on_commit_callbacks() as callbacks:
        changed(entry, MORNINGS)

    assert callbacks == [nudge_offers]
    assert make_offers(now=NOW) == 1


def test_wider_wishes_take_nothing_that_was_free_when_they_were_made(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    entry = waits(free_hour, parts=[PartOfDay.EVENING])
    later = NOW + HOUR
    change_wishes(entry=entry, wishes=ANY, now=later)
    was_free = make_offers(now=later)

    FreedTimeFactory(practitioner=therapist, freed_at=later + HOUR)

    assert (was_free, make_offers(now=later + HOUR)) == (0, 1)


def test_no_mail_tells_a_patient_what_the_patient_just_did(free_hour: Treatment) -> None:
    changed(waits(free_hour), EVENINGS)

    assert not Notification.objects.exists()


def test_an_open_offer_stays_also_where_it_suits_no_more(free_hour: Treatment) -> None:
    entry = waits(free_hour)
    make_offers(now=NOW)

    changed(entry, EVENINGS)

    offer = entry.offers.get()
    assert offer.status == OfferStatus.OPEN
    assert accept_offer(offer=offer, now=NOW).starts_at == at(8)


def test_nobody_waits_from_a_day_that_is_over(free_hour: Treatment) -> None:
    entry = changed(waits(free_hour), Wishes(TODAY - 9 * ONE_DAY, DAY))

    assert entry.from_day == TODAY


def test_without_a_visit_nobody_waits_beyond_what_can_be_booked(free_hour: Treatment) -> None:
    assert changed(waits(free_hour), ANY).until_day == TODAY + timedelta(weeks=8)


def test_nobody_waits_for_longer_than_until_the_visit(waiting_visit: Appointment) -> None:
    assert changed(waiting_visit.waitlist.get(), ANY).until_day == waiting_visit.day


def test_past_the_cut_off_for_moving_wishes_can_still_change(waiting_visit: Appointment) -> None:
    Appointment.objects.update(change_until=NOW - HOUR)

    assert changed(waiting_visit.waitlist.get(), EVENINGS).parts == [PartOfDay.EVENING]


def test_a_visit_that_moved_since_is_not_what_is_asked_for_now(waiting_visit: Appointment) -> None:
    """Else the place would end as served by it."""
    waiting_visit.waitlist.update(until_day=DAY)
    move_at_desk(
        appointment=waiting_visit,
        practitioner=waiting_visit.practitioner,
        starts_at=at(8, 30, day=NEXT_WEEK),
        overrule=False,
        now=NOW + HOUR,
    )
    entry = waiting_visit.waitlist.get()

    change_wishes(entry=entry, wishes=ANY, now=NOW + 2 * HOUR)
    make_offers(now=NOW + 2 * HOUR)

    entry.refresh_from_db()
    assert (entry.until_day, entry.status) == (NEXT_WEEK - ONE_DAY, WaitlistStatus.WAITING)


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(TODAY - 9 * ONE_DAY, TODAY - ONE_DAY),
        Wishes(DAY, TODAY),
        Wishes(date(2028, 1, 1), date(2028, 2, 1)),
    ],
    ids=["over", "inverted", "beyond"],
)
def test_there_must_be_a_day_to_wait_for(free_hour: Treatment, wishes: Wishes) -> None:
    entry = waits(free_hour)

    with pytest.raises(NothingToWaitFor):
        changed(entry, wishes)


def test_a_place_that_ended_has_no_wishes(free_hour: Treatment) -> None:
    entry = waits(free_hour)
    leave_waitlist(entry=entry, now=NOW)

    with pytest.raises(NotWaiting):
        changed(entry, EVENINGS)


def test_a_place_whose_visit_was_cancelled_just_now_has_no_wishes(
    waiting_visit: Appointment,
) -> None:
    cancel(appointment=waiting_visit, by=CancelledBy.PATIENT, now=NOW)

    with pytest.raises(NotWaiting):
        changed(waiting_visit.waitlist.get(), EVENINGS)


def test_what_cannot_be_booked_on_line_any_more_is_not_waited_for_anew(
    free_hour: Treatment,
) -> None:
    entry = waits(free_hour)
    Treatment.objects.update(is_online=False)

    with pytest.raises(NotBookableOnline):
        changed(entry, EVENINGS)
