"""Whether the patient came: the desk says so by hand, and nobody is mailed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from booking.choices import HOLDS_TIME, AppointmentStatus, CancelledBy
from booking.errors import NotExpected, NotStarted, NotToday
from booking.models import Appointment, Notification
from booking.services.visits.attendance import (
    check_in,
    fulfil,
    mark_noshow,
    undo_check_in,
    undo_fulfil,
    undo_noshow,
)
from booking.services.visits.cancel import cancel
from booking.services.visits.my_visits import my_visits
from tests.factories.booking import AppointmentFactory, at

pytestmark = pytest.mark.django_db

BOOKED, ARRIVED = AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED
FULFILLED, NOSHOW = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW
CANCELLED = AppointmentStatus.CANCELLED
A_QUARTER_LATE = at(8, 15)
VERBS: dict[str, Callable[[Appointment], Appointment]] = {
    "check_in": lambda visit: check_in(appointment=visit, now=A_QUARTER_LATE),
    "undo_check_in": lambda visit: undo_check_in(appointment=visit, now=A_QUARTER_LATE),
    "mark_noshow": lambda visit: mark_noshow(appointment=visit, now=A_QUARTER_LATE),
    "undo_noshow": lambda visit: undo_noshow(appointment=visit, now=A_QUARTER_LATE),
    "fulfil": lambda visit: fulfil(appointment=visit, now=A_QUARTER_LATE),
    "undo_fulfil": lambda visit: undo_fulfil(appointment=visit, now=A_QUARTER_LATE),
}
LEADS_TO = {
    ("check_in", BOOKED): ARRIVED,
    ("check_in", NOSHOW): ARRIVED,  # late, after all
    ("undo_check_in", ARRIVED): BOOKED,
    ("mark_noshow", BOOKED): NOSHOW,
    ("undo_noshow", NOSHOW): BOOKED,
    ("fulfil", BOOKED): FULFILLED,
    ("fulfil", ARRIVED): FULFILLED,
    ("undo_fulfil", FULFILLED): BOOKED,
}


def in_status(status: AppointmentStatus) -> Appointment:
    """A visit at 8:00 UTC."""
    extra = {"cancelled_at": at(7)} if status == CANCELLED else {}
    visit: Appointment = AppointmentFactory(status=status, **extra)
    return visit


@pytest.mark.parametrize("status", [BOOKED, ARRIVED, FULFILLED, NOSHOW, CANCELLED])
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_fits_some_states_and_is_refused_in_the_others(
    verb: str, status: AppointmentStatus
) -> None:
    visit = in_status(status)

    if (verb, status) in LEADS_TO:
        VERBS[verb](visit)
    else:
        with pytest.raises(NotExpected):
            VERBS[verb](visit)

    visit.refresh_from_db()
    assert visit.status == LEADS_TO.get((verb, status), status)


@pytest.mark.parametrize("verb", [mark_noshow, fulfil])
def test_before_it_starts_nobody_can_say_how_a_visit_ended(verb: Any) -> None:
    visit = in_status(BOOKED)

    with pytest.raises(NotStarted):
        verb(appointment=visit, now=visit.starts_at - timedelta(seconds=1))

    verb(appointment=visit, now=visit.starts_at)


def test_days_later_the_desk_can_still_say_that_nobody_came() -> None:
    visit = in_status(BOOKED)

    assert mark_noshow(appointment=visit, now=at(8) + timedelta(days=3)).is_noshow


def test_the_day_after_nobody_arrives_any_more() -> None:
    visit = in_status(NOSHOW)

    with pytest.raises(NotToday):
        check_in(appointment=visit, now=at(8) + timedelta(days=1))


def test_a_missed_visit_keeps_its_time() -> None:
    missed = mark_noshow(appointment=in_status(BOOKED), now=A_QUARTER_LATE)

    assert list(Appointment.objects.holding_time(A_QUARTER_LATE)) == [missed]
    assert missed.keeps_its_time(A_QUARTER_LATE)
    assert missed.status in HOLDS_TIME


def test_who_cancels_late_is_not_somebody_who_did_not_come() -> None:
    late = cancel(appointment=in_status(BOOKED), by=CancelledBy.PRACTICE, now=at(7, 55))

    with pytest.raises(NotExpected):
        mark_noshow(appointment=late, now=A_QUARTER_LATE)

    assert not Appointment.objects.missed().exists()


@pytest.mark.parametrize("verb", ["check_in", "mark_noshow", "fulfil"])
def test_nobody_is_mailed_about_how_the_day_went(verb: str) -> None:
    VERBS[verb](in_status(BOOKED))

    assert not Notification.objects.exists()


def test_a_missed_visit_leaves_what_is_coming_for_the_patient() -> None:
    missed = mark_noshow(appointment=in_status(BOOKED), now=A_QUARTER_LATE)

    assert missed.patient
    assert my_visits(missed.patient, now=A_QUARTER_LATE).people == []


def test_an_arrival_keeps_its_hour_and_undoing_it_takes_the_hour_away() -> None:
    here = check_in(appointment=in_status(BOOKED), now=A_QUARTER_LATE)
    assert here.arrived_at == A_QUARTER_LATE

    ready = fulfil(appointment=here, now=at(8, 30))
    assert ready.arrived_at == A_QUARTER_LATE
    here_again = undo_fulfil(appointment=ready, now=at(8, 31))
    assert (here_again.status, here_again.arrived_at) == (ARRIVED, A_QUARTER_LATE)

    assert undo_check_in(appointment=here_again, now=at(8, 32)).arrived_at is None
