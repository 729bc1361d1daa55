"""What the desk does in one press can be undone in one press, for as long as its mail waits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import ChangedMeanwhile, DoneAlready, TimeTaken
from booking.models import Appointment, Notification
from booking.services.mail.undo_time import UNDO_FOR, TooLateToUndo
from booking.services.visits import attendance
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.put_back import AsItWas, put_back
from booking.services.visits.reinstate import reinstate
from tests.factories.booking import (
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
QUARTER_PAST = at(8, 15)
MINUTE = timedelta(minutes=1)
BOOKED, ARRIVED = AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED
FULFILLED, NOSHOW = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW


def moved_an_hour(*, appointment: Appointment, now: datetime) -> Any:
    return move_at_desk(
        appointment=appointment,
        practitioner=PractitionerFactory(name="Yasmina"),
        starts_at=appointment.starts_at + timedelta(hours=1),
        overrule=True,
        now=now,
    )


def made_longer(*, appointment: Appointment, now: datetime) -> Any:
    return move_at_desk(
        appointment=appointment,
        practitioner=appointment.practitioner,
        starts_at=appointment.starts_at,
        length=appointment.length + timedelta(minutes=15),
        overrule=True,
        now=now,
    )


def treated_otherwise(*, appointment: Appointment, now: datetime) -> Any:
    return move_at_desk(
        appointment=appointment,
        practitioner=appointment.practitioner,
        starts_at=appointment.starts_at,
        treatment=TreatmentFactory(turnaround=timedelta(minutes=10)),
        overrule=True,
        now=now,
    )


VERBS: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (attendance.check_in, {"status": BOOKED}),
    (attendance.check_in, {"status": NOSHOW}),
    (attendance.undo_check_in, {"status": ARRIVED, "arrived_at": at(7, 50)}),
    (attendance.mark_noshow, {"status": BOOKED}),
    (attendance.undo_noshow, {"status": NOSHOW}),
    (attendance.fulfil, {"status": BOOKED}),
    (attendance.fulfil, {"status": ARRIVED, "arrived_at": at(7, 50)}),
    (attendance.undo_fulfil, {"status": FULFILLED, "arrived_at": at(7, 50)}),
    (attendance.undo_fulfil, {"status": FULFILLED}),
    (partial(cancel, by=CancelledBy.PRACTICE), {"status": BOOKED}),
    (partial(cancel, by=CancelledBy.ASKED), {"status": BOOKED}),
    (
        reinstate,
        {"cancelled": True, "cancelled_by": CancelledBy.ASKED, "cancellation_reason": "ill"},
    ),
    (moved_an_hour, {"status": BOOKED}),
    (made_longer, {"status": BOOKED}),
    (treated_otherwise, {"status": BOOKED}),
]


def do(verb: Callable[..., Any], visit: Appointment) -> AsItWas:
    """Press the button at a quarter past eight; return how the appointment was before."""
    before = AsItWas.of(visit, QUARTER_PAST)
    verb(appointment=visit, now=QUARTER_PAST)
    visit.refresh_from_db()
    return before


@pytest.mark.parametrize(("verb", "state"), VERBS)
def test_each_button_is_undone_to_exactly_what_it_was(
    verb: Callable[..., Any], state: dict[str, Any]
) -> None:
    visit = AppointmentFactory(**state)
    before = do(verb, visit)
    assert AsItWas.of(visit, QUARTER_PAST) != before

    kept = AsItWas.unpacked(before.packed())
    put_back(appointment=visit, before=kept, now=QUARTER_PAST + MINUTE, shown=visit.version)

    visit.refresh_from_db()
    assert AsItWas.of(visit, QUARTER_PAST) == before


@pytest.mark.parametrize("verb", [moved_an_hour, partial(cancel, by=CancelledBy.PRACTICE)])
def test_a_slip_that_is_undone_is_mailed_to_nobody(verb: Callable[..., Any]) -> None:
    visit = AppointmentFactory()
    NotificationFactory(appointment=visit, status="sent", sent_at=at(7))
    before = do(verb, visit)
    assert Notification.objects.owed().count() == 1

    put_back(appointment=visit, before=before, now=QUARTER_PAST + UNDO_FOR, shown=visit.version)

    assert not Notification.objects.owed().exists()


def test_a_minute_after_the_mail_went_out_it_is_refused_with_the_reason() -> None:
    visit = AppointmentFactory()
    before = do(attendance.check_in, visit)

    with pytest.raises(TooLateToUndo):
        put_back(appointment=visit, before=before, now=QUARTER_PAST + UNDO_FOR + MINUTE)

    visit.refresh_from_db()
    assert visit.has_arrived


def test_a_move_is_not_undone_over_an_appointment_that_took_its_time() -> None:
    visit = AppointmentFactory()
    SlotFactory(practitioner=visit.practitioner)
    before = do(moved_an_hour, visit)
    AppointmentFactory(practitioner_id=before.practitioner_id, starts_at=before.starts_at)

    with pytest.raises(TimeTaken):
        put_back(appointment=visit, before=before, now=QUARTER_PAST + MINUTE)


def test_what_a_colleague_changed_meanwhile_is_not_undone() -> None:
    visit = AppointmentFactory()
    before = do(attendance.check_in, visit)
    shown = visit.version
    attendance.fulfil(appointment=visit, now=QUARTER_PAST)

    with pytest.raises(ChangedMeanwhile):
        put_back(appointment=visit, before=before, now=QUARTER_PAST + MINUTE, shown=shown)


def test_a_second_press_on_undo_hears_that_it_is_done() -> None:
    visit, lien = AppointmentFactory(), UserFactory()
    before = do(attendance.check_in, visit)
    undo = {"before": before, "now": QUARTER_PAST + MINUTE, "by_user": lien, "shown": visit.version}
    put_back(appointment=visit, **undo)

    with pytest.raises(DoneAlready):
        put_back(appointment=visit, **undo)
