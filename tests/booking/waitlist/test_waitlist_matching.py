"""Who waits is offered what was asked for, and can still come to."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from booking.choices import Weekday
from booking.models import (
    Practitioner,
    Treatment,
)
from booking.scheduling.parts_of_day import PartOfDay
from booking.services.waitlist.answer_offer import decline_offer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.waitlist import starts, waits
from tests.factories.booking import (
    DAY,
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    at,
    practice_may,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wishes",
    [
        {"weekdays": [Weekday.MONDAY, Weekday.WEDNESDAY]},
        {"parts": [PartOfDay.AFTERNOON, PartOfDay.EVENING]},
        {"from_day": date(2027, 1, 13)},
        {"until_day": DAY - timedelta(days=1)},
    ],
)
def test_what_was_not_asked_for_is_not_offered(
    free_hour: Treatment, wishes: dict[str, Any]
) -> None:
    waits(free_hour, **wishes)

    assert make_offers(now=NOW) == 0


def test_a_therapist_who_was_not_asked_for_is_not_offered(free_hour: Treatment) -> None:
    waits(free_hour, practitioner=PractitionerFactory(treatments=[free_hour]))

    assert make_offers(now=NOW) == 0


def test_only_what_is_before_the_present_visit_is_offered(
    free_hour: Treatment, therapist: Practitioner
) -> None:
    elsewhere = PractitionerFactory(treatments=[free_hour])
    # Half past eight would still be under way when the visit begins.
    visit = AppointmentFactory(treatment=free_hour, practitioner=elsewhere, starts_at=at(8, 45))
    entry = waits(free_hour, patient=visit.patient, appointment=visit)
    make_offers(now=NOW)
    decline_offer(offer=entry.offers.get(), now=NOW)

    make_offers(now=NOW)

    assert starts() == [at(8)]


def test_a_moment_is_not_offered_to_the_same_person_twice(free_hour: Treatment) -> None:
    entry = waits(free_hour)
    for _number in range(3):
        make_offers(now=NOW)
        for offer in entry.offers.open():
            decline_offer(offer=offer, now=NOW)

    assert starts() == [at(8), at(8, 30)]


def test_the_patient_hears_in_time_to_come(free_hour: Treatment) -> None:
    """An offer of three hours, and the visit an hour later at the earliest."""
    practice_may(mail_from=time(5))
    waits(free_hour)

    made = [make_offers(now=at(4, 31)), make_offers(now=at(4, 30))]

    assert (made, starts()) == ([0, 1], [at(8, 30)])


def test_the_notice_of_the_treatment_holds_when_it_is_longer(free_hour: Treatment) -> None:
    free_hour.minimum_notice = timedelta(days=1)
    free_hour.save()
    waits(free_hour)

    assert make_offers(now=NOW) == 0


def test_a_patient_is_not_offered_a_second_visit_on_one_day(free_hour: Treatment) -> None:
    visit = AppointmentFactory(treatment=free_hour, starts_at=at(15))
    waits(free_hour, patient=visit.patient)

    assert make_offers(now=NOW) == 0


def test_the_visit_that_would_be_replaced_does_not_count(free_hour: Treatment) -> None:
    visit = AppointmentFactory(treatment=free_hour, starts_at=at(15))
    waits(free_hour, patient=visit.patient, appointment=visit)

    assert make_offers(now=NOW) == 1
