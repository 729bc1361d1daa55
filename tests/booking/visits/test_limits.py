"""How many visits one patient may have: coming, on one day, at one hour."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from booking.choices import AppointmentStatus
from booking.errors import OwnVisitThen, TooManyThatDay, TooManyVisits
from booking.models import Appointment, BookingRules, Patient, Treatment
from booking.models.patient import ContactDetails
from booking.models.rules import rules_for
from booking.services.guards.limits import broken_limits, refuse_beyond_limits
from booking.services.visits.book import book
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PatientFactory,
    TreatmentFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db
ANOTHER_DAY = at(10, day=DAY + timedelta(days=1))
MIA = {"name": "Mia Voorbeeld", "email": "mia@patient.example", "phone": "+32470123456"}

Broken = Callable[..., list[type[Exception]]]


@pytest.fixture
def mia() -> Patient:
    """Comes on the day at nine o'clock (8 UTC)."""
    patient = PatientFactory(**MIA)
    AppointmentFactory(patient=patient)
    return patient


@pytest.fixture
def broken(mia: Patient) -> Broken:
    """The limits that one more visit of half an hour breaks."""

    def ask(
        start: datetime = ANOTHER_DAY,
        *,
        patient: Patient = mia,
        treatment: Treatment | None = None,
        now: datetime = NOW,
        ignoring: tuple[Appointment, ...] = (),
    ) -> list[type[Exception]]:
        treatment = treatment or TreatmentFactory()
        limits = broken_limits(
            patient,
            [Appointment(starts_at=start, ends_at=start + timedelta(minutes=30)).span],
            treatment,
            rules=rules_for(treatment),
            now=now,
            ignoring=ignoring,
        )
        return [type(limit) for limit in limits]

    return ask


def test_a_visit_on_another_day_is_within_the_limits(broken: Broken) -> None:
    assert broken() == []


def test_a_second_visit_on_one_day_is_too_many(broken: Broken) -> None:
    assert broken(at(10)) == [TooManyThatDay]


def test_a_practice_may_allow_two_visits_a_day(broken: Broken) -> None:
    practice_may(most_visits_a_day=2)

    assert broken(at(10)) == []


def test_two_visits_at_one_hour_are_refused_even_where_two_a_day_are_allowed(
    broken: Broken,
) -> None:
    practice_may(most_visits_a_day=2)

    assert broken(at(8, 15)) == [OwnVisitThen]


def test_visits_that_touch_do_not_overlap(broken: Broken) -> None:
    practice_may(most_visits_a_day=2)

    assert broken(at(8, 30)) == []


def test_the_day_is_the_day_of_the_clinic(broken: Broken, mia: Patient) -> None:
    AppointmentFactory(patient=mia, starts_at=datetime(2027, 1, 14, 23, 15, tzinfo=UTC))

    assert broken(datetime(2027, 1, 14, 22, 15, tzinfo=UTC)) == []
    assert broken(datetime(2027, 1, 15, 22, 15, tzinfo=UTC)) == [TooManyThatDay]


def test_on_the_day_of_a_clock_change_a_visit_counts_from_midnight_to_midnight(
    broken: Broken, mia: Patient
) -> None:
    longest_day = date(2027, 10, 31)
    AppointmentFactory(patient=mia, starts_at=at(22, 15, day=longest_day))

    assert broken(at(22, 15, day=date(2027, 10, 30))) == [TooManyThatDay]
    assert broken(at(21, 15, day=date(2027, 10, 30))) == []


def test_a_visit_that_is_over_still_counts_for_its_day(broken: Broken) -> None:
    Appointment.objects.update(status=AppointmentStatus.FULFILLED)

    assert broken(at(15), now=at(12)) == [TooManyThatDay]


@pytest.mark.parametrize("status", [AppointmentStatus.NOSHOW, AppointmentStatus.CANCELLED])
def test_who_did_not_come_may_come_later_that_day(
    broken: Broken, status: AppointmentStatus
) -> None:
    cancelled_at = NOW if status == AppointmentStatus.CANCELLED else None
    Appointment.objects.update(status=status, cancelled_at=cancelled_at)

    assert broken(at(15), now=at(12)) == []


