"""What the desk sees of each patient whom a search found, before it presses anything."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.choices import AppointmentStatus
from booking.models import Patient
from booking.services.patients.doubles import tell_apart
from booking.services.patients.glance import Glance, glances_at
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


def glance(patient: Patient) -> Glance:
    return glances_at([patient], now=NOW)[0]


def test_it_tells_how_often_a_patient_came_and_the_visits_around_now() -> None:
    mia = PatientFactory()
    series = SeriesFactory(patient=mia)
    visits = [
        AppointmentFactory(
            patient=mia, series=series, treatment=series.treatment, starts_at=NOW + number * DAYS
        )
        for number in (-9, -2, 3, 8)
    ]
    AppointmentFactory(patient=mia, starts_at=NOW - DAYS, cancelled=True)
    AppointmentFactory(patient=mia, starts_at=NOW - DAYS, status=AppointmentStatus.NOSHOW)

    seen = glance(mia)

    assert (seen.visits, seen.last, seen.next) == (4, visits[1], visits[2])
    assert seen.last
    assert (seen.last.turn, seen.last.turns) == (2, 4)
    assert seen.since == visits[0].day
    assert seen.treatment == series.treatment


def test_somebody_who_never_came_is_known_since_the_first_call() -> None:
    seen = glance(PatientFactory(created_at=NOW))

    assert (seen.visits, seen.last, seen.next, seen.treatment) == (0, None, None, None)
    assert seen.since == date(2027, 1, 11)


def test_a_treatment_that_nobody_here_gives_any_more_is_not_proposed() -> None:
    mia = PatientFactory()
    gone = AppointmentFactory(patient=mia, starts_at=NOW - DAYS)
    gone.practitioner.treatments.clear()

    assert glance(mia).treatment is None


def test_a_near_double_is_named_by_what_it_shares() -> None:
    mia = PatientFactory(name="Elke Vandamme", phone="+32472314058", email="elke@patient.example")
    by_phone = PatientFactory(name="Vandame Elke", phone="+32472314058", email="")
    by_mail = PatientFactory(name="Elke Vandamme", phone="", email="Elke@patient.example")
    PatientFactory(name="Piet Vandamme", phone="+32472314058", email="elke@patient.example")
    apart = PatientFactory(name="Elke van Damme", phone="+32472314058", email="")
    for one in (mia, by_phone, by_mail):
        tell_apart(one, apart)

    seen = {one.patient: one.double for one in glances_at([mia, by_phone, by_mail, apart], now=NOW)}

    assert seen == {mia: "phone", by_phone: "phone", by_mail: "email", apart: ""}


def test_it_takes_four_queries_for_any_number_of_patients() -> None:
    numbers = count(-5)
    person, treatment = PractitionerFactory(), TreatmentFactory()

    def more_people() -> None:
        for _ in range(3):
            patient = PatientFactory()
            for _visit in range(2):
                AppointmentFactory(
                    patient=patient,
                    practitioner=person,
                    treatment=treatment,
                    starts_at=NOW + next(numbers) * DAYS,
                )

    def queries() -> int:
        people = list(Patient.objects.all())
        with CaptureQueriesContext(connection) as asked:
            glances_at(people, now=NOW)
        return len(asked)

    more_people()
    few = queries()
    more_people()

    assert queries() == few == 4
