"""What the database refuses, whoever writes (ADR 0003)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from booking.choices import HOLDS_TIME, AppointmentStatus, NotificationStatus
from booking.models import Appointment, Slot
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WorkingHoursFactory,
    at,
)
from tests.factories.freed_time import FreedTimeFactory

pytestmark = pytest.mark.django_db


def refused_by(constraint: str) -> Any:
    """A context in which the database names that constraint."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("status", HOLDS_TIME)
def test_two_visits_of_one_therapist_cannot_overlap(status: AppointmentStatus) -> None:
    first = AppointmentFactory()
    extra = {"held_until": NOW, "patient": None} if status == AppointmentStatus.PENDING else {}

    with refused_by("appointments_do_not_overlap"), transaction.atomic():
        AppointmentFactory(
            practitioner=first.practitioner, starts_at=at(8, 15), status=status, **extra
        )


def test_visits_may_touch() -> None:
    first = AppointmentFactory()

    second = AppointmentFactory(practitioner=first.practitioner, starts_at=first.ends_at)

    assert list(Appointment.objects.all()) == [first, second]


def test_two_therapists_may_see_patients_at_the_same_time() -> None:
    AppointmentFactory()
    AppointmentFactory()

    assert Appointment.objects.count() == 2


def test_a_cancelled_visit_gives_its_time_back() -> None:
    cancelled = AppointmentFactory(cancelled=True)

    AppointmentFactory(practitioner=cancelled.practitioner)

    assert Appointment.objects.count() == 2


def test_two_slots_of_one_therapist_cannot_overlap() -> None:
    slot = SlotFactory()

    with refused_by("slots_do_not_overlap"), transaction.atomic():
        SlotFactory(practitioner=slot.practitioner, starts_at=at(10), ends_at=at(12))


@pytest.mark.parametrize(
    "factory", [SlotFactory, AbsenceFactory, AppointmentFactory, FreedTimeFactory]
)
def test_a_period_cannot_be_inverted(factory: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        factory(starts_at=at(9), ends_at=at(8))


@pytest.mark.parametrize(
    "factory", [SlotFactory, AbsenceFactory, AppointmentFactory, FreedTimeFactory]
)
def test_a_period_cannot_be_empty(factory: Any) -> None:
    with refused_by("ends_after_it_starts"), transaction.atomic():
        factory(starts_at=at(9), ends_at=at(9))


@pytest.mark.parametrize("table", ["slot", "absence", "appointment", "freedtime"])
@pytest.mark.parametrize("column", ["starts_at = '-infinity'", "ends_at = 'infinity'"])
def test_a_period_is_finite(table: str, column: str) -> None:
    SlotFactory(), AbsenceFactory(), AppointmentFactory(), FreedTimeFactory()

    with refused_by(table), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE booking_{table} SET {column}")


def test_a_period_is_half_open() -> None:
    slot = SlotFactory()
    slot.refresh_from_db()

    assert (slot.period.lower, slot.period.upper, slot.period.bounds) == (at(8), at(11), "[)")


@pytest.mark.parametrize(
    ("factory", "name"), [(SlotFactory, "slot"), (AppointmentFactory, "appointment")]
)
def test_a_period_is_at_most_a_day(factory: Any, name: str) -> None:
    with refused_by(f"{name}_is_at_most_a_day"), transaction.atomic():
        factory(starts_at=at(8), ends_at=at(8) + timedelta(days=1, seconds=1))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("cancelled_at_exactly_when_cancelled", {"status": AppointmentStatus.CANCELLED}),
        ("cancelled_at_exactly_when_cancelled", {"cancelled_at": NOW}),
        ("held_until_exactly_when_pending", {"status": AppointmentStatus.PENDING}),
        ("held_until_exactly_when_pending", {"held_until": NOW}),
        ("a_booked_appointment_has_a_patient", {"patient": None}),
        ("appointment_status_is_known", {"status": "confirmed"}),
    ],
)
def test_an_appointment_cannot_contradict_itself(constraint: str, values: dict[str, Any]) -> None:
    with refused_by(constraint), transaction.atomic():
        AppointmentFactory(**values)


@pytest.mark.parametrize("values", [{"status": NotificationStatus.SENT}, {"sent_at": NOW}])
def test_a_mail_has_a_time_of_sending_exactly_when_sent(values: dict[str, Any]) -> None:
    with refused_by("sent_at_exactly_when_sent"), transaction.atomic():
        NotificationFactory(**values)


def test_each_state_of_an_appointment_is_told_once() -> None:
    owed = NotificationFactory()

    with refused_by("each_state_is_told_once"), transaction.atomic():
        NotificationFactory(appointment=owed.appointment)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("working_hours_end_after_they_start", {"closes": "08:00"}),
        ("working_hours_stop_after_they_began", {"valid_until": "2027-01-03"}),
        ("working_hours_are_on_a_weekday", {"weekday": 8}),
        ("working_hours_return_within_eight_weeks", {"every_n_weeks": 0}),
    ],
)
def test_working_hours_make_sense(constraint: str, values: dict[str, Any]) -> None:
    with refused_by(constraint), transaction.atomic():
        WorkingHoursFactory(**values)


@pytest.mark.parametrize("values", [{"duration": timedelta(0)}, {"turnaround": timedelta(hours=2)}])
def test_a_treatment_has_a_sensible_length(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TreatmentFactory(**values)


def test_a_form_hears_of_an_overlap_in_our_words() -> None:
    slot = SlotFactory()
    clash = Slot(practitioner=slot.practitioner, starts_at=at(10), ends_at=at(12))

    with pytest.raises(ValidationError) as refusal:
        clash.full_clean()

    assert refusal.value.messages == ["De kinesitherapeut heeft dan al een andere beschikbaarheid."]


def test_a_form_hears_of_an_inverted_period_at_the_field() -> None:
    inverted = Slot(practitioner=PractitionerFactory(), starts_at=at(9), ends_at=at(8))

    with pytest.raises(ValidationError) as refusal:
        inverted.full_clean()

    assert refusal.value.message_dict == {"ends_at": ["Het einde moet na het begin komen."]}


def test_editing_a_row_does_not_clash_with_itself() -> None:
    slot = SlotFactory()
    slot.ends_at = at(12)

    slot.full_clean()
    slot.save()

    slot.refresh_from_db()
    assert slot.ends_at == at(12)
