"""An appointment to move on the website, and the forms of its pages."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.booking.support.visit_links import move_list_path
from tests.factories.booking import AppointmentFactory


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """An appointment at nine o'clock in three days."""
    booked: Appointment = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
    )
    return booked


def press(visit: Appointment, starts_at: datetime, **changes: str) -> dict[str, str]:
    """The form that a button in the list sends."""
    moment = f"{visit.practitioner.slug}|{starts_at.isoformat()}"
    return {"moment": moment, "sleutel": str(uuid4())} | changes


def confirm_path(client: Client, visit: Appointment, starts_at: datetime) -> str:
    """Hold a moment; the path of the page that asks if the patient is sure."""
    page = client.post(move_list_path(visit), press(visit, starts_at))
    assert page.status_code == 302
    return str(page.url)
