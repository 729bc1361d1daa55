"""An appointment takes the time that was held for it, and its own time is free again."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import HoldExpired
from booking.models import Appointment, Notification, Practitioner
from booking.services.visits.hold import HOLD_FOR, hold
from booking.services.visits.move import move
from tests.booking.support.moves import SOON, THURSDAY, TUESDAY, hold_for, owed, practitioner, visit
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SeriesFactory,
    SlotFactory,
    at,
)

__all__ = ["practitioner", "visit"]

pytestmark = pytest.mark.django_db


def test_the_visit_takes_the_time_that_was_held(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))

    moved = move(held=held, now=NOW + SOON)

    moved.refresh_from_db()
    assert (moved.pk, moved.uid, moved.status) == (visit.pk, visit.uid, AppointmentStatus.BOOKED)
    assert moved.span == held.span
    assert (moved.sequence, moved.arranged_at) == (visit.sequence + 1, NOW + SOON)
    assert (moved.change_until, moved.turnaround) == (held.change_until, timedelta(minutes=5))


def test_its_own_time_is_free_again_and_one_mail_is_owed(visit: Appointment) -> None:
    move(held=hold_for(visit, at(10, day=THURSDAY)), now=NOW)

    assert [one.pk for one in Appointment.objects.holding_time(NOW)] == [visit.pk]
    assert owed() == [NotificationKind.MOVED]


def test_a_patient_who_never_heard_of_it_gets_a_confirmation_of_the_new_time(
    visit: Appointment,
) -> None:
    Notification.objects.update(status="owed", sent_at=None)

    move(held=hold_for(visit, at(10, day=THURSDAY)), now=NOW)

    assert owed() == [NotificationKind.BOOKED]
    assert Notification.objects.get().sequence == 1


def test_a_second_click_answers_with_the_visit_and_mails_nothing_more(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))
    move(held=held, now=NOW)

    again = move(held=held, now=NOW + SOON)

    assert (again.pk, again.sequence, again.arranged_at) == (visit.pk, 1, NOW)
    assert owed() == [NotificationKind.MOVED]


def test_back_and_confirm_once_more_does_not_undo_a_later_move(visit: Appointment) -> None:
    first = hold_for(visit, at(10, day=THURSDAY))
    move(held=first, now=NOW)
    visit.refresh_from_db()
    move(held=hold_for(visit, at(8, day=TUESDAY)), now=NOW)

    with pytest.raises(HoldExpired):
        move(held=first, now=NOW + SOON)

    visit.refresh_from_db()
    assert visit.starts_at == at(8, day=TUESDAY)


def test_a_visit_can_move_to_another_therapist(visit: Appointment) -> None:
    other = PractitionerFactory()
    SlotFactory(practitioner=other, starts_at=at(8, day=TUESDAY), ends_at=at(11, day=TUESDAY))
    held = hold(
        treatment=visit.treatment,
        practitioner=other,
        starts_at=at(9, day=TUESDAY),
        key=uuid4(),
        now=NOW,
        moves=visit,
    )

    moved = move(held=held, now=NOW)

    assert (moved.practitioner, moved.starts_at) == (other, at(9, day=TUESDAY))


def test_a_visit_of_a_series_moves_alone(visit: Appointment) -> None:
    visit.series = SeriesFactory(treatment=visit.treatment, patient=visit.patient)
    visit.save()

    moved = move(held=hold_for(visit, at(10, day=THURSDAY)), now=NOW)

    assert (moved.series, moved.series.sequence) == (visit.series, 0)
    assert owed() == [NotificationKind.MOVED]


def test_a_hold_that_ran_out_is_good_while_its_time_is_free(visit: Appointment) -> None:
    held = hold_for(visit, at(10, day=THURSDAY))

    moved = move(held=held, now=NOW + HOLD_FOR + SOON)

    assert moved.starts_at == at(10, day=THURSDAY)


def test_the_limit_of_a_day_does_not_count_the_visit_itself(visit: Appointment) -> None:
    moved = move(held=hold_for(visit, at(10, day=TUESDAY)), now=NOW)

    assert moved.starts_at == at(10, day=TUESDAY)


def test_a_visit_moves_across_the_change_of_the_clock(practitioner: Practitioner) -> None:
    """Ten o'clock is 9:00 UTC on Saturday 27 March 2027 and 8:00 UTC on Monday."""
    saturday, monday = date(2027, 3, 27), date(2027, 3, 29)
    now = datetime(2027, 3, 22, 9, tzinfo=UTC)
    SlotFactory(practitioner=practitioner, starts_at=at(7, day=monday), ends_at=at(10, day=monday))
    visit = AppointmentFactory(
        practitioner=practitioner,
        treatment=practitioner.treatments.get(),
        starts_at=at(9, day=saturday),
    )

    moved = move(held=hold_for(visit, at(8, day=monday), now=now), now=now)

    assert moved.span == (at(8, day=monday), at(8, 30, day=monday))
    assert moved.change_until == at(8, day=date(2027, 3, 28))
