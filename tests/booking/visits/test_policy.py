"""The words on cancelling that are stored with an appointment that is booked."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Appointment, AppointmentSeries, Policy
from booking.models.patient import ContactDetails
from booking.scheduling.openings import Opening
from booking.services.series.book_series import book_series
from booking.services.series.hold_series import hold_series
from booking.services.visits.book import book
from booking.services.visits.book_at_desk import book_at_desk
from tests.booking.support.policy import WORDS, agreed
from tests.booking.support.racing import together
from tests.factories.booking import (
    MIA,
    NOW,
    AppointmentFactory,
    PolicyFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    at,
)

pytestmark = pytest.mark.django_db


def test_another_wording_is_another_policy_and_leaves_the_first() -> None:
    first, second, third = (AppointmentFactory(held=True, starts_at=at(n)) for n in (8, 9, 10))

    for held, words in ((first, WORDS), (second, "Anders."), (third, WORDS)):
        details = ContactDetails(f"Mia {held.pk}a", f"mia{held.pk}@patient.example", "")
        book(held=held, details=details, agreed_to=words, now=NOW)

    assert agreed() == [WORDS, "Anders.", WORDS]
    assert [policy.text for policy in Policy.objects.all()] == [WORDS, "Anders."]


def test_nobody_agreed_on_line_to_what_the_desk_books() -> None:
    visit = AppointmentFactory.build(
        treatment=TreatmentFactory(), practitioner=PractitionerFactory()
    )
    PolicyFactory()

    booked = book_at_desk(
        treatment=visit.treatment,
        practitioner=visit.practitioner,
        starts_at=visit.starts_at,
        details=MIA,
        overrule=True,
        now=NOW,
    )

    assert (booked.visit.policy, booked.visit.consented_at) == (None, None)


def test_more_visits_in_a_series_cost_no_more_queries() -> None:
    treatment = TreatmentFactory(duration=timedelta(minutes=30))
    practitioner = PractitionerFactory()
    counts = []
    for weeks, words in ((range(2), WORDS), (range(2, 8), "Anders.")):
        series = series_on(treatment, practitioner, weeks)
        with CaptureQueriesContext(connection) as queries:
            book_series(series=series, details=MIA, agreed_to=words, now=NOW)
        counts.append(len(queries))

    # The first also makes the patient.
    assert counts[0] >= counts[1]
    assert agreed() == [WORDS] * 2 + ["Anders."] * 6


def series_on(treatment: Any, practitioner: Any, weeks: range) -> AppointmentSeries:
    starts = [at(8) + timedelta(weeks=week) for week in weeks]
    for start in starts:
        SlotFactory(
            practitioner=practitioner, starts_at=start, ends_at=start + timedelta(minutes=30)
        )
    visits = [Opening(start, start + treatment.duration, practitioner.pk) for start in starts]
    return hold_series(treatment=treatment, visits=visits, key=uuid4(), now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_deadlock")
@pytest.mark.parametrize("_round", range(5))
def test_the_first_two_who_agree_at_once_agree_to_the_same_policy(_round: int) -> None:
    works = []
    for number in range(6):
        held = AppointmentFactory(held=True)
        details = ContactDetails(f"Mia {'abcdef'[number]}", f"mia{number}@patient.example", "")

        def work(held: Appointment = held, details: ContactDetails = details) -> Appointment:
            return book(held=held, details=details, agreed_to=WORDS, now=NOW)

        works.append(work)

    booked = together(*works)

    policy = Policy.objects.get()
    assert [visit.policy for visit in booked] == [policy] * 6
