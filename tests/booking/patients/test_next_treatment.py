"""What is proposed to a patient who comes again, in each place where the desk books for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import AppointmentStatus, Complaint
from booking.models import Appointment, Practitioner, Treatment
from booking.models.treatment import TreatmentGroup
from booking.services.patients.glance import glances_at
from booking.services.patients.next_treatment import treatment_after
from tests.factories.booking import AppointmentFactory, PractitionerFactory, TreatmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Treatment:
    treatment: Treatment = TreatmentFactory(name="Nieuwe klacht", complaint=Complaint.NEW)
    return treatment


@pytest.fixture
def ordinary() -> Treatment:
    treatment: Treatment = TreatmentFactory(name="Vervolg", complaint=Complaint.RUNNING)
    return treatment


@pytest.fixture
def hanne(first: Treatment, ordinary: Treatment) -> Practitioner:
    person: Practitioner = PractitionerFactory(name="Hanne", treatments=[first, ordinary])
    return person


def visit_for(treatment: Treatment, person: Practitioner, **more: object) -> Appointment:
    start = timezone.now() - timedelta(days=7)
    visit: Appointment = AppointmentFactory(
        treatment=treatment, practitioner=person, starts_at=start, **more
    )
    return visit


def test_a_first_visit_is_followed_by_the_ordinary_treatment(
    first: Treatment, ordinary: Treatment, hanne: Practitioner
) -> None:
    visit = visit_for(first, hanne)

    assert treatment_after(visit) == ordinary
    assert glances_at([visit.patient], now=timezone.now())[0].treatment == ordinary
    assert treatment_after(visit_for(ordinary, PractitionerFactory())) == ordinary


def test_the_same_therapist_and_the_same_kind_of_treatment_go_before_others(
    first: Treatment, ordinary: Treatment, hanne: Practitioner
) -> None:
    pelvic = TreatmentFactory(group=TreatmentGroup.PELVIC, complaint=Complaint.ANY, sort_order=9)
    visit = visit_for(first, hanne)
    PractitionerFactory(treatments=[pelvic])
    Treatment.objects.filter(pk=first.pk).update(group=TreatmentGroup.PELVIC)
    visit.refresh_from_db()

    assert treatment_after(visit) == ordinary
    hanne.treatments.add(pelvic)
    assert treatment_after(visit) == pelvic


@pytest.mark.parametrize("status", [AppointmentStatus.NOSHOW, AppointmentStatus.CANCELLED])
def test_a_first_visit_to_which_nobody_came_is_still_to_be_made(
    first: Treatment, hanne: Practitioner, status: str
) -> None:
    gone = {"cancelled_at": timezone.now()} if status == AppointmentStatus.CANCELLED else {}

    assert treatment_after(visit_for(first, hanne, status=status, **gone)) == first


def test_where_nothing_else_is_given_the_same_is_proposed(first: Treatment) -> None:
    assert treatment_after(visit_for(first, PractitionerFactory(treatments=[first]))) == first


def test_each_door_proposes_what_follows(
    desk: Client, first: Treatment, ordinary: Treatment, hanne: Practitioner
) -> None:
    visit = visit_for(first, hanne)
    book = f"patient={visit.patient_id}&amp;treatment={ordinary.pk}&amp;practitioner={hanne.pk}"

    assert book in desk.get(f"/beheer/agenda/afspraak/{visit.pk}/").content.decode()
    assert book in desk.get(f"/beheer/patienten/afspraken/{visit.patient_id}/").content.decode()
    for named in (f"afspraak={visit.pk}", f"patient={visit.patient_id}"):
        page = desk.get(f"/beheer/agenda/reeks/?{named}")
        assert page.context["form"]["treatment"].value() == ordinary.slug
    found = desk.post(
        "/beheer/agenda/zoek/", {"zoek": str(visit.patient)}, headers={"HX-Request": "true"}
    )
    assert f"behandeling={ordinary.pk}" in found.content.decode()
    waiting = desk.get(f"/beheer/wachtlijst/erbij/?patient={visit.patient_id}")
    assert waiting.context["form"]["treatment"].value() == ordinary.pk
