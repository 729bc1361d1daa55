"""Patients who are expected in an internal block: the agenda, and the list of what needs a call."""

import pytest
from django.test import Client
from django.urls import reverse

from booking.choices import AppointmentStatus
from booking.models import Appointment, InternalBlock
from booking.reception.presenters.agenda import agenda_of
from booking.reception.presenters.attention.kinds import attention_of, count_needs
from booking.scheduling.clock import clinic_date
from booking.services.schedule.visits_in_absence import visits_in_absences
from tests.booking.support.attention import listed
from tests.factories.booking import NOW, AbsenceFactory, AppointmentFactory, PractitionerFactory
from tests.factories.hours import InternalBlockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Appointment:
    """An appointment with somebody who gives nothing, in an internal block."""
    visit: Appointment = AppointmentFactory(
        patient__name="Jeannine Wouters",
        practitioner__name="Yasmina El Idrissi",
        practitioner__treatments=[],
    )
    InternalBlockFactory(
        practitioner=visit.practitioner, starts_at=visit.starts_at, ends_at=visit.ends_at
    )
    return visit


def test_an_internal_block_is_a_row_while_somebody_is_expected_in_it(
    desk: Client, visit: Appointment
) -> None:
    InternalBlockFactory(practitioner=PractitionerFactory(treatments=[]))

    assert listed() == ["Jeannine Wouters wordt verwacht, Yasmina El Idrissi heeft een intern blok"]
    assert count_needs(now=NOW) == 1
    [(_group, [row])] = attention_of(now=NOW).groups
    [verb] = row.need.verbs
    assert verb.url == reverse("afwezigheden:visits", args=[InternalBlock.objects.first().pk])
    page = desk.get(verb.url).content.decode()
    assert ("Afspraken in dit intern blok" in page, "Jeannine Wouters" in page) == (True, True)

    visit.status = AppointmentStatus.ARRIVED
    visit.save()
    assert (listed(), count_needs(now=NOW)) == ([], 0)


def test_who_is_expected_in_an_absence_over_an_internal_block_is_one_row(
    visit: Appointment,
) -> None:
    away = AbsenceFactory(practitioner=visit.practitioner)

    assert listed() == ["Jeannine Wouters wordt verwacht, Yasmina El Idrissi is afwezig"]
    assert count_needs(now=NOW) == 1

    away.delete()
    assert listed() == ["Jeannine Wouters wordt verwacht, Yasmina El Idrissi heeft een intern blok"]


def test_the_list_and_the_agenda_name_the_same_appointments(visit: Appointment) -> None:
    beside = AppointmentFactory(practitioner=visit.practitioner, starts_at=visit.ends_at)

    columns = agenda_of(clinic_date(visit.starts_at), now=NOW).columns
    marked = [one.appointment for column in columns for one in column.visits if one.hit_by]
    [(_absence, found)] = visits_in_absences(now=NOW, most=9)

    assert marked == list(found) == [visit]
    assert beside not in found
