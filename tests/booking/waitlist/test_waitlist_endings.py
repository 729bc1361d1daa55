"""When there is nothing left to wait for, a place on the list ends."""

from datetime import timedelta
from typing import Any

import pytest

from booking.choices import CancelledBy, WaitlistStatus
from booking.models import Appointment, Treatment, WaitlistEntry
from booking.services.mail.nudge import nudge_offers
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import HOUR, NEXT_WEEK, waits
from tests.factories.booking import NOW, at

pytestmark = pytest.mark.django_db


def ended(later: timedelta = timedelta(0)) -> tuple[str, int]:
    """How the one place stands after a run that much later, and how many it asked."""
    asked = make_offers(now=NOW + later)
    return WaitlistEntry.objects.get().status, asked


def test_a_place_ends_when_its_visit_is_cancelled(waiting_visit: Appointment) -> None:
    cancel(appointment=waiting_visit, by=CancelledBy.PATIENT, now=NOW)

    assert ended() == (WaitlistStatus.LEFT, 0)


def test_a_place_ends_when_its_patient_was_erased_while_it_was_taken(free_hour: Treatment) -> None:
    patient = waits(free_hour).patient
    patient.erase(NOW)
    patient.save()

    assert ended() == (WaitlistStatus.LEFT, 0)


def test_a_place_ends_when_its_last_day_is_over(free_hour: Treatment) -> None:
    waits(free_hour, until_day=NOW.date())

    assert [ended(), ended(timedelta(days=1))] == [
        (WaitlistStatus.WAITING, 0),
        (WaitlistStatus.PASSED, 0),
    ]


def test_a_place_ends_when_its_visit_begins(waiting_visit: Appointment) -> None:
    Appointment.objects.filter(pk=waiting_visit.pk).update(starts_at=NOW, ends_at=NOW + HOUR)

    assert ended() == (WaitlistStatus.PASSED, 0)


def test_a_place_ends_when_its_visit_moved_to_a_moment_that_was_asked_for(
    waiting_visit: Appointment,
) -> None:
    move_at_desk(
        appointment=waiting_visit,
        practitioner=waiting_visit.practitioner,
        starts_at=at(8, 30),
        overrule=False,
        now=NOW + HOUR,
    )

    assert ended(HOUR) == (WaitlistStatus.SERVED, 0)


def test_a_place_stays_when_its_visit_moved_to_where_it_was_not_asked_for(
    waiting_visit: Appointment,
) -> None:
    waiting_visit.waitlist.update(until_day=at(8).date())
    move_at_desk(
        appointment=waiting_visit,
        practitioner=waiting_visit.practitioner,
        starts_at=at(8, 30, day=NEXT_WEEK),
        overrule=False,
        now=NOW + HOUR,
    )

    assert ended(HOUR) == (WaitlistStatus.WAITING, 1)


def test_time_that_a_patient_gives_back_is_offered_at_once(
    waiting_visit: Appointment, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        cancel(appointment=waiting_visit, by=CancelledBy.PATIENT, now=NOW)

    assert nudge_offers in callbacks
