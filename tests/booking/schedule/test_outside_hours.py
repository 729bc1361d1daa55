"""Appointments that a change of hours leaves outside them stay booked, and are listed to call."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.choices import CancelledBy
from booking.models import Absence, Appointment, HoursChange, Practitioner
from booking.scheduling.clock import CLINIC_TZ
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.outside_hours import appointments_outside_hours
from booking.services.schedule.slots import delete_slot, save_slot
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from tests.booking.conftest import OpenPractice
from tests.booking.support.previews import saved
from tests.booking.support.working_time import slot_made_shorter
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> Practitioner:
    """Works from 8 to 11 UTC."""
    person: Practitioner = PractitionerFactory()
    SlotFactory(practitioner=person)
    return person


def outside(change: HoursChange | None = None) -> Sequence[Appointment]:
    return appointments_outside_hours(now=NOW + timedelta(minutes=1), change=change)


def test_only_what_lay_in_the_hours_before_is_listed(noor: Practitioner) -> None:
    inside, half, still = (
        AppointmentFactory(practitioner=noor, starts_at=start)
        for start in (at(8), at(9, 45), at(10, 30))
    )
    AppointmentFactory(practitioner=noor, starts_at=at(14))  # outside on purpose
    AppointmentFactory(starts_at=at(8))  # with another therapist

    outcome = slot_made_shorter(noor)

    assert list(outside(outcome.change)) == [inside, half]
    assert still.is_expected


def test_what_was_moved_cancelled_or_lies_inside_again_leaves_the_list(noor: Practitioner) -> None:
    moved, cancelled, inside_again = (
        AppointmentFactory(practitioner=noor, starts_at=at(hour)) for hour in (8, 9, 10)
    )
    slot = noor.slots.get()
    delete_slot(slot, now=NOW)
    later = NOW + timedelta(minutes=1)

    cancel(appointment=cancelled, by=CancelledBy.PRACTICE, now=later)
    move_at_desk(appointment=moved, practitioner=noor, starts_at=at(15), overrule=True, now=later)
    assert list(outside()) == [inside_again]
    SlotFactory(practitioner=noor, starts_at=at(10), ends_at=at(11))

    assert list(outside()) == []


def test_who_is_to_be_called_is_listed_as_well_when_the_therapist_works_again_later(
    noor: Practitioner,
) -> None:
    visit = AppointmentFactory(practitioner=noor)
    slot = noor.slots.get()
    week = timedelta(weeks=1)
    SlotFactory(practitioner=noor, starts_at=slot.starts_at + week, ends_at=slot.ends_at + week)

    outcome = delete_slot(slot, now=NOW)

    assert list(outside(outcome.change)) == [visit]


def test_a_change_that_hits_nobody_is_not_kept(noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor, starts_at=at(10))

    outcome = slot_made_shorter(noor)

    assert (outcome.change, HoursChange.objects.count()) == (None, 0)


def test_an_absence_that_is_lifted_takes_its_appointments_off_the_list(noor: Practitioner) -> None:
    visit = AppointmentFactory(practitioner=noor)
    absence = Absence(practitioner=noor, starts_at=at(8), ends_at=at(9))
    save_absence(absence, now=NOW)
    assert list(outside()) == [visit]

    delete_absence(absence, now=NOW)

    assert list(outside()) == []


def test_a_slot_that_grows_by_hand_keeps_what_was_in_it(noor: Practitioner) -> None:
    AppointmentFactory(practitioner=noor)
    slot = noor.slots.get()
    slot.ends_at = at(12)

    assert save_slot(slot, now=NOW).change is None


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    visit: Appointment = AppointmentFactory(
        practitioner=practice_with_room.practitioner,
        starts_at=practice_with_room.at(9),
        arranged_at=timezone.now() - timedelta(days=1),
        patient__phone="+3251002085",
    )
    return visit


def press(desk: Client, practice: OpenPractice, what: str) -> Any:
    """Close the hours of the practice through a screen."""
    slot, person = practice.slot, practice.practitioner
    if what == "slot deleted":
        return saved(desk, f"/beheer/beschikbaarheid/delete/{slot.pk}/", {})
    if what == "slot shortened":
        hours = (practice.at(10), practice.at(12))
        starts, ends = (f"{one.astimezone(CLINIC_TZ):%d/%m/%Y %H:%M}" for one in hours)
        data = {"practitioner": person.pk, "starts_at": starts, "ends_at": ends}
        return saved(desk, f"/beheer/beschikbaarheid/edit/{slot.pk}/", data)
    return desk.post(
        f"/beheer/kinesitherapeuten/edit/{person.pk}/",
        {"name": person.name, "slug": person.slug, "sort_order": 0},
        follow=True,
    )


@pytest.mark.parametrize("what", ["slot deleted", "slot shortened", "therapist left"])
def test_the_screen_leads_to_whom_to_call_and_the_menu_finds_it_back(
    client: Client, practice_with_room: OpenPractice, visit: Appointment, what: str
) -> None:
    client.force_login(UserFactory(is_superuser=True))

    page = press(client, practice_with_room, what)

    [(leads_to, _status)] = page.redirect_chain
    assert leads_to == reverse("buiten_uren:of_change", args=[HoursChange.objects.get().pk])
    for url in (leads_to, "/beheer/buiten-de-uren/"):
        text = client.get(url).content.decode()
        assert [words in text for words in (visit.patient.name, "tel:+3251002085")] == [True, True]
        assert client.get(url).context["visits"] == [visit]
    assert "/beheer/buiten-de-uren/" in client.get("/beheer/").content.decode()


def test_from_the_list_a_visit_is_cancelled_without_losing_the_place(
    desk: Client, practice_with_room: OpenPractice, visit: Appointment
) -> None:
    url = press(desk, practice_with_room, "slot deleted").redirect_chain[0][0]

    done = desk.post(reverse("agenda:change", args=[visit.pk]), {"verb": "cancel", "next": url})

    assert done.url == url
    assert desk.get(url).context["visits"] == []


def test_the_list_takes_the_same_queries_for_any_number_of_visits(
    desk: Client, practice_with_room: OpenPractice, visit: Appointment
) -> None:
    for hour in (10, 11):
        AppointmentFactory(
            practitioner=visit.practitioner,
            starts_at=practice_with_room.at(hour),
            arranged_at=visit.arranged_at,
        )
    url = press(desk, practice_with_room, "slot deleted").redirect_chain[0][0]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(url).status_code == 200
        return len(asked)

    queries()
    of_three = queries()
    Appointment.objects.exclude(pk=visit.pk).update(status="fulfilled", arranged_at=timezone.now())

    assert queries() == of_three


@pytest.mark.parametrize(("group", "status"), [("Kinesitherapeuten", 200), ("Redactie", 302)])
def test_therapists_read_the_list_and_change_nothing(
    client: Client, group: str, status: int
) -> None:
    client.force_login(UserFactory(groups=[group]))

    page = client.get("/beheer/buiten-de-uren/")

    assert (page.status_code, 'value="cancel"' in page.content.decode()) == (status, False)
