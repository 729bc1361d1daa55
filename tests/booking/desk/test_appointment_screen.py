"""The page of an appointment: its buttons, and the mails about it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy
from booking.models import Appointment
from tests.factories.booking import DAY, NOW, AppointmentFactory, NotificationFactory

pytestmark = pytest.mark.django_db


def change(desk: Client, visit: Appointment, verb: str) -> Any:
    return desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": verb})


def test_checking_in_and_taking_it_back(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now())

    change(desk, visit, "check_in")
    visit.refresh_from_db()
    arrived = visit.status
    change(desk, visit, "undo_check_in")
    visit.refresh_from_db()

    assert (arrived, visit.status) == (AppointmentStatus.ARRIVED, AppointmentStatus.BOOKED)


def test_nobody_arrives_for_a_visit_on_another_day(desk: Client) -> None:
    visit = AppointmentFactory(starts_at=timezone.now() + timedelta(days=1))

    change(desk, visit, "check_in")

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


def test_a_cancelled_visit_is_found_below_the_agenda_and_taken_back(desk: Client) -> None:
    visit = AppointmentFactory(cancelled=True)

    page = desk.get("/beheer/agenda/", {"dag": DAY.isoformat()})
    change(desk, visit, "reinstate")

    assert page.context["agenda"].cancelled == [visit]
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED


def test_the_desk_cancels_even_at_the_last_minute(desk: Client) -> None:
    visit = AppointmentFactory()

    change(desk, visit, "cancel")

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_by) == (AppointmentStatus.CANCELLED, CancelledBy.PRACTICE)


def test_a_verb_that_does_not_fit_any_more_gets_a_message(desk: Client) -> None:
    visit = AppointmentFactory(cancelled=True)

    page = desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": "check_in"}, follow=True)

    assert [str(message).strip() for message in page.context["messages"]] == [
        "Dat kan niet meer met deze afspraak."
    ]


def test_a_verb_that_does_not_exist_is_refused(desk: Client) -> None:
    assert change(desk, AppointmentFactory(), "delete").status_code == 400


def test_a_get_changes_no_visit(desk: Client) -> None:
    visit = AppointmentFactory()

    page = desk.get(reverse("agenda:change", args=[visit.pk]), {"verb": "cancel"})

    assert page.status_code == 405


def test_the_visit_page_tells_what_was_mailed(desk: Client) -> None:
    mail = NotificationFactory()
    mail.mark_sent(NOW)
    mail.save()

    page = desk.get(reverse("agenda:visit", args=[mail.appointment.pk]))

    assert "Bevestiging: Verstuurd" in " ".join(page.content.decode().split())


def test_a_hold_has_no_page(desk: Client) -> None:
    held = AppointmentFactory(held=True)

    assert desk.get(reverse("agenda:visit", args=[held.pk])).status_code == 404
