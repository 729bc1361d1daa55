"""Booking a series at the desk: all of it or nothing, told in one mail."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus, Channel, DeskRule, NotificationKind
from booking.errors import (
    BookingError,
    NotAnOpening,
    NotBookableOnline,
    NotThere,
    OutsideRules,
    TimeTaken,
)
from booking.models import (
    Appointment,
    AppointmentSeries,
    Notification,
    Patient,
    Practitioner,
    Treatment,
)
from booking.scheduling.rules import CORRECTION_TIME
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.visits.hold import hold
from tests.booking.support.desk_series import JOS, MIA, TUESDAYS, build_appointment, openings
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def treatment() -> Treatment:
    return TreatmentFactory(turnaround=timedelta(minutes=10))


def test_all_visits_are_booked_for_one_patient_through_the_desk(
    practitioner: Practitioner,
) -> None:
    booked = build_appointment(practitioner, openings(practitioner)[::-1])

    visits = list(AppointmentSeries.objects.get().appointments.order_by("starts_at"))
    patient = Patient.objects.get()
    assert (booked.visits, booked.overruled) == (visits, [])
    assert [visit.starts_at for visit in visits] == [at(9, day=day) for day in TUESDAYS[:3]]
    assert {(visit.patient, visit.status, visit.channel, visit.turnaround) for visit in visits} == {
        (patient, AppointmentStatus.BOOKED, Channel.DESK, timedelta(minutes=10))
    }
    assert (patient.contact_name, patient.language) == ("Bert Voorbeeld", "fr")


def test_until_when_each_can_be_changed_on_line_follows_the_rules(
    practitioner: Practitioner,
) -> None:
    practice_may(cancellation_notice=timedelta(hours=48))

    booked = build_appointment(practitioner)

    first, *later = booked.visits
    assert first.change_until == NOW + CORRECTION_TIME  # it begins within these two days
    assert {visit.starts_at - visit.change_until for visit in later} == {timedelta(hours=48)}


def test_one_mail_is_owed_after_the_time_to_take_a_slip_back(practitioner: Practitioner) -> None:
    booked = build_appointment(practitioner)

    owed = Notification.objects.get()
    assert (owed.kind, owed.series, owed.appointment, owed.due_at) == (
        NotificationKind.SERIES,
        booked.visits[0].series,
        None,
        NOW + STAFF_MAIL_DELAY,
    )


def test_without_an_address_no_mail_is_owed(practitioner: Practitioner) -> None:
    booked = build_appointment(practitioner, details=JOS)

    assert (len(booked.visits), Notification.objects.count()) == (3, 0)


def test_one_that_is_taken_books_none(practitioner: Practitioner) -> None:
    AppointmentFactory(
        practitioner=practitioner,
        treatment=Treatment.objects.get(),
        starts_at=at(9, day=TUESDAYS[1]),
    )

    with pytest.raises(TimeTaken):
        build_appointment(practitioner)

    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (0, 1)
    assert Patient.objects.filter(name=MIA.name).count() == 0


def test_what_somebody_holds_on_line_is_taken_until_it_runs_out(
    practitioner: Practitioner,
) -> None:
    held = hold(
        treatment=Treatment.objects.get(),
        practitioner=practitioner,
        starts_at=at(9, day=TUESDAYS[1]),
        key=uuid4(),
        now=NOW,
    )
    with pytest.raises(TimeTaken):
        build_appointment(practitioner)
    held.held_until = NOW
    held.save()

    booked = build_appointment(practitioner)

    held.refresh_from_db()
    assert (len(booked.visits), held.status) == (3, AppointmentStatus.CANCELLED)


def test_a_second_click_gives_what_the_first_one_booked(practitioner: Practitioner) -> None:
    first, second = (build_appointment(practitioner) for _ in range(2))

    assert first.visits == second.visits
    assert (Appointment.objects.count(), Notification.objects.count()) == (3, 1)


def test_the_same_moments_for_somebody_else_are_no_second_click(
    practitioner: Practitioner,
) -> None:
    build_appointment(practitioner)

    with pytest.raises(TimeTaken):
        build_appointment(practitioner, details=JOS)


@pytest.fixture
def known(practitioner: Practitioner) -> Patient:
    """Has a visit on the second Tuesday, and may have three coming."""
    practice_may(most_coming_visits=3)
    known: Patient = PatientFactory(name=MIA.name, email=MIA.email)
    AppointmentFactory(patient=known, starts_at=at(15, day=TUESDAYS[1]))
    return known


def test_the_patients_limits_are_refused_by_name(
    practitioner: Practitioner, known: Patient
) -> None:
    with pytest.raises(OutsideRules) as refused:
        build_appointment(practitioner)

    assert refused.value.broken == [DeskRule.THAT_DAY, DeskRule.COMING]
    assert AppointmentSeries.objects.count() == 0


def test_the_desk_may_overrule_the_patients_limits(
    practitioner: Practitioner, known: Patient
) -> None:
    booked = build_appointment(practitioner, overrule=True)

    assert (len(booked.visits), booked.overruled) == (3, [DeskRule.THAT_DAY, DeskRule.COMING])


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ([], NotAnOpening),
        ([DAY, DAY], NotAnOpening),
        ([DAY - timedelta(weeks=1)], NotAnOpening),
        ([DAY + timedelta(weeks=13)], NotAnOpening),
        ([DAY + timedelta(days=1)], NotThere),
    ],
    ids=["none", "two on a day", "past", "beyond the horizon", "not worked"],
)
def test_no_tick_books_what_the_planner_does_not_offer(
    practitioner: Practitioner, days: list[date], refused: type[BookingError]
) -> None:
    with pytest.raises(refused):
        build_appointment(practitioner, openings(practitioner, days), overrule=True)

    assert Appointment.objects.count() == 0


def test_the_desk_plans_further_ahead_and_later_than_the_website(
    practitioner: Practitioner,
) -> None:
    in_ten_weeks = DAY + timedelta(weeks=10)
    SlotFactory(
        practitioner=practitioner,
        starts_at=at(8, day=in_ten_weeks),
        ends_at=at(11, day=in_ten_weeks),
    )

    booked = build_appointment(practitioner, openings(practitioner, [DAY, in_ten_weeks]))

    assert [visit.day for visit in booked.visits] == [DAY, in_ten_weeks]


def test_a_therapist_who_does_not_give_it_is_refused(practitioner: Practitioner) -> None:
    with pytest.raises(NotBookableOnline):
        build_appointment(practitioner, openings(PractitionerFactory(treatments=[])))


def test_queries_do_not_grow_with_the_visits(practitioner: Practitioner) -> None:
    PatientFactory(
        name=MIA.name,
        email=MIA.email,
        phone=MIA.phone,
        contact_name=MIA.contact_name,
        language="fr",
    )
    counts = []
    for days in (TUESDAYS[:1], TUESDAYS):
        with CaptureQueriesContext(connection) as queries:
            build_appointment(practitioner, openings(practitioner, days))
        counts.append(len(queries))
        Appointment.objects.all().delete()

    assert counts[0] == counts[1]
