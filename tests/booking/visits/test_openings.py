"""What can be booked online, and how dear it is to find out."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from booking.models import Appointment, Practitioner, Slot
from booking.scheduling.openings import Opening
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span
from booking.services.practice.find_openings import find_openings
from booking.services.schedule.generate_slots import generate_slots
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)

pytestmark = pytest.mark.django_db


def starts(openings: list[Opening]) -> list[str]:
    """In UTC."""
    return [f"{opening.starts_at:%H:%M}" for opening in openings]


def test_a_slot_is_cut_into_visits() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=60))
    slot = SlotFactory()

    assert starts(find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)) == [
        "08:00",
        "09:00",
        "10:00",
    ]


def test_appointments_and_holds_take_their_time_out() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=60))
    slot = SlotFactory()
    AppointmentFactory(practitioner=slot.practitioner, starts_at=at(8), treatment=treatment)
    AppointmentFactory(
        practitioner=slot.practitioner, starts_at=at(10), treatment=treatment, held=True
    )

    assert starts(find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)) == [
        "09:00"
    ]


def test_an_expired_hold_and_a_cancelled_visit_take_nothing() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=90))
    slot = SlotFactory()
    AppointmentFactory(practitioner=slot.practitioner, held=True, held_until=NOW)
    AppointmentFactory(practitioner=slot.practitioner, cancelled=True)

    assert starts(find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)) == [
        "08:00",
        "09:30",
    ]


@pytest.mark.parametrize("minutes", [-1, 0, 1])
@pytest.mark.parametrize("held", [True, False])
def test_a_row_and_the_database_agree_on_who_keeps_the_time(minutes: int, held: bool) -> None:
    until = {"held": True, "held_until": NOW + timedelta(minutes=minutes)} if held else {}
    visit = AppointmentFactory(**until)

    listed = Appointment.objects.holding_time(NOW)

    assert (visit in listed) == visit.keeps_its_time(NOW)


def test_an_absence_takes_its_time_out_for_one_and_a_closing_for_all() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=60))
    away, other = SlotFactory().practitioner, SlotFactory().practitioner
    AbsenceFactory(practitioner=away, starts_at=at(8), ends_at=at(9))
    AbsenceFactory(practitioner=None, starts_at=at(10), ends_at=at(23))

    openings = find_openings(treatment, [away, other], rules=Rules(), now=NOW)

    assert [(opening.practitioner_id, opening.starts_at) for opening in openings] == [
        (other.pk, at(8)),
        (away.pk, at(9)),
        (other.pk, at(9)),
    ]


def test_turnaround_keeps_visits_apart_on_both_sides() -> None:
    treatment = TreatmentFactory(turnaround=timedelta(minutes=15))
    slot = SlotFactory()
    AppointmentFactory(
        practitioner=slot.practitioner,
        treatment=treatment,
        starts_at=at(9),
        turnaround=treatment.turnaround,
    )

    openings = find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)

    assert starts(openings) == ["08:00", "09:45", "10:15"]


def test_turnaround_may_end_after_the_slot() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=60), turnaround=timedelta(minutes=30))
    slot = SlotFactory(starts_at=at(8), ends_at=at(9))

    assert starts(find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)) == [
        "08:00"
    ]


def test_openings_begin_after_the_notice_and_end_before_the_horizon() -> None:
    treatment = TreatmentFactory()
    person = PractitionerFactory()
    for day in (0, 1, 55, 56, 57):
        SlotFactory(
            practitioner=person,
            starts_at=NOW + timedelta(days=day),
            ends_at=NOW + timedelta(days=day, hours=4),
        )

    openings = find_openings(treatment, [person], rules=Rules(), now=NOW)

    assert openings[0].starts_at == NOW + Rules.minimum_notice
    assert openings[-1].ends_at <= NOW + Rules.horizon
    assert openings[-1].starts_at.date() == (NOW + timedelta(days=55)).date()


@pytest.mark.parametrize("count", [1, 3])
def test_openings_take_one_query_for_any_number_of_therapists(
    count: int, django_assert_num_queries: Any
) -> None:
    treatment = TreatmentFactory()
    people = [SlotFactory().practitioner for _ in range(count)]

    with django_assert_num_queries(1):
        openings = find_openings(treatment, people, rules=Rules(), now=NOW)

    assert len(openings) == 6 * count


@pytest.mark.parametrize(("sunday", "utc_hour"), [(date(2027, 3, 28), 7), (date(2027, 10, 31), 8)])
def test_a_roster_keeps_its_hour_when_the_clock_changes(sunday: date, utc_hour: int) -> None:
    person = PractitionerFactory()
    WorkingHoursFactory(practitioner=person, weekday=7, opens=time(9), closes=time(10))

    generate_slots(today=sunday - timedelta(days=3))

    first = Slot.objects.earliest("starts_at")
    assert first.span == Span(at(utc_hour, day=sunday), at(utc_hour + 1, day=sunday))


def test_laying_out_twice_adds_nothing_and_keeps_what_was_edited() -> None:
    WorkingHoursFactory()
    generate_slots(today=DAY)
    count = Slot.objects.count()
    Slot.objects.earliest("starts_at").delete()

    generate_slots(today=DAY)

    assert Slot.objects.count() == count - 1 == 12


def test_laying_out_goes_on_where_it_stopped() -> None:
    WorkingHoursFactory()
    generate_slots(today=DAY)

    assert generate_slots(today=DAY + timedelta(days=7)) == 1


def test_a_roster_makes_way_for_a_slot_opened_by_hand() -> None:
    line = WorkingHoursFactory()
    by_hand = SlotFactory(practitioner=line.practitioner, starts_at=at(7), ends_at=at(9))

    generate_slots(today=DAY)

    assert list(Slot.objects.during(Span(at(0), at(23)))) == [by_hand]


def test_a_roster_of_every_other_week_and_its_last_day_hold() -> None:
    WorkingHoursFactory(every_n_weeks=2, valid_until=DAY + timedelta(days=27))

    generate_slots(today=DAY)

    days = [slot.starts_at.date() for slot in Slot.objects.order_by("starts_at")]
    assert days == [DAY + timedelta(days=7), DAY + timedelta(days=21)]


def test_free_spans_reach_over_touching_slots() -> None:
    treatment = TreatmentFactory(duration=timedelta(hours=3))
    slot = SlotFactory(starts_at=at(8), ends_at=at(10))
    SlotFactory(practitioner=slot.practitioner, starts_at=at(10), ends_at=at(11))

    assert starts(find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW)) == [
        "08:00"
    ]


@pytest.mark.parametrize("what", ["treatment", "practitioner"])
def test_what_is_off_line_has_no_openings(what: str) -> None:
    treatment = TreatmentFactory(is_online=what != "treatment")
    slot = SlotFactory(practitioner__is_online=what != "practitioner")

    assert find_openings(treatment, [slot.practitioner], rules=Rules(), now=NOW) == []


def test_free_spans_of_nobody_are_none() -> None:
    window = Span(at(0), at(23))

    assert Practitioner.objects.none().free_spans(window, turnaround=timedelta(0), now=NOW) == []
