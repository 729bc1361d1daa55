"""Every way in which time comes free is noted, and nothing else is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from booking.choices import CancelledBy, FreedKind
from booking.models import (
    Absence,
    Appointment,
    FreedTime,
    Practitioner,
    Slot,
    Treatment,
)
from booking.models.hours_change import HoursChange, HoursChangeKind
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span, less
from booking.services.schedule.change_hours import change_hours
from booking.services.series.change_series import cancel_rest, move_rest
from booking.services.visits.cancel import cancel
from booking.services.visits.delete_old_holds import delete_old_holds
from booking.services.visits.give_back import give_back
from booking.services.visits.hold import hold
from booking.services.visits.move import move
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.waitlist.answer_offer import decline_offer
from booking.tasks import delete_old_rows
from tests.booking.support.series import series_of
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
    at,
)
from tests.factories.freed_time import FreedTimeFactory

pytestmark = pytest.mark.django_db
MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
# Early enough for patients to change an appointment online.
YESTERDAY = NOW - timedelta(days=1)


def freed() -> list[tuple[str, datetime, datetime, datetime]]:
    rows = FreedTime.objects.order_by("starts_at", "pk")
    return list(rows.values_list("kind", "starts_at", "ends_at", "freed_at"))


@pytest.fixture
def booked() -> Appointment:
    """At 8:00 UTC, in hours until 11:00, with five minutes of turnaround."""
    visit: Appointment = AppointmentFactory(turnaround=5 * MINUTE)
    visit.practitioner.treatments.add(visit.treatment)
    SlotFactory(practitioner=visit.practitioner)
    return visit


def moved_online(visit: Appointment) -> None:
    wanted = hold(
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=at(10),
        key=uuid4(),
        now=YESTERDAY,
        moves=visit,
    )
    move(held=wanted, now=YESTERDAY)


def moved_at_desk(visit: Appointment) -> None:
    move_at_desk(
        appointment=visit,
        practitioner=visit.practitioner,
        starts_at=at(10),
        overrule=False,
        now=YESTERDAY,
    )


@pytest.mark.parametrize(
    "give_up",
    [
        lambda visit: cancel(appointment=visit, by=CancelledBy.PATIENT, now=YESTERDAY),
        lambda visit: cancel(appointment=visit, by=CancelledBy.PRACTICE, now=YESTERDAY),
        moved_online,
        moved_at_desk,
    ],
)
def test_an_appointment_that_goes_frees_its_time_and_turnaround(
    give_up: Callable[[Appointment], None], booked: Appointment
) -> None:
    give_up(booked)

    assert freed() == [(FreedKind.VISIT, at(8), at(8, 35), YESTERDAY)]


def test_a_series_frees_the_time_of_each_appointment_that_goes() -> None:
    series = series_of(3)
    second, third = [visit.starts_at for visit in series.appointments.order_by("starts_at")[1:]]
    person = series.appointments.first().practitioner_id
    later = [
        Opening(start := at(9, day=day.date()), start + 30 * MINUTE, person) for day in [third]
    ]

    move_rest(series=series, since=third.date(), openings=later, now=NOW)
    cancel_rest(series=series, since=second.date(), now=NOW)

    assert [row[1] for row in freed()] == [second, third, later[0].starts_at]


def test_a_hold_that_is_given_back_frees_its_time_since_it_was_made() -> None:
    held = AppointmentFactory(held=True, hold_key=uuid4(), created_at=NOW - MINUTE)

    give_back(held=held, now=NOW)

    assert freed() == [(FreedKind.HOLD, at(8), at(8, 30), NOW)]
    assert FreedTime.objects.get().kept_since == NOW - MINUTE


def test_a_hold_that_ran_out_came_free_when_it_did(booked: Appointment) -> None:
    until = NOW - MINUTE
    displaced = AppointmentFactory(
        held=True, held_until=until, practitioner=booked.practitioner, starts_at=at(10)
    )
    swept = AppointmentFactory(held=True, held_until=until, created_at=NOW - timedelta(days=2))

    move_at_desk(
        appointment=booked,
        practitioner=booked.practitioner,
        starts_at=at(10),
        overrule=False,
        now=NOW,
    )
    delete_old_holds(now=NOW)

    assert not Appointment.objects.filter(pk=swept.pk).exists()
    assert FreedTime.objects.get(practitioner=swept.practitioner).freed_at == until
    of_displaced = FreedTime.objects.get(kind=FreedKind.HOLD, practitioner=booked.practitioner)
    assert (of_displaced.starts_at, of_displaced.freed_at) == (displaced.starts_at, until)


def test_an_offer_that_is_declined_frees_its_time() -> None:
    offer = WaitlistOfferFactory()

    decline_offer(offer=offer, now=NOW)

    assert freed() == [(FreedKind.HOLD, at(8), at(8, 30), NOW)]


def shorten(absence: Absence, _slot: Slot) -> None:
    absence.ends_at = at(9)
    absence.save()


def lengthen(_absence: Absence, slot: Slot) -> None:
    slot.ends_at = at(12)
    slot.save()


def add_hours(_absence: Absence, slot: Slot) -> None:
    SlotFactory(practitioner=slot.practitioner, starts_at=at(13), ends_at=at(14))


def changed(person: Practitioner, change: Callable[[], object], now: datetime = NOW) -> None:
    change_hours([person.pk], change, HoursChange(kind=HoursChangeKind.SLOT), now=now)


@pytest.mark.parametrize(
    ("change", "hours"),
    [
        (lambda absence, _slot: absence.delete(), [(8, 10)]),
        (shorten, [(9, 10)]),
        (lengthen, [(11, 12)]),
        (add_hours, [(13, 14)]),
        (lambda _absence, slot: slot.delete(), []),
    ],
)
def test_hours_that_become_worked_are_noted_and_those_that_were_are_not(
    change: Callable[[Absence, Slot], None], hours: list[tuple[int, int]]
) -> None:
    slot = SlotFactory()
    works_on = {"starts_at": at(8) + WEEK, "ends_at": at(9) + WEEK}
    SlotFactory(practitioner=slot.practitioner, **works_on)
    absence = AbsenceFactory(practitioner=slot.practitioner, starts_at=at(8), ends_at=at(10))

    changed(slot.practitioner, lambda: change(absence, slot))

    assert freed() == [(FreedKind.HOURS, at(start), at(end), NOW) for start, end in hours]


def test_hours_that_have_passed_are_not_noted() -> None:
    person = PractitionerFactory()
    changed(
        person,
        lambda: SlotFactory(practitioner=person, starts_at=at(8), ends_at=at(11)),
        now=at(9),
    )
    changed(
        person,
        lambda: SlotFactory(practitioner=person, starts_at=at(7), ends_at=at(8)),
        now=at(9),
    )

    assert freed() == [(FreedKind.HOURS, at(9), at(11), at(9))]


def test_what_is_left_of_hours_lies_around_what_was_there() -> None:
    day = Span(at(8), at(18))
    taken = [(1, Span(at(7), at(9))), (1, Span(at(10), at(11))), (2, Span(at(12), at(13)))]

    assert less([(1, day)], taken) == [(1, Span(at(9), at(10))), (1, Span(at(11), at(18)))]
    assert less([(1, day)], [(1, day)]) == []
    assert less([(1, day)], [(1, Span(at(20), at(21)))]) == [(1, day)]


@pytest.mark.parametrize(
    ("kind", "start", "is_freed"),
    [
        (FreedKind.VISIT, at(9, 30), True),
        (FreedKind.VISIT, at(9, 15), False),
        (FreedKind.VISIT, at(10, 30), True),
        (FreedKind.VISIT, at(10, 35), False),
        (FreedKind.HOURS, at(9, 30), False),
    ],
)
def test_beside_an_appointment_the_turnarounds_came_free_too(
    kind: FreedKind, start: datetime, is_freed: bool
) -> None:
    treatment: Treatment = TreatmentFactory(turnaround=10 * MINUTE)
    row = FreedTimeFactory(kind=kind, starts_at=at(10), ends_at=at(10, 35))
    moment = Opening(start, start + 30 * MINUTE, row.practitioner_id)

    assert row.frees(moment, treatment) == is_freed


def test_notes_of_time_that_has_passed_are_deleted() -> None:
    FreedTimeFactory(starts_at=NOW - timedelta(days=2000), ends_at=NOW - timedelta(days=1999))
    kept = FreedTimeFactory(
        starts_at=at(8) + timedelta(days=36500), ends_at=at(9) + timedelta(days=36500)
    )

    delete_old_rows()

    assert list(FreedTime.objects.all()) == [kept]
