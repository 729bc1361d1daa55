"""One press stores the absence, keeps other times for its patients and owes their mails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus, NotificationKind
from booking.errors import ChangedMeanwhile
from booking.models import Absence, Appointment, Notification, Substitute, Substitution
from booking.models.versioned import versions_of
from booking.scheduling.openings import Opening
from booking.services.schedule.fall_ill import fall_ill
from booking.services.substitutes.find import find_substitutes
from booking.services.substitutes.offer import Ticked, visits_to_offer
from booking.services.visits.cancel import cancel
from tests.booking.support.illness import THURSDAY, Practice, away, reported, two_therapists
from tests.booking.support.letters import deliver_all
from tests.factories.booking import NOW, AppointmentFactory, WaitlistOfferFactory, at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def test_a_patient_may_choose_the_same_hour_with_a_colleague_or_later_with_the_same_therapist(
    practice: Practice,
) -> None:
    visit = practice.visit(9)

    found = find_substitutes([visit], away(practice.tibo), now=NOW)

    assert [(one.starts_at, one.practitioner_id) for one in found[visit.pk]] == [
        (at(9), practice.wout.pk),
        (at(9, day=THURSDAY), practice.tibo.pk),
    ]


def test_each_free_start_is_for_one_patient_and_nobody_gets_a_second_before_all_have_one(
    practice: Practice,
) -> None:
    visits = [practice.visit(hour, minute) for hour in (8, 9, 10) for minute in (0, 30)]

    found = find_substitutes(visits, away(practice.tibo), now=NOW)

    given = [one for openings in found.values() for one in openings]
    clashes = [
        (one, other)
        for place, one in enumerate(given)
        for other in given[place + 1 :]
        if one.practitioner_id == other.practitioner_id and one.span.overlap(other.span)
    ]
    with_wout = [
        sum(one.practitioner_id == practice.wout.pk for one in own) for own in found.values()
    ]
    assert (clashes, with_wout) == ([], [1] * 6)


def test_nobody_is_offered_an_hour_at_which_they_come_already(practice: Practice) -> None:
    visit = practice.visit(9)
    AppointmentFactory(patient=visit.patient, starts_at=at(9, day=THURSDAY))

    found = find_substitutes([visit], away(practice.tibo), now=NOW)

    assert {one.practitioner_id for one in found[visit.pk]} == {practice.wout.pk}


def test_the_press_keeps_the_times_and_mails_them_after_five_minutes(practice: Practice) -> None:
    visit = practice.visit(9)

    illness = reported(away(practice.tibo))

    choices = Substitute.objects.order_by("starts_at")
    assert [choice.hold.status for choice in choices if choice.hold] == ["pending"] * 2
    assert illness.offered.mailed == 1
    assert deliver_all(NOW) == []
    [letter] = deliver_all(LATER)
    assert letter.to == [visit.patient.email if visit.patient else ""]
    visit.refresh_from_db()
    assert (visit.starts_at, visit.status) == (at(9), AppointmentStatus.BOOKED)


def test_by_night_only_those_are_mailed_at_once_who_come_too_early_for_the_morning(
    practice: Practice,
) -> None:
    early, late = practice.visit(8), practice.visit(10, 30)
    evening = at(20, day=NOW.date())  # 21:00 on the clinic's clock

    reported(away(practice.tibo), now=evening)

    due = dict(
        Notification.objects.filter(kind=NotificationKind.CHOICES).values_list(
            "substitution__appointment", "due_at"
        )
    )
    assert due == {early.pk: evening + timedelta(minutes=5), late.pk: at(7)}


def test_whoever_has_no_address_is_kept_times_for_and_called(practice: Practice) -> None:
    practice.visit(9, patient__email="")

    reported(away(practice.tibo))

    substitution = Substitution.objects.get()
    assert substitution.choices.count() == 2
    assert substitution.has_to_be_called(NOW)
    assert deliver_all(LATER) == []


def test_offers_of_the_waiting_list_at_that_time_are_withdrawn_along(practice: Practice) -> None:
    practice.visit(9)
    offer = WaitlistOfferFactory(entry__treatment=practice.treatment, practitioner=practice.tibo)

    illness = reported(away(practice.tibo))

    assert illness.outcome.withdrawn == [offer]


def test_a_time_that_somebody_took_meanwhile_is_left_out_and_told(practice: Practice) -> None:
    visit = practice.visit(9)
    absence = away(practice.tibo)
    found = find_substitutes([visit], absence, now=NOW)[visit.pk]
    AppointmentFactory(treatment=practice.treatment, practitioner=practice.wout, starts_at=at(9))

    illness = fall_ill(absence=absence, ticked={visit.pk: Ticked(found, by_mail=True)}, now=NOW)

    assert illness.offered.gone == [(visit, Opening(at(9), at(9, 30), practice.wout.pk))]
    assert Substitute.objects.count() == 1


def test_nothing_is_stored_if_an_appointment_changed_since_the_screen_was_shown(
    practice: Practice,
) -> None:
    visit, stays = practice.visit(9), practice.visit(10)
    absence = away(practice.tibo)
    shown = versions_of(visits_to_offer(absence, NOW))
    cancel(appointment=visit, by="patient", now=NOW)  # type: ignore[arg-type]

    with pytest.raises(ChangedMeanwhile, match="geannuleerd"):
        fall_ill(absence=absence, ticked={}, now=NOW, shown=shown)

    assert not Absence.objects.exists()
    assert not Substitution.objects.exists()
    assert Appointment.objects.get(pk=stays.pk).is_expected


def test_a_second_press_makes_no_second_absence_and_no_second_mail(practice: Practice) -> None:
    practice.visit(9)
    reported(away(practice.tibo))

    with pytest.raises(ValidationError):
        reported(away(practice.tibo))

    assert (Absence.objects.count(), Substitution.objects.count()) == (1, 1)


def test_an_absence_that_is_there_already_is_offered_for_once(practice: Practice) -> None:
    practice.visit(9)
    absence = away(practice.tibo)
    absence.save()

    reported(absence)
    reported(absence)

    assert Substitution.objects.get().absence == absence
    deliver_all(LATER)
    assert len(mail.outbox) == 1


def test_five_patients_cost_as_many_queries_as_one(practice: Practice) -> None:
    practice.visit(9)
    many = two_therapists()
    for hour, minute in ((8, 0), (8, 30), (9, 0), (9, 30), (10, 0)):
        many.visit(hour, minute)

    def queries_for(one: Practice) -> int:
        with CaptureQueriesContext(connection) as asked:
            reported(away(one.tibo))
        return len(asked)

    assert queries_for(many) == queries_for(practice)
