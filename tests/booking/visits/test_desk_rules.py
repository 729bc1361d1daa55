"""What surprises at the desk is refused by name until it is meant; nothing goes over a visit."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.choices import DeskRule
from booking.errors import OutsideRules, TimeTaken
from booking.models import Appointment, Slot, Treatment
from booking.models.patient import ContactDetails
from booking.services.guards.desk_rules import DeskBooking
from booking.services.visits.book_at_desk import book_at_desk
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    PatientFactory,
    TreatmentFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db
MIA = {"name": "Mia Voorbeeld", "email": "mia@patient.example", "phone": "+32470123456"}
Book = Callable[..., DeskBooking]


@pytest.fixture
def book(slot: Slot, treatment: Treatment) -> Book:
    def at_desk(start: datetime = slot.starts_at, **changes: Any) -> DeskBooking:
        asked = {
            "treatment": treatment,
            "practitioner": slot.practitioner,
            "details": ContactDetails(**MIA),
            "overrule": False,
            "now": NOW,
        }
        return book_at_desk(starts_at=start, **(asked | changes))

    return at_desk


def another_visit(slot: Slot, **given: Any) -> Appointment:
    """Of a patient who has nothing in common with Mia."""
    visit: Appointment = AppointmentFactory(
        practitioner=slot.practitioner,
        patient__name="Jos Tester",
        patient__phone="+32475987654",
        **given,
    )
    return visit


def refused(book: Book, *args: Any, **changes: Any) -> list[DeskRule]:
    with pytest.raises(OutsideRules) as error:
        book(*args, **changes)
    assert not Appointment.objects.filter(channel="desk").exists()
    return list(error.value.broken)


def test_within_the_rules_nothing_is_overruled(book: Book) -> None:
    assert book().overruled == []


def test_a_time_in_the_past_is_refused(book: Book) -> None:
    assert refused(book, now=at(9)) == [DeskRule.PAST]


def test_who_walks_in_is_booked_for_the_hour_that_has_just_begun(book: Book) -> None:
    assert book(now=at(8, 2)).overruled == [DeskRule.NOTICE]


def test_a_treatment_that_the_therapist_does_not_give_is_refused(book: Book) -> None:
    assert refused(book, treatment=TreatmentFactory()) == [DeskRule.NOT_GIVEN]


def test_an_hour_that_the_therapist_does_not_work_is_refused(book: Book) -> None:
    assert refused(book, at(15)) == [DeskRule.NOT_WORKING]


def test_an_hour_that_the_therapist_is_away_is_refused(book: Book, slot: Slot) -> None:
    AbsenceFactory(practitioner=slot.practitioner)

    assert refused(book) == [DeskRule.NOT_WORKING]


def test_the_turnaround_before_the_next_visit_is_kept(
    book: Book, slot: Slot, treatment: Treatment
) -> None:
    treatment.turnaround = timedelta(minutes=10)
    another_visit(slot, starts_at=at(9))

    assert refused(book, at(8, 25)) == [DeskRule.TURNAROUND]


def test_the_turnaround_of_the_visit_before_is_kept(book: Book, slot: Slot) -> None:
    another_visit(slot, turnaround=timedelta(minutes=10))

    assert refused(book, at(8, 30)) == [DeskRule.TURNAROUND]


def test_visits_that_touch_need_no_turnaround(book: Book, slot: Slot) -> None:
    another_visit(slot)

    assert book(at(8, 30)).overruled == []


def test_the_patient_cannot_be_at_two_places(book: Book) -> None:
    AppointmentFactory(patient=PatientFactory(**MIA))

    assert refused(book) == [DeskRule.OWN_VISIT, DeskRule.THAT_DAY]


def test_a_second_visit_on_one_day_is_refused(book: Book) -> None:
    AppointmentFactory(patient=PatientFactory(**MIA))

    assert refused(book, at(10)) == [DeskRule.THAT_DAY]


def test_more_visits_than_one_patient_may_have_coming_are_refused(book: Book) -> None:
    practice_may(most_coming_visits=1)
    AppointmentFactory(patient=PatientFactory(**MIA), starts_at=at(8, day=DAY + timedelta(days=1)))

    assert refused(book) == [DeskRule.COMING]


def test_all_broken_rules_are_in_one_message(book: Book) -> None:
    with pytest.raises(OutsideRules) as error:
        book(at(15), treatment=TreatmentFactory())

    assert str(error.value) == (
        "Dit valt buiten de regels: de kinesitherapeut geeft deze behandeling niet; de"
        " kinesitherapeut werkt dan niet of is afwezig. Zeg waarom om het toch te doen."
    )


def test_what_is_meant_is_booked_and_told_by_name(book: Book) -> None:
    booked = book(at(15), treatment=TreatmentFactory(), overrule=True)

    assert booked.overruled == [DeskRule.NOT_GIVEN, DeskRule.NOT_WORKING]
    assert booked.visit.starts_at == at(15)


@pytest.mark.parametrize(
    ("rules", "minute", "overruled"),
    [
        ({"minimum_notice": timedelta(days=2)}, 0, DeskRule.NOTICE),
        ({"horizon": timedelta(days=1), "minimum_notice": timedelta(0)}, 0, DeskRule.HORIZON),
        ({"step": timedelta(minutes=30)}, 15, DeskRule.STEP),
    ],
)
def test_rules_of_the_website_do_not_bind_the_desk_but_are_told(
    book: Book,
    treatment: Treatment,
    rules: dict[str, timedelta],
    minute: int,
    overruled: DeskRule,
) -> None:
    treatment.step = None
    practice_may(**rules)

    assert book(at(10, minute)).overruled == [overruled]


def test_the_desk_books_what_is_off_line_and_hears_so(book: Book, treatment: Treatment) -> None:
    treatment.is_online = False

    assert book().overruled == [DeskRule.OFF_LINE]


def test_not_even_knowingly_over_another_visit(book: Book, slot: Slot) -> None:
    another_visit(slot)

    with pytest.raises(TimeTaken):
        book(at(8, 15), overrule=True)


def test_not_even_knowingly_over_a_time_that_a_patient_holds(book: Book, slot: Slot) -> None:
    AppointmentFactory(practitioner=slot.practitioner, held=True)

    with pytest.raises(TimeTaken):
        book(overrule=True)


def test_a_hold_that_ran_out_gives_way(book: Book, slot: Slot) -> None:
    hold = AppointmentFactory(practitioner=slot.practitioner, held=True, held_until=NOW)

    booked = book()

    hold.refresh_from_db()
    assert (booked.visit.starts_at, hold.is_cancelled) == (at(8), True)


def test_a_second_click_books_nothing_more_and_overrules_nothing(book: Book) -> None:
    first = book(at(15), overrule=True)

    assert book(at(15), overrule=False) == DeskBooking(first.visit, [])


def test_the_rules_of_the_treatment_hold_at_the_desk_too(book: Book, treatment: Treatment) -> None:
    practice_may(step=timedelta(minutes=5))
    treatment.step = timedelta(minutes=60)

    assert book(at(8, 30)).overruled == [DeskRule.STEP]
