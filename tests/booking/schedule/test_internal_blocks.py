"""Internal blocks take time from booking, and are no absence."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from booking.models import Absence, FreedTime, InternalBlock, Practitioner, Slot
from booking.models.hours_change import HoursChangeKind
from booking.scheduling.spans import Span
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.slots import save_slot
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> Practitioner:
    """Works from 8 to 11 UTC."""
    person: Practitioner = PractitionerFactory(name="Noor Tester")
    SlotFactory(practitioner=person)
    return person


def block(noor: Practitioner, start: int = 8, end: int = 9) -> InternalBlock:
    return InternalBlock(practitioner=noor, starts_at=at(start), ends_at=at(end), reason="overleg")


def absence(person: Practitioner | None) -> Absence:
    return Absence(practitioner=person, starts_at=at(8), ends_at=at(11))


def worked(noor: Practitioner) -> list[Span]:
    window = Span(at(0), at(23))
    return [span for _pk, span in Practitioner.objects.filter(pk=noor.pk).worked_spans(window)]


def test_its_time_is_gone_and_comes_back_when_it_is_deleted(noor: Practitioner) -> None:
    made = block(noor)
    save_absence(made, now=NOW)
    assert worked(noor) == [Span(at(9), at(11))]

    delete_absence(made, now=NOW)

    assert worked(noor) == [Span(at(8), at(11))]
    [freed] = FreedTime.objects.filter(practitioner=noor)
    assert (freed.starts_at, freed.ends_at) == (at(8), at(9))


def test_an_appointment_in_it_stays_and_is_listed_under_its_own_name(noor: Practitioner) -> None:
    visit = AppointmentFactory(practitioner=noor, starts_at=at(8))

    outcome = save_absence(block(noor), now=NOW)

    assert outcome.change
    assert outcome.change.kind == HoursChangeKind.BLOCK
    assert list(outcome.change.visits.all()) == [visit]


def test_it_is_in_no_list_of_absences(noor: Practitioner) -> None:
    made = InternalBlockFactory(practitioner=noor)
    away = AbsenceFactory(practitioner=noor, starts_at=at(12), ends_at=at(13))

    assert list(Absence.objects.away()) == [away]
    assert list(InternalBlock.objects.all()) == [made]


def test_it_lies_over_no_absence_and_no_other_block(noor: Practitioner) -> None:
    save_absence(block(noor), now=NOW)
    AbsenceFactory(practitioner=noor, starts_at=at(9), ends_at=at(10), reason="tandarts")

    for second, says in [
        (block(noor, 8, 9), "heeft dan al een intern blok: di 12 jan 2027, 9.00–10.00"),
        (
            block(noor, 9, 11),
            "is dan al afwezig: di 12 jan 2027, 10.00–11.00.+u (tandarts)",
        ),
    ]:
        with pytest.raises(ValidationError, match=says.replace("(", r"\(").replace(")", r"\)")):
            save_absence(second, now=NOW)

    assert InternalBlock.objects.count() == 1


@pytest.mark.parametrize("is_closing", [False, True])
def test_an_absence_lies_over_it_and_leaves_it_when_it_is_lifted(
    noor: Practitioner, *, is_closing: bool
) -> None:
    save_absence(block(noor), now=NOW)
    over = absence(None if is_closing else noor)

    save_absence(over, now=NOW)
    assert worked(noor) == []
    delete_absence(over, now=NOW)

    assert worked(noor) == [Span(at(9), at(11))]


def test_hours_that_are_opened_in_it_are_not_free(noor: Practitioner) -> None:
    save_absence(block(noor, 11, 13), now=NOW)

    save_slot(Slot(practitioner=noor, starts_at=at(11), ends_at=at(14)), now=NOW)

    assert worked(noor) == [Span(at(8), at(11)), Span(at(13), at(14))]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"practitioner": None}, "internal_block_is_of_one_therapist"),
        ({"ends_at": at(8) + timedelta(days=2)}, "internal_block_is_at_most_a_day"),
        ({"kind": "pauze"}, "absence_kind_is_known"),
    ],
)
def test_the_database_keeps_blocks_short_and_of_one_therapist(
    values: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InternalBlockFactory(**values)