def test_beyond_the_most_coming_visits_the_desk_is_to_be_called(broken: Broken) -> None:
    practice_may(most_coming_visits=1)

    assert broken() == [TooManyVisits]


def test_a_past_visit_does_not_count_as_coming(broken: Broken) -> None:
    practice_may(most_coming_visits=1)

    assert broken(now=at(12)) == []


def test_the_limit_of_a_treatment_counts_its_own_visits_only(broken: Broken) -> None:
    intake = TreatmentFactory(most_coming_visits=1)
    practice_may(most_coming_visits=1)

    first = broken(treatment=intake)
    AppointmentFactory(treatment=intake, patient=PatientFactory(**MIA), starts_at=at(8, day=DAY))

    assert (first, broken(treatment=intake)) == ([], [TooManyVisits])


def test_a_treatment_may_be_given_besides_another_on_one_day(broken: Broken) -> None:
    bath = TreatmentFactory(most_visits_a_day=1)

    first = broken(at(10), treatment=bath)
    AppointmentFactory(treatment=bath, patient=PatientFactory(**MIA), starts_at=at(14))

    assert (first, broken(at(16), treatment=bath)) == ([], [TooManyThatDay])


def test_every_limit_that_is_broken_is_named(broken: Broken) -> None:
    practice_may(most_coming_visits=1)

    assert broken(at(8)) == [OwnVisitThen, TooManyThatDay, TooManyVisits]


def test_a_visit_that_is_being_moved_does_not_stand_in_its_own_way(broken: Broken) -> None:
    practice_may(most_coming_visits=1)

    assert broken(at(8, 15), ignoring=(Appointment.objects.get(),)) == []


@pytest.mark.parametrize(
    "contact",
    [{"phone": "+32470999999"}, {"email": "MIA@other.example"}, {"name": "mia VOORBEELD"}],
)
def test_a_patient_is_known_by_name_and_one_contact(
    broken: Broken, contact: dict[str, str]
) -> None:
    again = PatientFactory(**(MIA | contact))

    assert broken(at(10), patient=again) == [TooManyThatDay]


def test_a_child_in_the_mailbox_of_a_parent_is_another_patient(broken: Broken) -> None:
    child = PatientFactory(**(MIA | {"name": "Ben Voorbeeld"}))

    assert broken(at(8), patient=child) == []


def test_somebody_of_the_same_name_is_another_patient(broken: Broken) -> None:
    other = PatientFactory(name=MIA["name"], email="other@patient.example", phone="+32470999999")

    assert broken(at(8), patient=other) == []


def test_without_an_address_it_is_the_phone_that_counts(broken: Broken) -> None:
    Patient.objects.update(email="", phone="+32470999999")
    by_phone = PatientFactory(**(MIA | {"email": ""}))

    assert broken(at(8), patient=by_phone) == []


def test_visits_that_are_asked_for_together_count_together(mia: Patient) -> None:
    visit = Appointment.objects.get().span
    week = [type(visit)(*(end + timedelta(days=n) for end in visit)) for n in (1, 1, 2)]
    treatment = TreatmentFactory()

    with pytest.raises(TooManyThatDay):
        refuse_beyond_limits(mia, week, treatment, rules=rules_for(treatment), now=NOW)


def test_the_limits_cost_two_queries_however_many_visits(
    mia: Patient, django_assert_num_queries: Callable[[int], object]
) -> None:
    for day in range(1, 10):
        AppointmentFactory(patient=mia, starts_at=at(8, day=DAY + timedelta(days=day)))
    visit = Appointment.objects.first()
    rules = BookingRules().for_treatment(visit.treatment)

    with django_assert_num_queries(2), pytest.raises(OwnVisitThen):
        refuse_beyond_limits(mia, [visit.span], visit.treatment, rules=rules, now=NOW)


def test_booking_refuses_a_second_visit_on_one_day_and_keeps_the_hold(mia: Patient) -> None:
    held = AppointmentFactory(held=True, starts_at=at(10))

    with pytest.raises(TooManyThatDay):
        book(held=held, details=ContactDetails(**MIA), now=NOW)

    held.refresh_from_db()
    assert (held.is_held, mia.notifications.count()) == (True, 0)
