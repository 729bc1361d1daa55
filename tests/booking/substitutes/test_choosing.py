"""The first answer of a patient moves the appointment, with its history, series and mails."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.errors import BookingError, ChangedMeanwhile, DoneAlready, HoldExpired, NotExpected
from booking.models import Appointment, Notification, Substitute, Substitution
from booking.models.history import AppointmentEvent
from booking.models.substitution import CallState
from booking.services.mail.owe_reminders import owe_reminders
from booking.services.substitutes.answer import decline_choices, take_choice
from booking.services.substitutes.end import end_substitutions
from booking.services.substitutes.note_call import note_call
from booking.services.substitutes.unanswered import unanswered_choices
from booking.services.visits.cancel import cancel
from booking.services.visits.delete_old_holds import delete_old_holds
from booking.services.visits.hold import hold
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.support.illness import THURSDAY, Practice, asked, away, reported
from tests.booking.support.letters import deliver_all
from tests.factories.booking import NOW, AppointmentFactory, SeriesFactory, at
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
DAY_AFTER = NOW + timedelta(days=1)


def first_choice(of: Substitution) -> Substitute:
    choice: Substitute = of.choices.order_by("starts_at").first()  # type: ignore[assignment]
    return choice


def held() -> int:
    return Appointment.objects.filter(status=AppointmentStatus.PENDING).count()


def test_an_answer_moves_the_appointment_and_gives_the_other_times_back(
    practice: Practice,
) -> None:
    series = SeriesFactory()
    substitution = asked(practice, hour=9, series=series, patient=series.patient)
    visit = substitution.appointment

    moved = take_choice(choice=first_choice(substitution), now=LATER)

    assert (moved.pk, moved.series, moved.practitioner) == (visit.pk, series, practice.wout)
    assert (held(), Appointment.objects.filter(patient=series.patient).count()) == (0, 1)
    assert [event.practitioner for event in AppointmentEvent.objects.filter(pgh_obj=visit)] == [
        practice.tibo,
        practice.tibo,
    ]
    [mail] = Notification.objects.owed()
    assert (mail.kind, mail.known_starts_at) == (NotificationKind.MOVED, at(9))


def test_one_choice_is_answered_once(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    first, second = substitution.choices.order_by("starts_at")

    take_choice(choice=first, now=LATER)
    again = take_choice(choice=first, now=LATER)

    assert again.sequence == 1
    with pytest.raises(NotExpected):
        take_choice(choice=second, now=LATER)


def test_an_answer_that_comes_late_is_good_while_nobody_took_the_time(practice: Practice) -> None:
    choice = first_choice(asked(practice, hour=10))
    late = choice.substitution.answer_until + timedelta(minutes=1)

    assert take_choice(choice=choice, now=late).practitioner == practice.wout


def test_a_time_that_somebody_took_after_the_answer_was_due_is_told_and_nothing_moves(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=10)
    late = substitution.answer_until + timedelta(minutes=1)
    hold(
        treatment=practice.treatment,
        practitioner=practice.wout,
        starts_at=at(10),
        key=uuid4(),
        now=late,
    )

    with pytest.raises(HoldExpired):
        take_choice(choice=first_choice(substitution), now=late)

    assert Substitution.objects.standing().get() == substitution


def test_a_choice_keeps_its_time_for_longer_than_a_forgotten_hold(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    Appointment.objects.filter(status=AppointmentStatus.PENDING).update(
        created_at=NOW - timedelta(days=2)
    )

    delete_old_holds(now=NOW)

    assert first_choice(substitution).hold


def test_whoever_says_that_nothing_suits_is_called_and_the_times_go_to_others(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=9)

    decline_choices(substitution=substitution, now=LATER)
    decline_choices(substitution=substitution, now=DAY_AFTER)

    substitution.refresh_from_db()
    assert (held(), substitution.declined_at) == (0, LATER)
    assert substitution.has_to_be_called(LATER)


@pytest.mark.parametrize("by_whom", ["desk", "patient"])
def test_what_was_changed_by_hand_meanwhile_needs_no_answer_and_gets_no_mail(
    by_whom: str, practice: Practice
) -> None:
    substitution = asked(practice, hour=9)
    visit = substitution.appointment
    if by_whom == "desk":
        move_at_desk(
            appointment=visit,
            practitioner=practice.tibo,
            starts_at=at(8, day=THURSDAY),
            overrule=True,
            now=NOW,
        )
    else:
        Appointment.objects.filter(pk=visit.pk).update(change_until=at(9))
        cancel(appointment=visit, by=CancelledBy.PATIENT, now=NOW)

    with pytest.raises(NotExpected):
        take_choice(choice=first_choice(substitution), now=NOW)
    assert end_substitutions(now=NOW) == 1
    assert (held(), end_substitutions(now=NOW)) == (0, 0)
    kinds = {mail.subject.partition(":")[0] for mail in deliver_all(LATER)}
    assert "Kies een ander uur" not in kinds


def test_a_colleague_who_falls_ill_too_takes_his_times_out_of_the_choices(
    practice: Practice,
) -> None:
    substitution = asked(practice, hour=9)

    reported(away(practice.wout))

    with pytest.raises(BookingError):
        take_choice(choice=first_choice(substitution), now=LATER)
    assert [choice.is_kept(LATER) for choice in substitution.choices.order_by("starts_at")] == [
        False,
        True,
    ]


def test_a_patient_who_was_moved_to_somebody_who_falls_ill_is_asked_again(
    practice: Practice,
) -> None:
    take_choice(choice=first_choice(asked(practice, hour=9)), now=LATER)

    reported(away(practice.wout), now=LATER)

    again = Substitution.objects.open().get()
    assert (again.practitioner, again.starts_at) == (practice.wout, at(9))


def test_two_desks_see_who_called_and_an_old_screen_notes_nothing(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    ann, shown = UserFactory(first_name="Ann"), substitution.version

    note_call(
        substitution=substitution, call=CallState.NO_ANSWER, now=NOW, by_user=ann, shown=shown
    )

    with pytest.raises(ChangedMeanwhile, match="Ann"):
        note_call(substitution=substitution, call=CallState.CALLED, now=NOW, shown=shown)
    with pytest.raises(DoneAlready):
        note_call(
            substitution=substitution, call=CallState.NO_ANSWER, now=NOW, by_user=ann, shown=shown
        )
    substitution.refresh_from_db()
    assert (substitution.call, substitution.changed_by) == (CallState.NO_ANSWER, ann)


def test_who_is_not_reached_by_the_evening_before_is_shown(practice: Practice) -> None:
    substitution = asked(practice, hour=9)
    evening = at(16, day=NOW.date())  # 17:00 on the clinic's clock

    assert list(unanswered_choices(evening - timedelta(minutes=1))) == []
    assert list(unanswered_choices(evening)) == [substitution]

    note_call(substitution=substitution, call=CallState.CALLED, now=evening)
    assert list(unanswered_choices(evening)) == []


def test_no_reminder_calls_a_patient_to_a_therapist_who_is_away(practice: Practice) -> None:
    visit = practice.visit(9)
    AppointmentFactory(arranged_at=NOW - timedelta(days=3), starts_at=at(9))
    Appointment.objects.filter(pk=visit.pk).update(arranged_at=NOW - timedelta(days=3))
    reported(away(practice.tibo))

    owe_reminders(now=NOW)

    reminded = Notification.objects.filter(kind=NotificationKind.REMINDER)
    assert visit.pk not in reminded.values_list("appointment", flat=True)
    assert reminded.count() == 1
