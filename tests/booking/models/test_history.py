"""The database itself keeps the history of rows, and lets nobody rewrite it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from booking.choices import AppointmentStatus
from booking.models import Appointment, AppointmentEvent, Patient, WorkingHours
from booking.models.history import EVENTS, Door, came_by
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    TariffFactory,
    WorkingHoursFactory,
    at,
)

pytestmark = pytest.mark.django_db

ROWS = [AppointmentFactory, PatientFactory, AbsenceFactory, WorkingHoursFactory, TariffFactory]
CHANGES: dict[type, dict[str, Any]] = {
    AppointmentFactory: {"status": AppointmentStatus.ARRIVED},
    PatientFactory: {"phone": "+32470999999"},
    AbsenceFactory: {"reason": "opleiding"},
    WorkingHoursFactory: {"every_n_weeks": 2},
    TariffFactory: {"refund_increased": 1},
}


def labels_of(row: Any) -> list[str]:
    events = EVENTS[type(row)].objects.filter(pgh_obj=row.pk)
    return list(events.values_list("pgh_label", flat=True))


@pytest.mark.parametrize("factory", ROWS)
def test_a_change_that_passes_by_the_code_is_kept_with_the_row_as_it_was(factory: Any) -> None:
    row = factory()
    [(name, value)] = CHANGES[factory].items()
    row.refresh_from_db()
    before = getattr(row, name)

    type(row).objects.filter(pk=row.pk).update(**{name: value})

    assert labels_of(row) == ["insert", "update"]
    event = EVENTS[type(row)].objects.filter(pgh_obj=row.pk).last()
    assert getattr(event, name) == before


@pytest.mark.parametrize("factory", [AbsenceFactory, WorkingHoursFactory, TariffFactory])
def test_a_row_that_is_deleted_leaves_its_history(factory: Any) -> None:
    row = factory()
    events = EVENTS[type(row)].objects.filter(pgh_obj=row.pk)

    type(row).objects.filter(pk=row.pk).delete()

    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'update'", "DELETE FROM {}"])
@pytest.mark.parametrize("factory", ROWS)
def test_no_event_is_changed_or_deleted(factory: Any, statement: str) -> None:
    table = EVENTS[type(factory())]._meta.db_table

    with (
        pytest.raises(DatabaseError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_a_change_of_what_no_history_tells_leaves_no_event() -> None:
    line = WorkingHoursFactory()

    WorkingHours.objects.filter(pk=line.pk).update(generated_until=line.valid_from)

    assert labels_of(line) == ["insert"]


def test_rows_written_in_bulk_have_a_history_too() -> None:
    template = PatientFactory()
    names = ["Ada Bulk", "Bo Bulk"]
    patients = Patient.objects.bulk_create(
        Patient(name=name, created_at=template.created_at) for name in names
    )
    for patient in patients:
        patient.name = patient.name.upper()
    Patient.objects.bulk_update(patients, ["name"])

    assert [labels_of(patient) for patient in patients] == [["insert", "update"]] * 2


def test_a_time_that_is_only_held_is_in_no_history_until_it_is_booked() -> None:
    hold = AppointmentFactory(held=True)
    Appointment.objects.filter(pk=hold.pk).update(ends_at=hold.ends_at + timedelta(minutes=15))
    assert labels_of(hold) == []

    hold.book(PatientFactory(), at(8))
    hold.save()

    assert labels_of(hold) == ["update"]


def test_a_change_says_by_which_door_it_came_and_from_whom() -> None:
    visit = AppointmentFactory()
    with came_by(Door.DESK, 7):
        Appointment.objects.filter(pk=visit.pk).update(status=AppointmentStatus.ARRIVED)
    Appointment.objects.filter(pk=visit.pk).update(status=AppointmentStatus.FULFILLED)

    events = AppointmentEvent.objects.filter(pgh_obj=visit.pk, pgh_label="update")

    told = [event.pgh_context for event in events]
    # Once a transaction knows a door, it keeps it: no request goes through two.
    assert told == [{"door": "desk", "user": 7}] * 2
