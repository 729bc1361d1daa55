"""A time that was just chosen can be corrected online for a quarter of an hour, and no longer."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import CancelledBy
from booking.errors import TooLateToCancel, TooLateToMove
from booking.models import Appointment, Slot, Treatment
from booking.models.rules import practice_rules
from booking.services.visits.book import book
from booking.services.visits.book_at_desk import book_at_desk
from booking.services.visits.cancel import cancel
from booking.services.visits.hold import hold
from booking.services.visits.move import move
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.waitlist.answer_offer import accept_offer
from tests.factories.booking import (
    MIA,
    NOW,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GRACE = 15 * MINUTE


@pytest.fixture
def treatment() -> Treatment:
    treatment: Treatment = TreatmentFactory(step=None)
    return treatment


@pytest.fixture
def slot(treatment: Treatment) -> Slot:
    """Open from half a day before NOW until three weeks after it."""
    rules = practice_rules()
    rules.minimum_notice, rules.step = timedelta(0), 5 * MINUTE
    rules.save()
    person = PractitionerFactory()
    for day in range(-1, 21):
        start = NOW + timedelta(days=day) - 9 * HOUR
        SlotFactory(practitioner=person, starts_at=start, ends_at=start + 24 * HOUR)
    return person.slots.first()  # type: ignore[no-any-return]


def held(slot: Slot, starts_at: datetime, now: datetime, moves: Appointment | None = None) -> Any:
    return hold(
        treatment=Treatment.objects.get(),
        practitioner=slot.practitioner,
        starts_at=starts_at,
        key=uuid4(),
        now=now,
        moves=moves,
    )


def booked(slot: Slot, starts_at: datetime, now: datetime = NOW) -> Appointment:
    return book(held=held(slot, starts_at, now), details=MIA, now=now)


def moved(visit: Appointment, slot: Slot, starts_at: datetime, now: datetime) -> Appointment:
    return move(held=held(slot, starts_at, now, moves=visit), now=now)


@pytest.mark.parametrize(
    ("notice", "ahead", "can_be_changed_for"),
    [
        pytest.param(24 * HOUR, 72 * HOUR, 48 * HOUR, id="before the cut-off"),
        pytest.param(24 * HOUR, 24 * HOUR, GRACE, id="at the cut-off"),
        pytest.param(24 * HOUR, 24 * HOUR + 10 * MINUTE, GRACE, id="just before the cut-off"),
        pytest.param(24 * HOUR, 3 * HOUR, GRACE, id="after the cut-off"),
        pytest.param(24 * HOUR, 20 * MINUTE, GRACE, id="in twenty minutes"),
        pytest.param(24 * HOUR, 10 * MINUTE, 10 * MINUTE, id="until it starts"),
        pytest.param(timedelta(0), 10 * MINUTE, 10 * MINUTE, id="without a cut-off"),
        pytest.param(2 * HOUR, 20 * HOUR, 18 * HOUR, id="a short cut-off"),
    ],
)
@pytest.mark.parametrize("whose", ["practice", "treatment"])
@pytest.mark.parametrize("booked_by", ["patient", "desk"])
def test_a_fresh_choice_can_be_changed_until_the_cut_off_and_at_least_a_quarter_of_an_hour(
    slot: Slot,
    treatment: Treatment,
    whose: str,
    booked_by: str,
    notice: timedelta,
    ahead: timedelta,
    can_be_changed_for: timedelta,
) -> None:
    rules = practice_rules() if whose == "practice" else treatment
    rules.cancellation_notice = notice
    rules.save()

    if booked_by == "patient":
        visit = booked(slot, NOW + ahead)
    else:
        visit = book_at_desk(
            treatment=treatment,
            practitioner=slot.practitioner,
            starts_at=NOW + ahead,
            details=MIA,
            overrule=False,
            now=NOW,
        ).visit

    assert visit.change_until - NOW == can_be_changed_for
    assert visit.is_to_correct == (can_be_changed_for <= GRACE)


def test_the_quarter_counts_from_the_booking_and_not_from_the_hold(slot: Slot) -> None:
    kept = held(slot, NOW + 3 * HOUR, NOW)

    visit = book(held=kept, details=MIA, now=NOW + 9 * MINUTE)

    assert visit.change_until == NOW + 24 * MINUTE


def test_within_the_quarter_the_patient_cancels_and_is_not_late(slot: Slot) -> None:
    visit = booked(slot, NOW + 3 * HOUR)

    with pytest.raises(TooLateToCancel):
        cancel(appointment=visit, by=CancelledBy.PATIENT, now=NOW + GRACE + MINUTE)
    cancelled = cancel(appointment=visit, by=CancelledBy.ASKED, now=NOW + GRACE)

    assert not cancelled.was_cancelled_late


def test_after_the_quarter_who_calls_to_cancel_is_late(slot: Slot) -> None:
    visit = booked(slot, NOW + 3 * HOUR)

    cancelled = cancel(appointment=visit, by=CancelledBy.ASKED, now=NOW + GRACE + MINUTE)

    assert cancelled.was_cancelled_late


def test_one_correction_does_not_lead_to_the_next(slot: Slot) -> None:
    visit = booked(slot, NOW + 3 * HOUR)

    once = moved(visit, slot, NOW + 4 * HOUR, NOW + 10 * MINUTE)
    twice = moved(once, slot, NOW + 5 * HOUR, NOW + 14 * MINUTE)

    assert (once.change_until, twice.change_until) == (NOW + GRACE, NOW + GRACE)
    with pytest.raises(TooLateToMove):
        moved(twice, slot, NOW + 6 * HOUR, NOW + 16 * MINUTE)


def test_a_correction_to_a_later_day_is_bound_by_the_cut_off_of_that_day(slot: Slot) -> None:
    visit = booked(slot, NOW + 3 * HOUR)

    later = moved(visit, slot, NOW + 96 * HOUR, NOW + 10 * MINUTE)

    assert later.change_until == NOW + 72 * HOUR
    assert not later.is_to_correct


def test_a_move_before_the_cut_off_can_be_corrected_afresh(slot: Slot) -> None:
    visit = booked(slot, NOW + 72 * HOUR)

    sooner = moved(visit, slot, NOW + 6 * HOUR, NOW + HOUR)

    assert sooner.change_until == NOW + HOUR + GRACE


def test_a_move_at_the_desk_can_be_corrected_afresh(slot: Slot) -> None:
    visit = booked(slot, NOW + 3 * HOUR)

    changed = move_at_desk(
        appointment=visit,
        practitioner=slot.practitioner,
        starts_at=NOW + 4 * HOUR,
        overrule=False,
        now=NOW + HOUR,
    ).visit

    assert changed.change_until == NOW + HOUR + GRACE


@pytest.mark.parametrize("has_visit", [True, False])
def test_an_accepted_offer_can_be_corrected_afresh(
    has_visit: bool, slot: Slot, treatment: Treatment
) -> None:
    visit = booked(slot, NOW + 12 * 24 * HOUR)
    offer = WaitlistOfferFactory(
        entry__treatment=treatment,
        entry__appointment=visit if has_visit else None,
        entry__patient=visit.patient if has_visit else PatientFactory(),
        practitioner=slot.practitioner,
        starts_at=NOW + 12 * HOUR,
    )
    Appointment.objects.filter(pk=offer.hold.pk).update(moves=offer.entry.appointment)
    answered = NOW + HOUR

    taken = accept_offer(offer=offer, now=answered)

    assert taken.starts_at == NOW + 12 * HOUR
    assert taken.change_until == answered + GRACE


def test_a_stricter_rule_does_not_shorten_the_quarter(slot: Slot, treatment: Treatment) -> None:
    kept = held(slot, NOW + 30 * HOUR, NOW)
    treatment.cancellation_notice = 72 * HOUR
    treatment.save()

    visit = book(held=kept, details=MIA, now=NOW + MINUTE)

    assert visit.change_until == NOW + 6 * HOUR  # the rule that held when it was chosen


def test_the_quarter_is_a_quarter_in_the_night_that_the_clock_goes_back(slot: Slot) -> None:
    night = datetime(2027, 10, 31, 0, 50, tzinfo=UTC)  # 2:50, summer time; the next 2:05 is winter
    SlotFactory(practitioner=slot.practitioner, starts_at=night, ends_at=night + 12 * HOUR)

    visit = booked(slot, night + 5 * HOUR + 10 * MINUTE, night)

    assert visit.change_until - night == GRACE
