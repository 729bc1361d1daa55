"""Blocks of several therapists at the same time as others change those days, with real threads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from booking.choices import AppointmentStatus
from booking.errors import BookingError, ChangedMeanwhile
from booking.models import Absence, Appointment, InternalBlock, Practitioner
from booking.services.schedule.blocks import (
    delete_blocks,
    delete_made_with,
    made_with,
    save_blocks,
    version_of_blocks,
)
from booking.services.schedule.change_hours import Outcome
from booking.services.schedule.rows import row_of_hours
from booking.services.visits.hold import hold
from tests.booking.support.racing import together, while_it_waits
from tests.factories.booking import NOW, PractitionerFactory, SlotFactory, TreatmentFactory, at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_deadlock"),
]
HOUR = timedelta(hours=1)


@pytest.fixture
def people() -> list[Practitioner]:
    treatment = TreatmentFactory()
    made: list[Practitioner] = PractitionerFactory.create_batch(3, treatments=[treatment])
    for person in made:
        SlotFactory(practitioner=person)
    return made


def blocking(
    people: list[Practitioner], start: datetime
) -> Callable[[], list[Outcome] | ValidationError]:
    def make() -> list[Outcome] | ValidationError:
        blocks = [
            InternalBlock(practitioner=one, starts_at=start, ends_at=start + HOUR) for one in people
        ]
        try:
            return save_blocks(blocks, now=NOW)
        except ValidationError as error:
            return error

    return make


def test_of_two_desks_whose_blocks_meet_one_has_all_and_the_other_none(
    people: list[Practitioner],
) -> None:
    answers = together(blocking(people[:2], at(8)), blocking(people[:0:-1], at(8, 30)))

    assert [type(one) for one in answers].count(ValidationError) == 1
    assert Absence.objects.count() == 2
    assert Absence.objects.values("made_together").distinct().count() == 1


def test_a_visitor_holds_no_time_in_a_block_that_is_made_at_that_moment(
    people: list[Practitioner],
) -> None:
    def holding() -> Any:
        return hold(
            treatment=people[1].treatments.get(),
            practitioner=people[1],
            starts_at=at(8),
            key=uuid4(),
            now=NOW,
        )

    answers = together(blocking(people, at(8)), holding)

    assert not isinstance(answers[0], BaseException)
    assert not Appointment.objects.filter(status=AppointmentStatus.PENDING).exists()


def test_all_that_were_made_together_are_deleted_once_by_two_desks(
    people: list[Practitioner],
) -> None:
    blocking(people, at(8))()
    blocks = made_with(InternalBlock.objects.first(), NOW)

    answers = together(*[lambda: delete_blocks(blocks, now=NOW)] * 2)

    assert not any(isinstance(one, BookingError) for one in answers)
    assert not Absence.objects.exists()


def test_blocks_that_a_colleague_changes_while_their_deletion_waits_stay(
    people: list[Practitioner],
) -> None:
    blocking(people, at(8))()
    first, other, _last = made_with(InternalBlock.objects.first(), NOW)
    shown = version_of_blocks(made_with(first, NOW))

    answer = while_it_waits(
        row_of_hours(other),
        lambda: delete_made_with(first, shown=shown, now=NOW),
        lambda: Absence.objects.filter(pk=other.pk).update(starts_at=at(7)),
    )

    assert isinstance(answer, ChangedMeanwhile)
    assert Absence.objects.count() == 3
