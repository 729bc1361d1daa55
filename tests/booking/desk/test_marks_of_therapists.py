"""Therapists note whether their patients came, and change nothing else of an appointment."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus
from booking.models import Appointment, Practitioner
from tests.factories.booking import AppointmentFactory, PractitionerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist(client: Client) -> Practitioner:
    """A therapist whose browser `client` is."""
    user = UserFactory(groups=["Kinesitherapeuten"])
    client.force_login(user)
    return PractitionerFactory(user=user)


def visit_now(person: Practitioner, **facts: Any) -> Appointment:
    """An appointment that began a minute ago."""
    visit: Appointment = AppointmentFactory(
        practitioner=person, starts_at=timezone.now() - timedelta(minutes=1), **facts
    )
    return visit


def verbs_on(client: Client, url: str) -> set[str]:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return {str(button["value"]) for button in page.select('button[name="verb"]')}


def press(client: Client, visit: Appointment, verb: str) -> HttpResponse:
    url = f"{reverse('agenda:change', args=[visit.pk])}?getoond={visit.version}"
    answer = client.post(url, {"verb": verb})
    visit.refresh_from_db()
    return answer


def test_the_agenda_and_the_appointment_offer_what_therapists_may_press(
    client: Client, therapist: Practitioner
) -> None:
    visit = visit_now(therapist)

    assert "check_in" in verbs_on(client, reverse("agenda:index"))
    offered = verbs_on(client, reverse("agenda:visit", args=[visit.pk]))
    assert offered == {"check_in", "mark_noshow", "fulfil"}


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("check_in", AppointmentStatus.ARRIVED),
        ("mark_noshow", AppointmentStatus.NOSHOW),
        ("fulfil", AppointmentStatus.FULFILLED),
    ],
)
def test_a_therapist_notes_whether_the_patient_came(
    client: Client, therapist: Practitioner, verb: str, status: str
) -> None:
    visit = visit_now(therapist)

    press(client, visit, verb)

    assert visit.status == status
    assert visit.changed_by == therapist.user


@pytest.mark.parametrize("verb", ["cancel", "cancel_as_asked", "send_again", "reinstate"])
def test_what_else_the_desk_does_is_refused(
    client: Client, therapist: Practitioner, verb: str
) -> None:
    visit = visit_now(therapist, cancelled=verb == "reinstate")
    before = visit.status

    press(client, visit, verb)

    assert visit.status == before


def test_an_appointment_of_a_colleague_is_not_there(
    client: Client, therapist: Practitioner
) -> None:
    visit = visit_now(PractitionerFactory())

    answer = press(client, visit, "check_in")

    assert (answer.status_code, visit.status) == (404, AppointmentStatus.BOOKED)
