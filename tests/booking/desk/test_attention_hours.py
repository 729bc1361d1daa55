"""Therapists without hours in the list of what needs the desk."""

from datetime import date, timedelta
from typing import Any

import pytest

from booking.models import Practitioner
from booking.reception.presenters.attention.kinds import attention_of
from tests.booking.support.attention import fully_opened, listed
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    PractitionerFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Practitioner:
    return fully_opened()


def test_hours_that_end_before_patients_can_book_are_a_row(worker: Practitioner) -> None:
    worker.slots.filter(starts_at__gt=at(8) + timedelta(weeks=4)).delete()
    line = WorkingHoursFactory(
        practitioner=worker,
        valid_until=date(2027, 2, 9),
        generated_until=date(2027, 4, 1),
    )

    [row] = listed()
    assert row == f"De uren van {worker} stoppen op dinsdag 9 februari"
    assert [verb.label for verb in verbs()] == ["Toon het werkrooster"]

    line.valid_until, line.generated_until = None, date(2027, 2, 9)
    line.save()
    assert [verb.label for verb in verbs()] == ["Open de uren", "Toon het werkrooster"]


def verbs() -> Any:
    [(_group, [row])] = attention_of(now=NOW).groups
    return row.need.verbs


def test_a_therapist_without_roster_and_hours_is_a_row_unless_gone_or_without_treatments() -> None:
    treatment = TreatmentFactory()
    PractitionerFactory(name="Wout Peel", treatments=[treatment])
    PractitionerFactory(treatments=[treatment], is_active=False)
    PractitionerFactory(treatments=[])

    assert listed() == ["Wout Peel heeft geen werkrooster en geen uren"]


def test_a_hole_in_the_hours_is_a_row_unless_the_roster_skips_it_or_an_absence_tells_of_it(
    worker: Practitioner,
) -> None:
    line = WorkingHoursFactory(practitioner=worker, generated_until=date(2027, 12, 1))
    worker.slots.filter(
        starts_at__gt=at(8) + timedelta(weeks=2), starts_at__lt=at(8) + timedelta(weeks=4)
    ).delete()

    assert listed() == [f"{worker} heeft geen uren van dinsdag 26 januari tot dinsdag 9 februari"]

    line.every_n_weeks = 2
    line.save()
    assert listed() == []

    line.every_n_weeks = 1
    line.save()
    AbsenceFactory(
        practitioner=worker,
        starts_at=at(8) + timedelta(days=20),
        ends_at=at(8) + timedelta(days=27),
    )
    assert listed() == []
