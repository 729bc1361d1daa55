"""The waiting list with real threads: one time goes to one, and nobody overtakes."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import HOLDS_TIME, CancelledBy, OfferStatus, WaitlistStatus
from booking.models import (
    Appointment,
    Notification,
    Practitioner,
    Treatment,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.patient import Identity
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import Wishes
from booking.services.visits.cancel import cancel
from booking.services.visits.hold import hold
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.services.waitlist.change_wishes import change_wishes
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.racing import together
from tests.booking.support.waitlist import HOUR, NEXT_WEEK, waits
from tests.factories.booking import MIA, NOW, PatientFactory, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
TIMES = 8


def people_with_a_time() -> list[str]:
    return [str(visit.status) for visit in Appointment.objects.filter(status__in=HOLDS_TIME)]


def offered(treatment: Treatment) -> WaitlistOffer:
    entry = waits(treatment)
    make_offers(now=NOW)
    return entry.offers.get()


def test_runs_at_once_offer_each_time_once_in_turn(free_hour: Treatment) -> None:
    entries = [
        waits(free_hour, minutes_ago=TIMES - number, patient=PatientFactory())
        for number in range(TIMES)
    ]

    made = together(*[lambda: make_offers(now=NOW)] * TIMES)

    asked = WaitlistOffer.objects.order_by("starts_at").values_list("entry", "starts_at")
    assert sum(made) == 2
    assert list(asked) == [(entries[0].pk, at(8)), (entries[1].pk, at(8, 30))]
    assert Notification.objects.count() == 2


def test_many_clicks_on_yes_book_once(free_hour: Treatment) -> None:
    offer = offered(free_hour)

    visits = together(*[lambda: accept_offer(offer=offer, now=NOW).pk] * TIMES)

    assert set(visits) == {offer.hold_id}
    assert Notification.objects.exclude(offer=offer).count() == 1


def test_yes_and_no_at_once_end_in_one_of_them(free_hour: Treatment) -> None:
    offer = offered(free_hour)

    together(
        lambda: accept_offer(offer=offer, now=NOW), lambda: decline_offer(offer=offer, now=NOW)
    )

    offer.refresh_from_db()
    booked = offer.status == OfferStatus.ACCEPTED
    assert people_with_a_time() == (["booked"] if booked else [])
    assert (offer.entry.status == WaitlistStatus.SERVED) == booked


def test_a_late_yes_the_next_run_and_another_visitor_give_the_time_to_one(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    offer = offered(free_hour)
    waits(free_hour, patient=PatientFactory(), parts=["morning"], until_day=at(8).date())
    make_offers(now=NOW)
    late: datetime = offer.expires_at

    def book_on_the_site() -> Any:
        return hold(
            treatment=free_hour, practitioner=therapist, starts_at=at(8), key=uuid4(), now=late
        )

    together(
        lambda: accept_offer(offer=offer, now=late),
        lambda: make_offers(now=late),
        book_on_the_site,
    )

    at_eight = Appointment.objects.holding_time(late).filter(starts_at=at(8))
    assert at_eight.count() == 1


def test_leaving_while_a_run_asks_leaves_no_time_kept_for_nobody(free_hour: Treatment) -> None:
    for _try in range(TIMES):
        entry = waits(free_hour, patient=PatientFactory())

        together(
            lambda entry=entry: leave_waitlist(entry=entry, now=NOW),
            lambda: make_offers(now=NOW),
        )

        entry.refresh_from_db()
        assert entry.status == WaitlistStatus.LEFT
        assert people_with_a_time() == []


def test_changing_what_suits_and_saying_yes_at_once_loses_neither(free_hour: Treatment) -> None:
    evenings = Wishes(NOW.date(), NEXT_WEEK, parts=[PartOfDay.EVENING])
    for _try in range(TIMES):
        Appointment.objects.all().delete()
        offer = offered(free_hour)

        together(
            lambda entry=offer.entry: change_wishes(entry=entry, wishes=evenings, now=NOW),
            lambda offer=offer: accept_offer(offer=offer, now=NOW),
        )

        offer.entry.refresh_from_db()
        assert offer.entry.status == WaitlistStatus.SERVED
        assert people_with_a_time() == ["booked"]


def test_changing_what_suits_while_a_run_asks_offers_only_what_suited_at_some_time(
    free_hour: Treatment,
) -> None:
    evenings = Wishes(NOW.date(), NEXT_WEEK, parts=[PartOfDay.EVENING])
    entry = waits(free_hour)

    together(
        lambda: change_wishes(entry=entry, wishes=evenings, now=NOW),
        *[lambda: make_offers(now=NOW)] * TIMES,
    )

    entry.refresh_from_db()
    assert entry.parts == [PartOfDay.EVENING]
    assert len(people_with_a_time()) == entry.offers.open().count() <= 1


def test_joining_twice_at_once_gives_one_place(waiting_visit: Appointment) -> None:
    wishes = waiting_visit.waitlist.get().wishes
    WaitlistEntry.objects.all().delete()

    entries = together(
        *[lambda: join_waitlist_for(visit=waiting_visit, wishes=wishes, now=NOW).pk] * TIMES
    )

    assert set(entries) == {WaitlistEntry.objects.get().pk}


def test_one_form_sent_at_once_under_several_names_gives_one_place(free_hour: Treatment) -> None:
    key, wishes = uuid4(), waits(free_hour).wishes
    WaitlistEntry.objects.all().delete()

    def join(number: int) -> Any:
        details = replace(MIA, name=f"Mia {number}", email=f"mia{number}@patient.example")
        return join_waitlist(
            treatment=free_hour,
            wishes=wishes,
            details=details,
            key=key,
            now=NOW,
            at_desk=True,
            identity=Identity(),
        ).pk

    entries = together(*[partial(join, number) for number in range(TIMES)])

    assert set(entries) == {WaitlistEntry.objects.get().pk}


def test_yes_leaving_and_a_run_at_once_leave_the_patient_one_visit(
    waiting_visit: Appointment,
) -> None:
    make_offers(now=NOW)
    offer = WaitlistOffer.objects.get()

    together(
        lambda: accept_offer(offer=offer, now=NOW + HOUR),
        lambda: make_offers(now=NOW + HOUR),
        lambda: leave_waitlist(entry=offer.entry, now=NOW + HOUR),
    )

    assert len(people_with_a_time()) == 1


@pytest.mark.parametrize("_round", range(TIMES))
def test_a_yes_is_good_also_while_the_desk_cancels_the_visit(
    waiting_visit: Appointment, _round: int
) -> None:
    make_offers(now=NOW)
    offer = WaitlistOffer.objects.get()

    accepted, _cancelled = together(
        lambda: accept_offer(offer=offer, now=NOW),
        lambda: cancel(appointment=waiting_visit, by=CancelledBy.ASKED, now=NOW),
    )

    offer.refresh_from_db()
    assert (accepted.starts_at, offer.status) == (offer.starts_at, OfferStatus.ACCEPTED)
