"""Time that came free is offered to those who wait, one after the other."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from booking.choices import (
    AppointmentStatus,
    CancelledBy,
    NotificationKind,
    OfferStatus,
    WaitlistStatus,
)
from booking.models import (
    Appointment,
    BookingRules,
    Notification,
    Practitioner,
    Treatment,
    WaitlistOffer,
)
from booking.models.rules import rules_for
from booking.models.waitlist_queryset import ASK_AGAIN_AFTER
from booking.scheduling.parts_of_day import PartOfDay
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.practice.find_openings import find_openings
from booking.services.visits.cancel import cancel
from booking.services.visits.delete_old_holds import delete_old_holds
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import (
    HOUR,
    NEXT_WEEK,
    also_free_next_week,
    offered_and_told,
    waits,
)
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    at,
)

pytestmark = pytest.mark.django_db


def test_the_first_free_moment_is_kept_and_a_mail_about_it_is_owed(free_hour: Treatment) -> None:
    entry = waits(free_hour)

    assert make_offers(now=NOW) == 1

    offer = entry.offers.get()
    assert (offer.status, offer.starts_at, offer.expires_at) == (
        OfferStatus.OPEN,
        at(8),
        NOW + 3 * HOUR,
    )
    assert (offer.hold.status, offer.hold.held_until) == (AppointmentStatus.PENDING, NOW + 3 * HOUR)
    mail = Notification.objects.get()
    assert (mail.kind, mail.offer, mail.patient) == (NotificationKind.OFFER, offer, entry.patient)


def test_run_again_nothing_more_is_offered(free_hour: Treatment) -> None:
    waits(free_hour)
    make_offers(now=NOW)

    assert make_offers(now=NOW) == 0
    assert WaitlistOffer.objects.count() == 1


def test_who_waits_longest_gets_the_first_moment_and_the_next_one_the_next(
    free_hour: Treatment,
) -> None:
    late, early = waits(free_hour, minutes_ago=1), waits(free_hour, minutes_ago=2)

    make_offers(now=NOW)

    assert (early.offers.get().starts_at, late.offers.get().starts_at) == (at(8), at(8, 30))


def test_where_there_is_one_moment_the_second_in_turn_waits_on(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    AppointmentFactory(practitioner=therapist, treatment=free_hour)
    second, first = waits(free_hour, minutes_ago=1), waits(free_hour, minutes_ago=2)

    make_offers(now=NOW)

    assert (first.offers.count(), second.offers.count()) == (1, 0)


def test_what_is_on_offer_is_kept_from_everybody_else(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    waits(free_hour)
    make_offers(now=NOW)

    found = find_openings(free_hour, [therapist], rules=rules_for(free_hour), now=NOW)

    assert [opening.starts_at for opening in found] == [at(8, 30)]


def test_what_one_declines_is_offered_to_the_next(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    AppointmentFactory(practitioner=therapist, treatment=free_hour, starts_at=at(8, 30))
    first, second = waits(free_hour, minutes_ago=2), waits(free_hour, minutes_ago=1)
    make_offers(now=NOW)
    decline_offer(offer=first.offers.get(), now=NOW)

    make_offers(now=NOW + HOUR)

    assert (second.offers.get().starts_at, second.offers.get().status) == (at(8), OfferStatus.OPEN)


def test_what_one_leaves_unanswered_lapses_and_is_offered_to_the_next(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    AppointmentFactory(practitioner=therapist, treatment=free_hour, starts_at=at(8, 30))
    first, second = waits(free_hour, minutes_ago=2), waits(free_hour, minutes_ago=1)
    offered_and_told()

    make_offers(now=NOW + 3 * HOUR)

    first.refresh_from_db()
    assert first.offers.get().status == OfferStatus.LAPSED
    assert first.status == WaitlistStatus.WAITING
    assert second.offers.get().status == OfferStatus.OPEN


def test_who_gave_no_answer_is_passed_over_for_a_day(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    also_free_next_week(therapist)
    entry = waits(free_hour)
    offered_and_told()
    lapsed = entry.offers.get().expires_at

    asked = [make_offers(now=lapsed + ASK_AGAIN_AFTER - timedelta(seconds=1))]
    asked += [make_offers(now=lapsed + ASK_AGAIN_AFTER)]

    assert asked == [0, 1]


def test_the_practice_decides_how_long_an_offer_holds(free_hour: Treatment) -> None:
    BookingRules.objects.create(offer_for=HOUR)
    entry = waits(free_hour)

    make_offers(now=NOW)

    assert entry.offers.get().expires_at == NOW + HOUR


def test_what_the_desk_cancelled_is_offered_when_it_can_be_no_slip_any_more(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    visit = AppointmentFactory(treatment=free_hour, practitioner=therapist, ends_at=at(9))
    waits(free_hour)
    cancel(appointment=visit, by=CancelledBy.PRACTICE, now=NOW)

    assert [make_offers(now=NOW), make_offers(now=NOW + STAFF_MAIL_DELAY)] == [0, 1]


def test_a_hold_that_ran_out_is_in_nobodys_way(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    AppointmentFactory(held=True, held_until=NOW, treatment=free_hour, practitioner=therapist)
    entry = waits(free_hour)

    make_offers(now=NOW)

    assert entry.offers.get().starts_at == at(8)


def test_the_hold_of_an_open_offer_is_not_swept(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    BookingRules.objects.create(offer_for=timedelta(days=2))
    also_free_next_week(therapist)
    waits(free_hour, from_day=NEXT_WEEK)
    make_offers(now=NOW)

    delete_old_holds(now=NOW + timedelta(days=1, hours=12))

    assert Appointment.objects.get().starts_at == at(8, day=NEXT_WEEK)


@pytest.mark.parametrize("count", [1, 3])
def test_a_run_asks_for_free_time_once_whatever_the_length_of_the_list(
    count: int, free_hour: Treatment, django_assert_num_queries: Any, therapist: Practitioner
) -> None:
    for _number in range(count):
        waits(free_hour, parts=[PartOfDay.EVENING], patient=PatientFactory())

    # Ended offers, ended places, rules, places, their offers, therapists, given up, what came free,
    # holds that ran out, free time.
    with django_assert_num_queries(9):
        make_offers(now=NOW)


@pytest.mark.parametrize(
    ("now", "made"),
    [(at(6, 59), 0), (at(7), 1), (at(18, 59, day=DAY), 1), (at(19, day=DAY), 0)],
)
def test_outside_the_hours_for_mail_nothing_is_offered_and_no_time_is_held(
    free_hour: Treatment, therapist: Practitioner, now: datetime, made: int
) -> None:
    also_free_next_week(therapist)
    waits(free_hour, from_day=NEXT_WEEK)

    assert make_offers(now=now) == made
    assert Appointment.objects.count() == made


def test_the_practice_decides_in_which_hours_offers_go_out(free_hour: Treatment) -> None:
    BookingRules.objects.create(mail_from=time(11), mail_until=time(15))
    waits(free_hour)

    assert [make_offers(now=NOW), make_offers(now=NOW + HOUR)] == [0, 1]
