"""The page of an appointment: its buttons, and the mails about it."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.choices import AppointmentStatus, CancelledBy, NotificationStatus
from booking.models import Appointment
from tests.factories.booking import (
    DAY,
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    SlotFactory,
)

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


@pytest.mark.parametrize("reason", ["absence", "closed hours", "other visit"])
def test_a_visit_that_is_taken_back_says_what_became_of_its_hour(desk: Client, reason: str) -> None:
    visit = AppointmentFactory(cancelled=True)
    if reason != "closed hours":
        SlotFactory(practitioner=visit.practitioner)
    if reason == "absence":
        AbsenceFactory(practitioner=visit.practitioner)
    if reason == "other visit":
        AppointmentFactory(patient=visit.patient)

    change(desk, visit, "reinstate")

    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.BOOKED
    told = desk.get("/beheer/agenda/").context["bar"].text
    named = {
        "other visit": "de patiënt heeft op dat uur al een andere afspraak",
    }.get(reason, "de kinesitherapeut werkt dan niet of is afwezig")
    assert str(told).startswith("Toch niet geannuleerd: ")
    assert f". Let op: {named}" in str(told)
    assert "Buiten de regels" not in str(told)  # nobody overruled anything


@pytest.mark.parametrize("starts_at", [NOW - timedelta(days=7), NOW + timedelta(days=7)])
def test_a_visit_that_is_taken_back_where_all_is_as_before_says_no_more(
    desk: Client, starts_at: datetime
) -> None:
    visit = AppointmentFactory(cancelled=True, starts_at=starts_at)
    visit.practitioner.treatments.add(visit.treatment)
    SlotFactory(
        practitioner=visit.practitioner,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
    )

    change(desk, visit, "reinstate")

    told = desk.get("/beheer/agenda/").context["bar"].text
    assert "Let op" not in str(told)


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


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (NotificationStatus.OWED, "Stuur het bericht nu"),
        (NotificationStatus.FAILED, "Stuur het laatste bericht opnieuw"),
    ],
)
def test_a_mail_that_did_not_go_out_yet_is_not_sent_again(
    desk: Client, status: NotificationStatus, label: str
) -> None:
    owed = NotificationFactory(status=status)

    page = desk.get(f"/beheer/agenda/afspraak/{owed.appointment_id}/").content.decode()

    assert re.findall("Stuur [^<]*", page) == [label]
