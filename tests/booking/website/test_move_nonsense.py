"""Moving on the website with forged forms and links, and when it is too late."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus
from booking.links import Purpose
from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.booking.support.move_pages import confirm_path, press, visit
from tests.booking.support.visit_links import move_list_path
from tests.factories.booking import AppointmentFactory

__all__ = ["visit"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes",
    [
        {"status": AppointmentStatus.ARRIVED},
        {"status": AppointmentStatus.FULFILLED},
        {"change_until": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["arrived", "over", "after the cut-off"],
)
def test_what_cannot_move_any_more_shows_the_visit(
    client: Client, visit: Appointment, practice_with_room: OpenPractice, changes: dict[str, Any]
) -> None:
    Appointment.objects.filter(pk=visit.pk).update(**changes)

    page = client.get(move_list_path(visit))
    answer = client.post(move_list_path(visit), press(visit, practice_with_room.at(10)))

    assert (page.status_code, page.url) == (302, links.visit_path(visit))
    assert answer.status_code == 409
    assert "Je afspraak is niet verplaatst." in answer.content.decode()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"moment": ""},
        {"moment": "\x00|2027"},
        {"moment": "nobody|2027-01-12T09:00:00+00:00"},
        {"moment": "noor-tester|2020-01-12T09:00:00+00:00"},
        {"moment": "noor-tester|9999-12-31T23:59:59-23:59"},
        {"moment": "noor-tester|2027-01-12T09:00:00"},
        {"moment": "x" * 10_000},
        {"sleutel": "geen"},
    ],
)
def test_a_forged_form_holds_nothing(
    client: Client, visit: Appointment, practice_with_room: OpenPractice, changes: dict[str, str]
) -> None:
    practice_with_room.practitioner.slug = "noor-tester"
    practice_with_room.practitioner.save()

    page = client.post(move_list_path(visit), press(visit, practice_with_room.at(10)) | changes)

    assert page.status_code == 409
    assert Appointment.objects.count() == 1


def test_a_hold_for_one_visit_does_not_move_another(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    other = AppointmentFactory(starts_at=practice_with_room.at(9))
    confirm_path(client, visit, practice_with_room.at(10))
    held = Appointment.objects.get(moves=visit)

    page = client.post(links.move_path(other, held))

    other.refresh_from_db()
    assert (page.status_code, other.starts_at) == (404, practice_with_room.at(9))


def test_a_hold_for_a_move_cannot_be_booked_by_somebody_new(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    confirm_path(client, visit, practice_with_room.at(10))
    held = Appointment.objects.get(moves=visit)

    token = links.token(Purpose.MOVE, held)

    assert client.get(reverse("booking:details", args=[token])).status_code == 404
