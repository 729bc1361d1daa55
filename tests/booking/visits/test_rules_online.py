"""Every rule has effect online: as the practice sets it, and where a treatment differs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.errors import HoldExpired, NotAnOpening, NotBookableOnline, TooManyThatDay
from booking.models import Appointment, Slot, Treatment
from booking.models.patient import ContactDetails
from booking.models.rules import practice_rules, rules_for
from booking.scheduling.rules import CORRECTION_TIME
from booking.services.practice.find_openings import find_openings
from booking.services.schedule.generate_slots import generate_slots
from booking.services.visits.book import book
from booking.services.visits.hold import hold
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db
MIA = {"name": "Mia Voorbeeld", "email": "mia@patient.example", "phone": "+32470123456"}
Rule = Callable[..., None]


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory(duration=timedelta(minutes=60))


@pytest.fixture(params=["practice", "treatment"])
def rule(request: pytest.FixtureRequest, treatment: Treatment) -> Rule:
    """Sets a rule: for the practice, or for the treatment against the practice."""

    def set_rule(**values: Any) -> None:
        if request.param == "practice":
            practice_may(**{"step": timedelta(minutes=15)} | values)
            values = {"step": None}
        for name, value in values.items():
            setattr(treatment, name, value)
        treatment.save()

    return set_rule


def starts(treatment: Treatment, slot: Slot, now: datetime = NOW) -> list[datetime]:
    rules = rules_for(treatment)
    found = find_openings(treatment, [slot.practitioner], rules=rules, now=now)
    return [opening.starts_at for opening in found]


def held(treatment: Treatment, slot: Slot, start: datetime, now: datetime = NOW) -> Appointment:
    return hold(
        treatment=treatment,
        practitioner=slot.practitioner,
        starts_at=start,
        key=uuid4(),
        now=now,
    )


def test_a_treatment_follows_the_practice_but_for_its_own_rules(treatment: Treatment) -> None:
    practice_may(step=timedelta(minutes=20), most_coming_visits=5)
    treatment.step, treatment.most_coming_visits = None, 1

    rules = rules_for(treatment)

    assert (rules.step, rules.most_coming_visits) == (timedelta(minutes=20), 1)


def test_zero_is_a_rule_of_its_own_and_not_an_empty_one(treatment: Treatment) -> None:
    treatment.minimum_notice = timedelta(0)

    assert rules_for(treatment).minimum_notice == timedelta(0)


def test_beyond_the_horizon_there_is_nothing(treatment: Treatment, slot: Slot, rule: Rule) -> None:
    rule(horizon=timedelta(days=1, minutes=15))

    assert starts(treatment, slot) == [at(8)]
    with pytest.raises(NotAnOpening):
        held(treatment, slot, at(9))


def test_closer_than_the_notice_there_is_nothing(
    treatment: Treatment, slot: Slot, rule: Rule
) -> None:
    rule(minimum_notice=timedelta(days=1))

    assert starts(treatment, slot) == [at(9), at(10)]
    with pytest.raises(NotAnOpening):
        held(treatment, slot, at(8))


def test_visits_start_on_the_step(treatment: Treatment, slot: Slot, rule: Rule) -> None:
    SlotFactory(practitioner=slot.practitioner, starts_at=at(12, 5), ends_at=at(14))
    rule(step=timedelta(minutes=20))

    assert starts(treatment, slot)[3:] == [at(12, 20)]
    with pytest.raises(NotAnOpening):
        held(treatment, slot, at(8, 15))


def test_the_turnaround_stays_free_after_a_visit(treatment: Treatment, slot: Slot) -> None:
    treatment.turnaround = timedelta(minutes=15)
    treatment.save()
    booked = held(treatment, slot, at(8))

    assert (starts(treatment, slot)[0], booked.turnaround) == (at(9, 15), timedelta(minutes=15))


def test_the_limits_of_one_patient_hold(treatment: Treatment, slot: Slot, rule: Rule) -> None:
    practice_may(most_visits_a_day=3)
    rule(most_visits_a_day=1)
    AppointmentFactory(patient=PatientFactory(**MIA), treatment=treatment, starts_at=at(14))

    with pytest.raises(TooManyThatDay):
        book(held=held(treatment, slot, at(8)), details=ContactDetails(**MIA), now=NOW)


def test_the_cut_off_is_agreed_at_the_booking_and_stays(
    treatment: Treatment, slot: Slot, rule: Rule
) -> None:
    rule(cancellation_notice=timedelta(hours=48))
    booked = book(held=held(treatment, slot, at(8)), details=ContactDetails(**MIA), now=NOW)

    rule(cancellation_notice=timedelta(hours=1))

    booked.refresh_from_db()
    assert booked.change_until == NOW + CORRECTION_TIME
    assert not booked.can_be_changed_online(NOW + timedelta(minutes=16))


@pytest.mark.parametrize("whose", ["treatment", "therapist"])
def test_what_is_off_line_is_not_offered(treatment: Treatment, slot: Slot, whose: str) -> None:
    row = treatment if whose == "treatment" else slot.practitioner
    row.is_online = False
    row.save()

    assert starts(treatment, slot) == []
    with pytest.raises(NotBookableOnline):
        held(treatment, slot, at(8))


def test_another_step_leaves_what_is_held_and_booked(
    treatment: Treatment, slot: Slot, rule: Rule
) -> None:
    early = held(treatment, slot, at(8, 15))

    rule(step=timedelta(minutes=60))

    booked = book(held=early, details=ContactDetails(**MIA), now=NOW)
    assert (booked.starts_at, starts(treatment, slot)) == (at(8, 15), [at(10)])


def test_a_hold_that_ran_out_is_asked_anew_by_the_new_step(
    treatment: Treatment, slot: Slot, rule: Rule
) -> None:
    late = held(treatment, slot, at(8, 15))

    rule(step=timedelta(minutes=60))

    with pytest.raises(HoldExpired):
        book(held=late, details=ContactDetails(**MIA), now=NOW + timedelta(minutes=20))


def test_a_horizon_that_grows_is_laid_out(treatment: Treatment, rule: Rule) -> None:
    WorkingHoursFactory(valid_from=date(2027, 1, 4))
    generate_slots(today=NOW.date())
    before = Slot.objects.order_by("starts_at").last()

    rule(horizon=practice_rules().horizon + timedelta(weeks=4))
    generate_slots(today=NOW.date())

    after = Slot.objects.order_by("starts_at").last()
    assert after.starts_at.date() - before.starts_at.date() == timedelta(weeks=4)
    assert (before.starts_at.date() - DAY) % timedelta(weeks=1) == timedelta(0)


@pytest.mark.parametrize(
    ("lengths", "step"),
    [([30, 60], 30), ([30, 90, 120], 30), ([30, 45], 15), ([20], 15), ([30, 40], 15), ([], 30)],
)
@pytest.mark.django_db
def test_where_nobody_chose_a_step_it_follows_from_the_lengths(
    lengths: list[int], step: int
) -> None:
    for length in lengths:
        TreatmentFactory(duration=timedelta(minutes=length), step=None)
    TreatmentFactory(duration=timedelta(minutes=25), step=None, is_online=False)

    assert rules_for(Treatment(step=None)).step == timedelta(minutes=step)
