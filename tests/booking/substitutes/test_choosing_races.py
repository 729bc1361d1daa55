"""Answers in the same instant as another answer, a booking or a change, in threads."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from booking.choices import AppointmentStatus, CancelledBy
from booking.errors import BookingError
from booking.models import Absence, Appointment, Practitioner, Substitute, Substitution
from booking.services.practice.rows import locked_row
from booking.services.schedule.absences import delete_absence
from booking.services.substitutes.answer import take_choice
from booking.services.substitutes.end import end_substitutions
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.illness import THURSDAY, Practice, asked, away, reported, two_therapists
from tests.booking.support.racing import together, while_it_waits
from tests.factories.booking import NOW, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_deadlock")]
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def practice() -> Practice:
    return two_therapists()


def choices_of(substitution: Substitution) -> list[Substitute]:
    return list(substitution.choices.order_by("starts_at"))


def test_of_two_answers_to_one_question_one_counts(practice: Practice) -> None:
    first, second = choices_of(asked(practice, hour=9))

    answers = together(
        lambda: take_choice(choice=first, now=LATER),
        lambda: take_choice(choice=second, now=LATER),
    )

    assert sorted(isinstance(one, BookingError) for one in answers) == [False, True]
    assert Substitute.objects.filter(taken_at__isnull=False).count() == 1
    assert not Appointment.objects.filter(status=AppointmentStatus.PENDING).exists()


@pytest.mark.parametrize("other", ["cancelled", "moved at the desk", "back again", "colleague ill"])
def test_an_answer_and_another_change_leave_the_appointment_in_one_place(
    other: str, practice: Practice
) -> None:
    substitution = asked(practice, hour=9)
    visit, choice = substitution.appointment, choices_of(substitution)[0]
    Appointment.objects.filter(pk=visit.pk).update(change_until=at(9))
    changes = {
        "cancelled": lambda: cancel(appointment=visit, by=CancelledBy.PATIENT, now=LATER),
        "moved at the desk": lambda: move_at_desk(
            appointment=visit,
            practitioner=practice.tibo,
            starts_at=at(8, day=THURSDAY),
            overrule=True,
            now=LATER,
        ),
        "back again": lambda: delete_absence(Absence.objects.get(), now=LATER),
        "colleague ill": lambda: reported(away(Practitioner.objects.get(pk=practice.wout.pk))),
    }

    together(lambda: take_choice(choice=choice, now=LATER), changes[other])
    end_substitutions(now=LATER)

    settled = Substitution.objects.get(pk=substitution.pk)
    taken = Substitute.objects.filter(taken_at__isnull=False)
    assert (settled.status == "chosen") == taken.exists()
    assert settled.status != "open" or other == "colleague ill"
    assert not Appointment.objects.filter(
        status=AppointmentStatus.PENDING, substitute__substitution__ended_at__isnull=False
    ).exists()


def test_of_two_desks_that_report_one_illness_one_stores_it(practice: Practice) -> None:
    practice.visit(9)

    def press() -> None:
        with suppress(ValidationError):
            reported(away(practice.tibo))

    together(press, press)

    assert (Absence.objects.count(), Substitution.objects.count()) == (1, 1)


def test_whoever_cancels_while_an_illness_is_reported_is_asked_nothing(practice: Practice) -> None:
    visit = practice.visit(hour=9)
    Appointment.objects.filter(pk=visit.pk).update(change_until=at(9))

    answer = while_it_waits(
        locked_row(visit),
        lambda: reported(away(practice.tibo)),
        lambda: cancel(appointment=visit, by=CancelledBy.PATIENT, now=LATER),
    )

    assert not isinstance(answer, BookingError)
    assert not Substitution.objects.exists()
