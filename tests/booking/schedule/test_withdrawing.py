"""What is open is withdrawn when its time is worked no more; what is booked stays."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, NotificationKind, OfferStatus
from booking.errors import HoldExpired, NotThere
from booking.models import Appointment, Notification, Practitioner, Treatment, WaitlistOffer
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import hold_series
from booking.services.visits.book import book
from booking.services.visits.hold import hold
from booking.services.visits.move import move
from booking.services.waitlist.answer_offer import accept_offer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.letters import deliver_all
from tests.booking.support.waitlist import offered_and_told, opened, waits
from tests.booking.support.working_time import (
    NO_LONGER_ONLINE,
    NO_LONGER_WORKED,
    Change,
    absence_of_therapist,
    internal_block_made,
    slot_made_shorter,
    therapist_left,
)
from tests.factories.booking import (
    MIA,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory()
    return treatment


@pytest.fixture
def noor(treatment: Treatment) -> Practitioner:
    """Works from 8 to 11 UTC."""
    person: Practitioner = PractitionerFactory(treatments=[treatment])
    SlotFactory(practitioner=person)
    return person


def held_at_eight(treatment: Treatment, person: Practitioner, **more: object) -> Appointment:
    return hold(
        treatment=treatment,
        practitioner=person,
        starts_at=at(8),
        key=uuid4(),
        now=NOW,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("change", [*NO_LONGER_WORKED, *NO_LONGER_ONLINE])
def test_nobody_can_finish_booking_a_time_that_was_withdrawn(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    held = held_at_eight(treatment, noor)

    change(noor)

    with pytest.raises(HoldExpired):
        book(held=held, details=MIA, now=NOW)
    held.refresh_from_db()
    assert held.status == AppointmentStatus.CANCELLED


@pytest.mark.parametrize("change", [*NO_LONGER_WORKED, *NO_LONGER_ONLINE])
def test_an_offer_is_withdrawn_with_a_mail_and_the_turn_stays(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    entry = waits(treatment)
    opened(noor.slots.get(), NOW)
    offered_and_told()

    outcome = change(noor)

    offer = WaitlistOffer.objects.get()
    entry.refresh_from_db()
    assert (offer.status, entry.is_waiting) == (OfferStatus.WITHDRAWN, True)
    assert outcome.withdrawn == [offer]
    assert Notification.objects.get(kind=NotificationKind.WITHDRAWN).due_at == NOW
    with pytest.raises(NotThere):
        accept_offer(offer=offer, now=NOW)


@pytest.mark.parametrize("change", [*NO_LONGER_WORKED, *NO_LONGER_ONLINE])
def test_an_offer_that_ran_out_while_the_worker_slept_is_not_said_to_be_withdrawn(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    waits(treatment)
    opened(noor.slots.get(), NOW)
    offered_and_told()
    WaitlistOffer.objects.update(offered_at=NOW - timedelta(hours=5), expires_at=NOW)

    outcome = change(noor)

    offer = WaitlistOffer.objects.get()
    assert offer.status == OfferStatus.LAPSED
    assert outcome.withdrawn == []
    assert not Notification.objects.filter(kind=NotificationKind.WITHDRAWN).exists()
    with pytest.raises(HoldExpired):
        accept_offer(offer=offer, now=NOW)


def test_what_nobody_was_told_of_is_withdrawn_without_a_mail(
    treatment: Treatment, noor: Practitioner
) -> None:
    waits(treatment)
    make_offers(now=NOW)

    absence_of_therapist(noor)

    assert not Notification.objects.owed().exists()


def test_no_mail_makes_an_offer_that_was_withdrawn_while_it_was_being_sent(
    treatment: Treatment, noor: Practitioner, mailoutbox: list[object]
) -> None:
    waits(treatment)
    offered_and_told()
    mailoutbox.clear()
    Notification.objects.update(status="owed", sent_at=None)
    WaitlistOffer.objects.update(status=OfferStatus.WITHDRAWN)

    deliver_all(NOW)

    assert mailoutbox == []


def test_after_an_offer_ran_out_it_cannot_be_taken_late_either(
    treatment: Treatment, noor: Practitioner
) -> None:
    waits(treatment)
    opened(noor.slots.get(), NOW)
    offered_and_told()
    late = NOW + timedelta(hours=4)
    make_offers(now=late)

    absence_of_therapist(noor)

    assert not WaitlistOffer.objects.order_by("pk")[0].can_be_taken


@pytest.mark.parametrize("change", [absence_of_therapist, internal_block_made])
def test_a_series_is_given_back_whole(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    next_day = at(8) + timedelta(days=1)
    SlotFactory(practitioner=noor, starts_at=next_day, ends_at=next_day + timedelta(hours=3))
    half = timedelta(minutes=30)
    openings = [Opening(start, start + half, noor.pk) for start in (at(8), next_day)]
    series = hold_series(treatment=treatment, visits=openings, key=uuid4(), now=NOW)

    change(noor)

    with pytest.raises(HoldExpired):
        book_series(series=series, details=MIA, now=NOW)
    assert not series.appointments.filter(status=AppointmentStatus.PENDING).exists()


@pytest.mark.parametrize("change", [absence_of_therapist, internal_block_made])
def test_a_time_that_was_held_for_a_move_is_gone_and_the_appointment_stays(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    visit = AppointmentFactory(treatment=treatment, starts_at=at(8) + timedelta(days=9))
    held = held_at_eight(treatment, noor, moves=visit)

    change(noor)

    with pytest.raises(HoldExpired):
        move(held=held, now=NOW)
    visit.refresh_from_db()
    assert (visit.is_expected, visit.starts_at) == (True, at(8) + timedelta(days=9))


@pytest.mark.parametrize("change", [absence_of_therapist, slot_made_shorter])
def test_what_lies_in_hours_that_are_still_worked_stays_open(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    other = PractitionerFactory(treatments=[treatment])
    SlotFactory(practitioner=other)
    later = hold(treatment=treatment, practitioner=noor, starts_at=at(10, 30), key=uuid4(), now=NOW)
    elsewhere = hold(treatment=treatment, practitioner=other, starts_at=at(8), key=uuid4(), now=NOW)

    change(noor)

    for held in (later, elsewhere):
        held.refresh_from_db()
        assert held.is_held


@pytest.mark.parametrize("change", [*NO_LONGER_WORKED, *NO_LONGER_ONLINE])
def test_what_is_booked_stays(change: Change, treatment: Treatment, noor: Practitioner) -> None:
    visit = AppointmentFactory(practitioner=noor, treatment=treatment)

    change(noor)

    visit.refresh_from_db()
    assert visit.is_expected


@pytest.mark.parametrize("change", NO_LONGER_WORKED)
def test_what_is_left_outside_the_hours_is_listed(
    change: Change, treatment: Treatment, noor: Practitioner
) -> None:
    visit = AppointmentFactory(practitioner=noor, treatment=treatment)

    outcome = change(noor)

    assert outcome.change
    assert list(outcome.change.visits.all()) == [visit]


def test_the_desk_is_told_that_somebody_who_left_does_not_work(noor: Practitioner) -> None:
    therapist_left(noor)

    assert not noor.works_during(Span(at(8), at(9)))
