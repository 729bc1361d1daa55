"""Details are erased when a patient has not been here for as long as the practice keeps them."""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking import tasks
from booking.choices import WaitlistStatus
from booking.models import Appointment, Patient, WaitlistEntry
from booking.models.patient import ContactDetails
from booking.scheduling.wishes import Wishes
from booking.services.privacy.erase_inactive import erase_inactive_patients
from booking.services.visits.book import book
from booking.services.waitlist.join import join_waitlist
from kinesite.celery import app
from tests.booking.support.racing import together
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    practice_may,
)

pytestmark = pytest.mark.django_db
KEPT = timedelta(weeks=52)
BEFORE = NOW - KEPT
SECOND = timedelta(seconds=1)
# For the transaction, locks and questions, and for the details, notes, history and kept pages.
QUERIES_FOR_ONE = 18


@pytest.fixture(autouse=True)
def _keeps_for_a_year(db: None) -> None:
    practice_may(keep_details_for=KEPT)


def seen(ended: timedelta, **changes: object) -> Patient:
    """A patient of long ago with one visit, which ended that long after the day that counts."""
    patient: Patient = PatientFactory(created_at=BEFORE - timedelta(days=90))
    AppointmentFactory(
        patient=patient,
        starts_at=BEFORE + ended - timedelta(minutes=30),
        ends_at=BEFORE + ended,
        **changes,
    )
    return patient


def is_erased(patient: Patient) -> bool:
    patient.refresh_from_db()
    return patient.erased_at is not None


@pytest.mark.parametrize(
    ("ended", "erased"), [(-SECOND, True), (timedelta(0), False), (SECOND, False)]
)
def test_details_are_kept_until_the_last_visit_is_longer_ago(
    ended: timedelta, erased: bool
) -> None:
    patient = seen(ended)

    assert erase_inactive_patients(now=NOW) == erased

    assert is_erased(patient) == erased


def test_notes_are_kept_as_long_as_the_details_and_go_with_them() -> None:
    patient = seen(-SECOND)
    Patient.objects.filter(pk=patient.pk).update(note="Brengt haar hond mee")
    patient.appointments.update(note="Achterdeur")

    assert erase_inactive_patients(now=NOW) == 1

    patient.refresh_from_db()
    assert (patient.note, patient.appointments.get().note) == ("", "")


def test_a_visit_that_was_cancelled_counts_as_one() -> None:
    patient = seen(-SECOND)
    AppointmentFactory(patient=patient, cancelled=True)

    assert erase_inactive_patients(now=NOW) == 0


def test_who_comes_next_week_is_kept() -> None:
    patient = seen(-SECOND)
    AppointmentFactory(patient=patient, starts_at=NOW + timedelta(days=7))

    assert erase_inactive_patients(now=NOW) == 0


@pytest.mark.parametrize(
    ("entry", "erased"),
    [
        ({}, 0),
        ({"status": WaitlistStatus.LEFT, "closed_at": BEFORE}, 0),
        ({"status": WaitlistStatus.PASSED, "closed_at": BEFORE - SECOND}, 1),
    ],
)
def test_who_waits_for_a_moment_is_kept(entry: dict[str, object], erased: int) -> None:
    waits = PatientFactory(created_at=BEFORE - timedelta(days=1))
    WaitlistEntryFactory(patient=waits, **entry)

    assert erase_inactive_patients(now=NOW) == erased


@pytest.mark.parametrize(("made", "erased"), [(-SECOND, 1), (timedelta(0), 0)])
def test_who_never_booked_is_kept_as_long(made: timedelta, erased: int) -> None:
    PatientFactory(created_at=BEFORE + made)

    assert erase_inactive_patients(now=NOW) == erased


def test_a_practice_that_says_never_keeps_all() -> None:
    practice_may(keep_details_for=None)
    seen(-KEPT)

    assert erase_inactive_patients(now=NOW) == 0


def test_the_next_night_finds_nobody_left() -> None:
    patient = seen(-SECOND)
    erase_inactive_patients(now=NOW)

    assert erase_inactive_patients(now=NOW + timedelta(days=1)) == 0
    patient.refresh_from_db()
    assert patient.erased_at == NOW


def test_each_patient_costs_the_same_queries() -> None:
    ContentType.objects.get_for_model(Patient)  # asked for once in a process
    counts = []
    for patients in (1, 3):
        for _ in range(patients):
            seen(-SECOND)
        with CaptureQueriesContext(connection) as queries:
            assert erase_inactive_patients(now=NOW) == patients
        counts.append(len(queries))

    assert counts == [2 + QUERIES_FOR_ONE, 2 + 3 * QUERIES_FOR_ONE]


def test_what_one_visitor_booked_for_two_does_not_lead_from_one_to_the_other() -> None:
    gone = seen(-SECOND, hold_key="6f0e6a3c-9a52-4f5a-8f0c-2c4f5d3b1a10")

    erase_inactive_patients(now=NOW)

    assert [visit.hold_key for visit in Appointment.objects.filter(patient=gone)] == [None]


def test_the_task_of_the_night_logs_how_many_and_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    patient = PatientFactory(created_at=timezone.now() - 2 * KEPT)

    with caplog.at_level(logging.INFO):
        tasks.erase_inactive_patients()

    assert is_erased(patient)
    assert caplog.messages == ["Erased the details of 1 patients."]


def test_the_task_runs_each_night() -> None:
    planned = [entry["task"] for entry in app.conf.beat_schedule.values()]

    assert planned.count(tasks.erase_inactive_patients.name) == 1


def wait_again(patient: Patient) -> WaitlistEntry:
    return join_waitlist(
        treatment=TreatmentFactory(),
        wishes=Wishes(from_day=DAY, until_day=DAY),
        details=ContactDetails(patient.name, patient.email, "+32470123456"),
        key=uuid4(),
        now=NOW,
    )


def book_again(patient: Patient) -> Appointment:
    details = ContactDetails(patient.name, patient.email, "+32470123456")
    return book(held=AppointmentFactory(held=True), details=details, now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_deadlock")
@pytest.mark.parametrize("comes_back", [book_again, wait_again])
@pytest.mark.parametrize("_round", range(3))
def test_who_comes_back_this_moment_is_kept_or_is_somebody_new(
    comes_back: Callable[[Patient], Appointment | WaitlistEntry], _round: int
) -> None:
    patient = seen(-SECOND)

    erased, came = together(lambda: erase_inactive_patients(now=NOW), lambda: comes_back(patient))

    assert came.patient.erased_at is None
    assert (came.patient == patient) == (erased == 0) == (not is_erased(patient))
