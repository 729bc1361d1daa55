"""A therapist who is there after all: who chose nothing yet comes as booked, and is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from booking.choices import NotificationKind
from booking.models import Absence, Appointment, Notification, Substitution
from booking.models.substitution import SubstitutionStatus
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.substitutes.answer import take_choice
from booking.services.substitutes.end import end_substitutions
from tests.booking.support.illness import Practice, asked, away, reported
from tests.booking.support.letters import deliver_all
from tests.factories.booking import MIA, NOW, AbsenceFactory, PatientFactory, at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def absence_deleted(absence: Absence) -> None:
    delete_absence(absence, now=LATER)


def absence_made_shorter(absence: Absence) -> None:
    absence.ends_at = at(9)
    save_absence(absence, now=LATER)


BACK = pytest.mark.parametrize("back", [absence_deleted, absence_made_shorter])


@BACK
def test_a_patient_who_was_mailed_hears_that_the_appointment_stands(
    back: Callable[[Absence], None], practice: Practice
) -> None:
    substitution = asked(practice, hour=9)
    deliver_all(LATER)

    back(Absence.objects.get())

    substitution.refresh_from_db()
    assert substitution.status == SubstitutionStatus.LIFTED
    assert not Appointment.objects.filter(status="pending").exists()
    letter = deliver_all(LATER)[-1]
    assert letter.subject.startswith("Gaat toch door: je afspraak op")


@BACK
def test_a_slip_that_is_undone_within_five_minutes_tells_nobody_anything(
    back: Callable[[Absence], None], practice: Practice
) -> None:
    asked(practice, hour=9)

    back(Absence.objects.get())

    assert deliver_all(LATER + timedelta(minutes=10)) == []


def test_a_patient_who_chose_already_stays_there(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    deliver_all(LATER)
    choice = substitution.choices.order_by("starts_at")[0]
    take_choice(choice=choice, now=LATER)

    absence_deleted(Absence.objects.get())

    visit = Appointment.objects.get(pk=substitution.appointment_id)
    assert visit.practitioner == practice.wout
    assert not Notification.objects.filter(kind=NotificationKind.STANDS).exists()


def test_a_closing_over_the_same_day_keeps_the_patient_waiting_for_another_time(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=9)
    AbsenceFactory(practitioner=None)

    absence_deleted(Absence.objects.get(practitioner=practice.tibo))

    substitution.refresh_from_db()
    assert substitution.is_open


def test_a_part_of_the_absence_that_stays_keeps_its_patients_waiting(practice: Practice) -> None:
    practice.visit(8)
    practice.visit(9)
    reported(away(practice.tibo))

    absence_made_shorter(Absence.objects.get())

    assert [one.starts_at for one in Substitution.objects.open()] == [at(8)]


def test_a_merged_patient_answers_for_the_one_who_stayed(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    gone, keep = substitution.appointment.patient, PatientFactory()
    assert gone

    merge_patients(keep=keep, gone=gone, details=MIA, now=NOW)

    moved = take_choice(choice=substitution.choices.order_by("starts_at")[0], now=LATER)
    assert moved.patient == keep
    assert [mail.to for mail in deliver_all(LATER)] == [["mia@patient.example"]]


def test_an_erased_patient_leaves_no_mail_and_no_open_question(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    after = at(12)
    patient = substitution.appointment.patient
    assert patient

    erase_patient(patient=patient, now=after)
    end_substitutions(now=after)

    substitution.refresh_from_db()
    assert substitution.status == SubstitutionStatus.ENDED
    assert deliver_all(after) == []
