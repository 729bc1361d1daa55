"""Erasing and merging take along what the history knows of a patient."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from booking.models import (
    AbsenceEvent,
    Appointment,
    AppointmentEvent,
    CardOpening,
    Patient,
    PatientEvent,
)
from booking.models.rules import practice_rules
from booking.services.patients.merge import merge_patients
from booking.services.privacy.delete_old_openings import delete_old_openings
from booking.services.privacy.erase import erase_patient
from booking.services.privacy.erase_history import erase_old_history
from tests.factories.booking import NOW, AbsenceFactory, AppointmentFactory, PatientFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NEXT_WEEK = NOW + timedelta(days=7)
DETAILS = {"name": "Lotte Uniek", "email": "lotte@uniek.example", "phone": "+32470000111"}


def everything_in_events() -> str:
    """All that stands in the tables of events, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'booking_%event'")
        texts = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            texts.append(cursor.fetchone()[0] or "")
    return " ".join(texts)


@pytest.fixture
def patient() -> Patient:
    known: Patient = PatientFactory(**DETAILS)
    known.phone = "+32470000222"
    known.save()
    visit = AppointmentFactory(patient=known, cancelled=True, cancellation_reason="ill")
    Appointment.objects.filter(pk=visit.pk).update(cancellation_reason="busy")
    CardOpening.objects.create(patient=known, user=UserFactory(), opened_at=NOW)
    return known


def test_nothing_of_an_erased_patient_is_left_in_the_history(patient: Patient) -> None:
    other = AppointmentFactory(patient__name="Een Ander")
    assert "Lotte Uniek" in everything_in_events()

    erase_patient(patient=patient, now=NEXT_WEEK)

    left = everything_in_events()
    assert not any(detail in left for detail in ("Lotte", "uniek.example", "470000"))
    assert not PatientEvent.objects.filter(pgh_obj=patient.pk).exists()
    assert not AppointmentEvent.objects.filter(patient=patient.pk).exists()
    assert not CardOpening.objects.exists()
    assert PatientEvent.objects.filter(pgh_obj=other.patient_id).exists()


def test_merging_keeps_only_the_name_of_the_one_who_goes_until_who_stays_is_erased(
    patient: Patient,
) -> None:
    keep = PatientFactory(name="Lotte Blijft")

    merge_patients(keep=keep, gone=patient, details=keep.contact_details, now=NOW)

    left = everything_in_events()
    assert not PatientEvent.objects.filter(pgh_obj=patient.pk).exists()
    assert ("Lotte Uniek" in left, "uniek.example" in left) == (True, False)
    [visit] = Appointment.objects.filter(patient=keep)
    assert AppointmentEvent.objects.filter(pgh_obj=visit.pk).count() == 3
    assert CardOpening.objects.get().patient == keep

    erase_patient(patient=keep, now=NEXT_WEEK)

    assert not AppointmentEvent.objects.filter(pgh_obj=visit.pk).exists()
    assert "Lotte" not in everything_in_events()


def test_after_erasing_the_history_is_closed_again(patient: Patient) -> None:
    erase_patient(patient=patient, now=NEXT_WEEK)
    visit = AppointmentFactory()

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        AppointmentEvent.objects.filter(pgh_obj=visit.pk).delete()


def test_the_history_of_the_practice_goes_when_details_would() -> None:
    AbsenceFactory()
    written = AbsenceEvent.objects.get().pgh_created_at
    keep = practice_rules().keep_details_for
    assert keep

    assert erase_old_history(now=written + keep) == 0
    assert erase_old_history(now=written + keep + timedelta(seconds=1)) == 1
    assert not AbsenceEvent.objects.exists()


def test_who_opened_a_card_is_known_for_a_year() -> None:
    CardOpening.objects.create(patient=PatientFactory(), user=UserFactory(), opened_at=NOW)

    assert delete_old_openings(now=NOW + timedelta(days=364)) == 0
    assert delete_old_openings(now=NOW + timedelta(days=365)) == 1
