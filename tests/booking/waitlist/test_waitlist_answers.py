"""Yes, no, too late, or twice: what becomes of an offer and of the place on the list."""

from uuid import uuid4

import pytest

from booking.choices import (
    AppointmentStatus,
    CancelledBy,
    NotificationKind,
    OfferStatus,
    WaitlistStatus,
)
from booking.errors import HoldExpired, NotWaiting, OwnVisitThen, TooManyThatDay
from booking.models import Appointment, Notification, Practitioner, Treatment, WaitlistOffer
from booking.services.visits.cancel import cancel
from booking.services.visits.hold import hold
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import HOUR, offered_and_told, waits
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    at,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(waiting_visit: Appointment) -> WaitlistOffer:
    """Of tomorrow at eight, instead of that waiting_visit."""
    make_offers(now=NOW)
    return WaitlistOffer.objects.get()


@pytest.fixture
def offer(free_hour: Treatment) -> WaitlistOffer:
    """Of tomorrow at eight, to somebody without a waiting_visit; the mail went out."""
    waits(free_hour)
    offered_and_told()
    return WaitlistOffer.objects.get()


def owed() -> list[str]:
    return [mail.kind for mail in Notification.objects.owed().exclude(kind=NotificationKind.OFFER)]


def test_yes_moves_the_visit_which_keeps_its_calendar_entry(
    waiting_visit: Appointment, earlier: WaitlistOffer
) -> None:
    moved = accept_offer(offer=earlier, now=NOW)

    assert (moved.pk, moved.uid, moved.starts_at, moved.sequence) == (
        waiting_visit.pk,
        waiting_visit.uid,
        at(8),
        1,
    )
    assert list(Appointment.objects.holding_time(NOW)) == [waiting_visit]
    earlier.refresh_from_db()
    assert (earlier.status, earlier.entry.status) == (OfferStatus.ACCEPTED, WaitlistStatus.SERVED)
    assert owed() == [NotificationKind.MOVED]


def test_yes_without_a_visit_books_for_who_waits(offer: WaitlistOffer) -> None:
    booked = accept_offer(offer=offer, now=NOW)

    assert (booked.status, booked.patient, booked.starts_at, booked.consented_at) == (
        AppointmentStatus.BOOKED,
        offer.entry.patient,
        at(8),
        NOW,
    )
    offer.refresh_from_db()
    assert (offer.entry.status, offer.entry.appointment) == (WaitlistStatus.SERVED, booked)
    assert owed() == [NotificationKind.BOOKED]


def test_a_second_yes_gives_the_same_visit_and_one_mail(offer: WaitlistOffer) -> None:
    visits = [accept_offer(offer=offer, now=NOW) for _click in range(2)]

    assert visits[0] == visits[1]
    assert owed() == [NotificationKind.BOOKED]


def test_the_cut_off_for_moving_does_not_bind_what_the_practice_offers(
    waiting_visit: Appointment, earlier: WaitlistOffer
) -> None:
    Appointment.objects.filter(pk=waiting_visit.pk).update(change_until=NOW - HOUR)

    assert accept_offer(offer=earlier, now=NOW).starts_at == at(8)


def test_no_gives_the_time_back_and_keeps_the_visit_and_the_place(
    waiting_visit: Appointment, earlier: WaitlistOffer
) -> None:
    for _click in range(2):
        decline_offer(offer=earlier, now=NOW)

    earlier.refresh_from_db()
    assert (earlier.status, earlier.entry.status) == (OfferStatus.DECLINED, WaitlistStatus.WAITING)
    assert list(Appointment.objects.holding_time(NOW)) == [waiting_visit]
    assert owed() == []


def test_a_yes_after_a_no_comes_too_late(offer: WaitlistOffer) -> None:
    decline_offer(offer=offer, now=NOW)

    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=NOW)


def test_a_no_after_a_yes_changes_nothing(offer: WaitlistOffer) -> None:
    booked = accept_offer(offer=offer, now=NOW)

    decline_offer(offer=offer, now=NOW)

    booked.refresh_from_db()
    assert booked.status == AppointmentStatus.BOOKED


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_late_yes_is_good_while_nobody_else_has_the_moment(
    offer: WaitlistOffer, is_swept: bool
) -> None:
    late = offer.expires_at + HOUR
    if is_swept:
        make_offers(now=late)

    assert accept_offer(offer=offer, now=late).starts_at == at(8)


def test_a_late_yes_does_not_take_what_another_visitor_took(
    offer: WaitlistOffer, free_hour: Treatment, therapist: Practitioner
) -> None:
    late = offer.expires_at + HOUR
    hold(
        treatment=free_hour,
        practitioner=therapist,
        starts_at=at(8),
        key=str(uuid4()),
        now=late,
    )

    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=late)


def test_a_late_yes_does_not_take_what_the_next_was_offered(
    offer: WaitlistOffer, free_hour: Treatment
) -> None:
    next_one = waits(free_hour, parts=["morning"])
    make_offers(now=NOW)
    decline_offer(offer=next_one.offers.get(), now=NOW)
    late = offer.expires_at
    make_offers(now=late)

    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=late)
    assert next_one.offers.open().get().starts_at == at(8)


def test_a_late_yes_finds_that_the_therapist_is_away_by_now(offer: WaitlistOffer) -> None:
    AbsenceFactory(practitioner=offer.practitioner)

    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=offer.expires_at)


def test_a_late_yes_finds_that_it_is_too_soon_by_now(offer: WaitlistOffer) -> None:
    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=at(7))


def test_who_cancelled_the_visit_meanwhile_still_gets_the_moment(
    waiting_visit: Appointment, earlier: WaitlistOffer
) -> None:
    cancel(appointment=waiting_visit, by=CancelledBy.PATIENT, now=NOW)
    make_offers(now=NOW)

    booked = accept_offer(offer=earlier, now=NOW)

    assert (booked.starts_at, booked.patient) == (at(8), waiting_visit.patient)
    assert list(Appointment.objects.holding_time(NOW)) == [booked]


def test_a_visit_that_came_on_that_day_meanwhile_is_respected(offer: WaitlistOffer) -> None:
    AppointmentFactory(patient=offer.entry.patient, starts_at=at(15))

    with pytest.raises(TooManyThatDay):
        accept_offer(offer=offer, now=NOW)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN


def test_a_visit_at_that_hour_with_somebody_else_is_respected(offer: WaitlistOffer) -> None:
    AppointmentFactory(patient=offer.entry.patient, starts_at=at(8))

    with pytest.raises(OwnVisitThen):
        accept_offer(offer=offer, now=NOW)


def test_leaving_the_list_gives_back_what_is_on_offer(offer: WaitlistOffer) -> None:
    for _click in range(2):
        leave_waitlist(entry=offer.entry, now=NOW)

    offer.refresh_from_db()
    assert (offer.status, offer.entry.status, offer.entry.closed_at) == (
        OfferStatus.DECLINED,
        WaitlistStatus.LEFT,
        NOW,
    )
    assert not Appointment.objects.holding_time(NOW).exists()
    with pytest.raises(NotWaiting):
        accept_offer(offer=offer, now=NOW)
