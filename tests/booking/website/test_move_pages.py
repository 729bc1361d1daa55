"""Moving a visit on the website: choose, hold, say yes. Back and forth, and with forged forms."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.links import Purpose
from booking.models import Appointment, Notification
from booking.services.visits.cancel import cancel
from tests.booking.conftest import OpenPractice
from tests.booking.support.visit_links import move_list_path
from tests.factories.booking import AppointmentFactory, PractitionerFactory, SlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    """At nine o'clock in three days."""
    booked: Appointment = AppointmentFactory(
        treatment=practice_with_room.treatment,
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
    )
    return booked


def press(visit: Appointment, starts_at: datetime, **changes: str) -> dict[str, str]:
    """What a button in the list sends."""
    moment = f"{visit.practitioner.slug}|{starts_at.isoformat()}"
    return {"moment": moment, "sleutel": str(uuid4())} | changes


def confirm_path(client: Client, visit: Appointment, starts_at: datetime) -> str:
    """Of the page that asks, once the moment is held."""
    page = client.post(move_list_path(visit), press(visit, starts_at))
    assert page.status_code == 302
    return str(page.url)


def shown_moments(page: Any) -> list[datetime]:
    return [moment.starts_at for part in page.context["calendar"].parts for moment in part.moments]


def test_the_list_names_the_present_moment_and_leaves_out_what_overlaps_it(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = client.get(move_list_path(visit))

    assert "9.00 u" in page.content.decode()
    first = practice_with_room.at(9, 30)
    half_hours = [first + n * timedelta(minutes=30) for n in range(5)]
    assert shown_moments(page) == half_hours


def test_a_day_on_which_the_patient_comes_already_is_not_offered(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    next_day = practice_with_room.at(9) + timedelta(days=1)
    SlotFactory(
        practitioner=visit.practitioner, starts_at=next_day, ends_at=next_day + timedelta(hours=3)
    )
    AppointmentFactory(patient=visit.patient, starts_at=next_day + timedelta(hours=1))

    page = client.get(move_list_path(visit))

    assert [day.date for day in page.context["calendar"].days] == [visit.day]


def test_other_therapists_are_a_link_away(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    other = PractitionerFactory(name="Bram Tester")
    SlotFactory(
        practitioner=other, starts_at=practice_with_room.at(9), ends_at=practice_with_room.at(10)
    )

    page = client.get(move_list_path(visit), {"kinesitherapeut": "ieder"})

    assert shown_moments(page)[0] == practice_with_room.at(9)
    assert page.context["other_url"] == move_list_path(visit)


def test_the_patient_moves_with_two_presses_and_one_mail_is_owed(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))
    asked = client.get(path).content.decode()
    assert ("9.00 u" in asked, "10.00 u" in asked) == (True, True)
    assert "We houden dit moment voor je vrij tot" in asked

    page = client.post(path, follow=True)

    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (practice_with_room.at(10), 1)
    assert "Je afspraak is verplaatst" in page.content.decode()
    assert [mail.kind for mail in Notification.objects.owed()] == [NotificationKind.BOOKED]


def test_no_leaves_the_visit_and_gives_the_new_time_back(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))

    page = client.post(path, {"niet": "ja"})

    assert page.url == links.visit_path(visit)
    assert list(Appointment.objects.holding_time(timezone.now())) == [visit]


def test_a_second_click_and_the_back_button_lead_to_the_visit(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))
    client.post(path)

    again, back = client.post(path), client.get(path)

    assert urlsplit(again.url).path == back.url == links.visit_path(visit)
    assert Notification.objects.count() == 1


def test_another_window_that_held_another_time_released_the_first(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    first = confirm_path(client, visit, practice_with_room.at(10))
    second = confirm_path(client, visit, practice_with_room.at(11))

    refused = client.post(first)

    assert refused.status_code == 409
    assert "We konden dat moment niet langer vrijhouden" in refused.content.decode()
    client.post(second)
    visit.refresh_from_db()
    assert visit.starts_at == practice_with_room.at(11)


def test_a_limit_is_told_and_the_visit_stays(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))
    AppointmentFactory(patient=visit.patient, starts_at=practice_with_room.at(11))

    page = client.post(path)

    visit.refresh_from_db()
    assert (page.status_code, visit.starts_at) == (409, practice_with_room.at(9))
    assert "Je hebt die dag al een afspraak" in page.content.decode()


def test_a_visit_that_was_cancelled_in_another_window_does_not_move(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    path = confirm_path(client, visit, practice_with_room.at(10))
    cancel(appointment=visit, by=CancelledBy.PATIENT, now=timezone.now())

    page = client.post(path, follow=True)

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.CANCELLED
    assert "Deze afspraak is geannuleerd" in page.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"status": AppointmentStatus.ARRIVED},
        {"status": AppointmentStatus.FULFILLED},
        {"change_until": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["arrived", "over", "after the cut-off"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_move_any_more_shows_the_visit(
    client: Client,
    visit: Appointment,
    practice_with_room: OpenPractice,
    changes: dict[str, Any],
    method: str,
) -> None:
    Appointment.objects.filter(pk=visit.pk).update(**changes)

    page = getattr(client, method)(
        move_list_path(visit), press(visit, practice_with_room.at(10)), follow=False
    )

    assert (page.status_code, page.url) == (302, links.visit_path(visit))
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


@pytest.mark.parametrize("days", [1, 8])
def test_the_list_takes_the_same_queries_for_a_day_and_for_eight(
    client: Client,
    visit: Appointment,
    practice_with_room: OpenPractice,
    django_assert_num_queries: Any,
    days: int,
) -> None:
    for day in range(1, days):
        SlotFactory(
            practitioner=visit.practitioner,
            starts_at=practice_with_room.at(9) + timedelta(days=day),
            ends_at=practice_with_room.at(12) + timedelta(days=day),
        )
    client.get(move_list_path(visit))

    with django_assert_num_queries(8):
        client.get(move_list_path(visit))
