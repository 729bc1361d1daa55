"""Moving an appointment on the website: choose, hold, say yes; and back and forth."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus, CancelledBy, NotificationKind
from booking.models import Appointment, Notification
from booking.services.visits.cancel import cancel
from tests.booking.conftest import OpenPractice
from tests.booking.support.move_pages import confirm_path, visit
from tests.booking.support.visit_links import move_list_path
from tests.factories.booking import AppointmentFactory, PractitionerFactory, SlotFactory

__all__ = ["visit"]

pytestmark = pytest.mark.django_db


def shown_moments(page: Any) -> list[datetime]:
    return [moment.starts_at for part in page.context["calendar"].parts for moment in part.moments]


def test_the_list_names_the_present_moment_and_leaves_out_what_overlaps_it(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    page = client.get(move_list_path(visit))

    assert "9.00\xa0u" in page.content.decode()
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
    assert ("9.00\xa0u" in asked, "10.00\xa0u" in asked) == (True, True)
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


def test_of_two_windows_each_moves_the_visit_when_it_is_confirmed(
    client: Client, visit: Appointment, practice_with_room: OpenPractice
) -> None:
    first = confirm_path(client, visit, practice_with_room.at(10))
    second = confirm_path(client, visit, practice_with_room.at(11))

    assert "We houden dit moment niet meer voor je vast" in client.get(first).content.decode()
    starts = []
    for path in (first, second, first):
        client.post(path)
        visit.refresh_from_db()
        starts.append(visit.starts_at)

    # A time that was used is not taken again: the last press is an old page, by the back button.
    at = practice_with_room.at
    assert starts == [at(10), at(11), at(11)]


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
    words = page.content.decode()
    assert "Je afspraak is niet verplaatst. Deze afspraak was al geannuleerd." in words


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

    with django_assert_num_queries(9):
        client.get(move_list_path(visit))
