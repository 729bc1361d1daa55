"""Offers are made only of time that came free while somebody waited."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from booking.choices import CancelledBy, FreedKind
from booking.models import Appointment, Practitioner, Treatment, WaitlistOffer
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.schedule.absences import delete_absence
from booking.services.schedule.slots import save_slot
from booking.services.visits.cancel import cancel
from booking.services.visits.give_back import give_back
from booking.services.visits.hold import hold
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.put_back import AsItWas, put_back
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import HOUR, offered_and_told, starts, waits
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
LATER, MINUTE = NOW + HOUR, timedelta(minutes=1)


@pytest.fixture
def treatment() -> Treatment:
    """One therapist gives it, who worked from 8:00 to 11:00 UTC before anybody waited."""
    given: Treatment = TreatmentFactory()
    SlotFactory(practitioner=PractitionerFactory(treatments=[given]))
    return given


@pytest.fixture
def therapist(treatment: Treatment) -> Practitioner:
    return treatment.practitioners.get()


def booked(treatment: Treatment, therapist: Practitioner) -> Appointment:
    visit: Appointment = AppointmentFactory(
        treatment=treatment, practitioner=therapist, starts_at=at(9)
    )
    return visit


def held(treatment: Treatment, therapist: Practitioner, now: datetime) -> Appointment:
    return hold(treatment=treatment, practitioner=therapist, starts_at=at(9), key=uuid4(), now=now)


def test_what_was_free_when_somebody_joined_is_never_offered(treatment: Treatment) -> None:
    waits(treatment)

    runs = [NOW, NOW + HOUR, at(8) - 5 * HOUR + timedelta(hours=4)]

    assert [make_offers(now=now) for now in runs] == [0, 0, 0]


def test_what_is_cancelled_is_offered_and_not_what_lies_beside_it(
    treatment: Treatment, therapist: Practitioner
) -> None:
    visit = booked(treatment, therapist)
    waits(treatment)

    cancel(appointment=visit, by=CancelledBy.ASKED, now=LATER)

    assert make_offers(now=LATER + HOUR) == 1
    assert starts() == [at(9)]


def test_what_was_cancelled_before_somebody_joined_is_not_offered(
    treatment: Treatment, therapist: Practitioner
) -> None:
    cancel(appointment=booked(treatment, therapist), by=CancelledBy.ASKED, now=NOW - HOUR)
    waits(treatment)

    assert make_offers(now=NOW) == 0


def away(therapist: Practitioner) -> Callable[[], object]:
    absence = AbsenceFactory(practitioner=therapist, starts_at=at(9), ends_at=at(10))
    return partial(delete_absence, absence, now=LATER)


def works_longer(therapist: Practitioner) -> Callable[[], object]:
    slot = therapist.slots.get()
    slot.ends_at = at(12)
    return partial(save_slot, slot, now=LATER)


@pytest.mark.parametrize(("prepare", "start"), [(away, at(9)), (works_longer, at(11))])
def test_hours_that_are_opened_are_offered(
    treatment: Treatment,
    therapist: Practitioner,
    prepare: Callable[[Practitioner], Callable[[], object]],
    start: datetime,
) -> None:
    change = prepare(therapist)
    waits(treatment)

    change()

    assert make_offers(now=LATER) == 1
    assert starts() == [start]


def test_a_hold_that_was_there_gives_its_time_to_who_waits(
    treatment: Treatment, therapist: Practitioner
) -> None:
    wanted = held(treatment, therapist, NOW - 2 * timedelta(minutes=1))
    waits(treatment)

    give_back(held=wanted, now=NOW)

    assert make_offers(now=NOW) == 1
    assert starts() == [at(9)]


def test_a_hold_that_was_there_and_runs_out_gives_its_time_too(
    treatment: Treatment, therapist: Practitioner
) -> None:
    held(treatment, therapist, NOW - 2 * timedelta(minutes=1))
    waits(treatment)

    assert [make_offers(now=NOW), make_offers(now=LATER)] == [0, 1]


def test_holding_what_is_free_and_leaving_it_makes_no_offer(
    treatment: Treatment, therapist: Practitioner
) -> None:
    waits(treatment)
    give_back(held=held(treatment, therapist, NOW), now=NOW)
    held(treatment, therapist, NOW)

    assert make_offers(now=LATER) == 0


def test_an_offer_that_was_there_gives_its_time_to_the_next(
    treatment: Treatment, therapist: Practitioner
) -> None:
    visit = booked(treatment, therapist)
    waits(treatment, minutes_ago=5)
    cancel(
        appointment=visit,
        by=CancelledBy.PATIENT,
        now=NOW - timedelta(minutes=3),
    )
    offered_and_told(NOW - timedelta(minutes=2))
    second = waits(treatment, minutes_ago=1, patient=PatientFactory(email="an@patient.example"))

    decline_offer(offer=WaitlistOffer.objects.get(), now=NOW)

    assert make_offers(now=NOW) == 1
    assert second.offers.get().starts_at == at(9)


def test_what_was_free_and_is_booked_and_cancelled_came_free(
    treatment: Treatment, therapist: Practitioner
) -> None:
    waits(treatment)
    visit = booked(treatment, therapist)

    cancel(appointment=visit, by=CancelledBy.ASKED, now=LATER)

    assert make_offers(now=LATER + HOUR) == 1
    assert therapist.freed_times.get().kind == FreedKind.VISIT


def test_what_the_desk_moved_away_from_rests_until_it_can_no_longer_be_undone(
    treatment: Treatment, therapist: Practitioner
) -> None:
    visit = booked(treatment, therapist)
    waits(treatment)
    before = AsItWas.of(visit, LATER)
    move_at_desk(
        appointment=visit, practitioner=therapist, starts_at=at(10), overrule=True, now=LATER
    )

    assert make_offers(now=LATER) == 0
    put_back(appointment=Appointment.objects.get(), before=before, now=LATER + MINUTE)
    assert Appointment.objects.get().starts_at == at(9)


def test_what_the_desk_moved_away_from_is_offered_after_that(
    treatment: Treatment, therapist: Practitioner
) -> None:
    visit = booked(treatment, therapist)
    waits(treatment)
    move_at_desk(
        appointment=visit, practitioner=therapist, starts_at=at(10), overrule=True, now=LATER
    )

    assert make_offers(now=LATER + STAFF_MAIL_DELAY - MINUTE) == 0
    assert make_offers(now=LATER + STAFF_MAIL_DELAY) == 1
    assert starts() == [at(9)]
