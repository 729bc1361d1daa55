"""The desk gives a visit another time or therapist: one row, one calendar entry, one mail."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from booking.choices import AppointmentStatus, DeskRule, NotificationKind
from booking.errors import NotExpected, OutsideRules, TimeTaken
from booking.models import Appointment, Notification
from booking.services.guards.desk_rules import DeskBooking
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.visits.move_at_desk import move_at_desk
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db
Move = Callable[..., DeskBooking]


@pytest.fixture
def visit() -> Appointment:
    """At eight, told to the patient, in hours that the therapist works."""
    treatment = TreatmentFactory()
    slot = SlotFactory()
    visit = AppointmentFactory(treatment=treatment, practitioner=slot.practitioner)
    told(NotificationFactory(appointment=visit))
    return visit


@pytest.fixture
def move(visit: Appointment) -> Move:
    def to(start: datetime, **changes: Any) -> DeskBooking:
        asked = {"practitioner": visit.practitioner, "overrule": False, "now": NOW}
        return move_at_desk(appointment=visit, starts_at=start, **(asked | changes))

    return to


def told(mail: Notification) -> None:
    mail.mark_sent(NOW)
    mail.save()


def owed() -> list[tuple[str, int, datetime]]:
    mails = Notification.objects.owed()
    return [(mail.kind, mail.appointment.sequence, mail.due_at) for mail in mails]


def test_the_visit_keeps_its_row_and_its_calendar_entry(move: Move, visit: Appointment) -> None:
    moved = move(at(10))

    assert (moved.visit.pk, moved.visit.uid, moved.visit.sequence) == (visit.pk, visit.uid, 1)
    assert moved.visit.span == (at(10), at(10, 30))
    assert (moved.visit.change_until, moved.overruled) == (at(10) - timedelta(hours=24), [])


def test_the_mail_waits_five_minutes(move: Move) -> None:
    move(at(10))

    assert owed() == [(NotificationKind.MOVED, 1, NOW + STAFF_MAIL_DELAY)]


def test_two_moves_within_five_minutes_send_one_mail(move: Move) -> None:
    move(at(10))

    move(at(9), now=NOW + timedelta(minutes=2))

    assert owed() == [(NotificationKind.MOVED, 2, NOW + timedelta(minutes=2) + STAFF_MAIL_DELAY)]


def test_moved_back_before_the_mail_went_out_it_sends_nothing(move: Move) -> None:
    move(at(10))

    moved = move(at(8))

    assert (moved.visit.starts_at, owed()) == (at(8), [])


def test_who_was_told_nothing_yet_gets_a_confirmation(move: Move) -> None:
    Notification.objects.all().delete()

    move(at(10))

    assert [kind for kind, _sequence, _due in owed()] == [NotificationKind.BOOKED]


def test_to_where_it_stands_it_is_no_move(move: Move, visit: Appointment) -> None:
    moved = move(visit.starts_at)

    assert (moved.visit.sequence, owed()) == (0, [])


def test_it_may_overlap_its_own_time(move: Move) -> None:
    assert move(at(8, 15)).visit.starts_at == at(8, 15)


def test_it_goes_to_another_therapist_who_gives_it(move: Move) -> None:
    other = SlotFactory().practitioner

    assert move(at(8), practitioner=other).visit.practitioner == other


def test_the_cut_off_binds_the_patient_and_not_the_desk(move: Move, visit: Appointment) -> None:
    late = visit.starts_at - timedelta(minutes=30)

    assert move(at(10), now=late).overruled == []


def test_outside_the_rules_it_is_moved_only_knowingly(move: Move) -> None:
    with pytest.raises(OutsideRules):
        move(at(15), practitioner=PractitionerFactory(treatments=[]))

    meant = move(at(15), practitioner=PractitionerFactory(treatments=[]), overrule=True)

    assert meant.overruled == [DeskRule.NOT_GIVEN, DeskRule.NOT_WORKING]


def test_a_refused_move_leaves_the_visit_where_it_was(move: Move, visit: Appointment) -> None:
    with pytest.raises(OutsideRules):
        move(at(15))

    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence, owed()) == (at(8), 0, [])


def test_a_refused_move_takes_no_mail_back(move: Move) -> None:
    move(at(10))

    with pytest.raises(OutsideRules):
        move(at(15))

    assert owed() == [(NotificationKind.MOVED, 1, NOW + STAFF_MAIL_DELAY)]


def test_not_even_knowingly_over_another_visit(move: Move, visit: Appointment) -> None:
    AppointmentFactory(practitioner=visit.practitioner, starts_at=at(10))

    with pytest.raises(TimeTaken):
        move(at(9, 45), overrule=True)


def test_another_visit_of_the_patient_on_that_day_is_told(move: Move, visit: Appointment) -> None:
    day = DAY + timedelta(days=7)
    AppointmentFactory(patient=visit.patient, starts_at=at(8, day=day))

    with pytest.raises(OutsideRules) as error:
        move(at(8, day=day))

    assert error.value.broken == [
        DeskRule.NOT_WORKING,
        DeskRule.OWN_VISIT,
        DeskRule.THAT_DAY,
    ]


@pytest.mark.parametrize(
    "status", [AppointmentStatus.CANCELLED, AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED]
)
def test_what_is_not_expected_any_more_stays(
    move: Move, visit: Appointment, status: AppointmentStatus
) -> None:
    cancelled_at = NOW if status == AppointmentStatus.CANCELLED else None
    Appointment.objects.filter(pk=visit.pk).update(status=status, cancelled_at=cancelled_at)

    with pytest.raises(NotExpected):
        move(at(10))


def test_a_visit_that_was_longer_keeps_its_length(move: Move, visit: Appointment) -> None:
    visit.treatment.duration = timedelta(minutes=60)
    visit.treatment.save()

    assert move(at(10)).visit.span == (at(10), at(10, 30))


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 8, 0, tzinfo=UTC)),
    ],
)
def test_on_the_days_of_a_clock_change_nine_o_clock_is_nine_o_clock(
    move: Move, visit: Appointment, day: date, start: datetime
) -> None:
    SlotFactory(
        practitioner=visit.practitioner, starts_at=start, ends_at=start + timedelta(hours=3)
    )

    moved = move(start)

    assert (moved.visit.day, moved.overruled) == (day, [DeskRule.HORIZON])
    assert moved.visit.change_until == start - timedelta(hours=24)
