"""The desk and a patient at the same time, with real threads: nobody gets an error."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from booking.choices import HOLDS_TIME
from booking.errors import TimeTaken
from booking.models import Appointment, Notification
from booking.services.visits.hold import hold
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.racing import together
from tests.factories.booking import NOW, AppointmentFactory, SlotFactory, TreatmentFactory, at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit() -> Appointment:
    treatment = TreatmentFactory()
    return AppointmentFactory(treatment=treatment, practitioner=SlotFactory().practitioner)


def moving(visit: Appointment, **changes: Any) -> Callable[[], Any]:
    asked = {"practitioner": visit.practitioner, "overrule": True, "now": NOW} | changes
    return lambda: move_at_desk(appointment=visit, **asked)


def test_of_the_desk_and_a_patient_for_one_time_one_gets_it(visit: Appointment) -> None:
    def holding() -> Any:
        return hold(
            treatment=visit.treatment,
            practitioner=visit.practitioner,
            starts_at=at(10),
            key=uuid4(),
            now=NOW,
        )

    answers = together(moving(visit, starts_at=at(10)), holding)

    assert [type(answer) for answer in answers].count(TimeTaken) == 1
    at_ten = Appointment.objects.filter(status__in=HOLDS_TIME, starts_at=at(10))
    assert at_ten.count() == 1


def test_a_double_click_moves_once_and_owes_one_mail(visit: Appointment) -> None:
    together(*[moving(visit, starts_at=at(10))] * 4)

    visit.refresh_from_db()
    assert (visit.sequence, Notification.objects.count()) == (1, 1)


def test_two_visits_that_change_places_wait_for_each_other_in_no_circle(
    visit: Appointment,
) -> None:
    other = AppointmentFactory(
        treatment=visit.treatment, practitioner=SlotFactory().practitioner, starts_at=at(9)
    )

    answers = together(
        moving(visit, practitioner=other.practitioner, starts_at=at(10)),
        moving(other, practitioner=visit.practitioner, starts_at=at(10)),
    )

    assert TimeTaken not in [type(answer) for answer in answers]
    assert set(Appointment.objects.values_list("practitioner", "starts_at")) == {
        (other.practitioner_id, at(10)),
        (visit.practitioner_id, at(10)),
    }
