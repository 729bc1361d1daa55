"""Another moment after all, the back button, two tabs: nothing is booked twice or lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus
from booking.errors import TooManyVisits
from booking.models import Appointment, BookingRules, Notification, Patient
from tests.booking.conftest import OpenPractice
from tests.factories.booking import SlotFactory

pytestmark = pytest.mark.django_db
OPENINGS = "/afspraak/momenten/"
Details = Callable[..., dict[str, Any]]


def asked_again(client: Client, page: Any, typed: dict[str, Any]) -> Any:
    """The button "another moment" on the page of details."""
    return client.post(page.url, typed | {"ander": "ja"})


def test_choosing_another_moment_gives_the_time_back(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    held = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9)))

    asked_again(client, held, details())

    assert Appointment.objects.get().status == AppointmentStatus.CANCELLED
    others = Client().get(OPENINGS, practice_with_room.choice())
    assert others.context["calendar"].shown.count == 6


def test_what_was_typed_is_there_for_the_next_moment(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    at = practice_with_room.at
    held = client.post(OPENINGS, practice_with_room.press(at(9)))
    asked_again(client, held, details(email="mia"))

    page = client.post(OPENINGS, practice_with_room.press(at(10)), follow=True)

    form = page.context["form"]
    assert {name: form[name].value() for name in ("name", "email", "phone", "consent")} == {
        "name": "Mia Voorbeeld",
        "email": "mia",
        "phone": "0470 12 34 56",
        "consent": None,
    }


def test_booking_forgets_what_was_typed(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    held = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9)))
    asked_again(client, held, details())
    held = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(10)))

    client.post(held.url, details())

    assert client.cookies["getypt"].value == ""


@pytest.mark.parametrize("preference", [True, False])
def test_the_way_back_keeps_the_choice_as_it_was(
    client: Client, practice_with_room: OpenPractice, details: Details, preference: bool
) -> None:
    choice = {"klacht": "new", "voorschrift": "2026-10-01"}
    if not preference:
        choice["kinesitherapeut"] = ""
    held = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9), **choice))

    back = asked_again(client, held, details())

    page = client.get(back.url)
    chosen = page.context["choice"]
    assert chosen.practitioner == (practice_with_room.practitioner if preference else None)
    assert (chosen.treatment, chosen.complaint) == (practice_with_room.treatment, "new")
    assert str(chosen.prescription.prescribed_on) == "2026-10-01"
    assert page.context["calendar"].shown.date == practice_with_room.at(9).date()


def test_pressing_another_moment_gives_the_first_one_back(
    client: Client, practice_with_room: OpenPractice
) -> None:
    at = practice_with_room.at
    for hour in (9, 10):
        client.post(OPENINGS, practice_with_room.press(at(hour)))

    held = Appointment.objects.filter(status=AppointmentStatus.PENDING)
    assert [visit.starts_at for visit in held] == [at(10)]


def test_an_old_tab_gives_back_nothing_that_a_newer_one_holds(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    at = practice_with_room.at
    old, new = (client.post(OPENINGS, practice_with_room.press(at(hour))) for hour in (9, 10))

    asked_again(client, old, details())
    client.post(new.url, details())

    assert Appointment.objects.get(status=AppointmentStatus.BOOKED).starts_at == at(10)


def test_without_cookies_a_second_moment_still_replaces_the_first(
    practice_with_room: OpenPractice,
) -> None:
    at = practice_with_room.at
    key = practice_with_room.press(at(9))["sleutel"]
    for hour in (9, 10):
        Client().post(OPENINGS, practice_with_room.press(at(hour), sleutel=key))

    held = Appointment.objects.filter(status=AppointmentStatus.PENDING)
    assert [visit.starts_at for visit in held] == [at(10)]


def test_the_page_of_the_details_after_booking_is_the_confirmation(
    client: Client, held: Appointment, details: Details
) -> None:
    booked = client.post(links.hold_path(held), details())

    back = client.get(links.hold_path(held))
    once_more = client.post(links.hold_path(held), details(name="Iemand Anders"))
    another = client.post(links.hold_path(held), details(ander="ja"))

    assert back.url == once_more.url == another.url == booked.url
    assert "no-store" in client.get(booked.url).headers["Cache-Control"]
    assert (Appointment.objects.count(), Notification.objects.count()) == (1, 1)
    assert str(Patient.objects.get()) == "Mia Voorbeeld"


def test_the_way_back_can_be_taken_twice(
    client: Client, held: Appointment, details: Details
) -> None:
    pages = [client.post(links.hold_path(held), details(ander="ja")) for _ in range(2)]

    assert pages[0].url == pages[1].url


def test_too_late_shows_the_nearest_of_everybody_where_there_was_no_preference(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    slot = practice_with_room.slot
    other = SlotFactory(starts_at=slot.starts_at, ends_at=slot.ends_at).practitioner
    press = practice_with_room.press(practice_with_room.at(9), kinesitherapeut="")
    held = client.post(OPENINGS, press)
    visit = Appointment.objects.get()
    visit.end_hold(timezone.now())
    visit.save()

    page = client.post(held.url, details())

    assert page.status_code == 409
    assert other in {moment.practitioner for moment in page.context["moments"]}
    assert "getypt" in page.cookies


def test_a_rule_that_says_no_at_the_end_is_told_with_the_details(
    client: Client, practice_with_room: OpenPractice, details: Details
) -> None:
    BookingRules.objects.create(most_coming_visits=1, most_visits_a_day=10)
    at = practice_with_room.at
    first = client.post(OPENINGS, practice_with_room.press(at(9)))
    client.post(first.url, details())
    second = client.post(OPENINGS, practice_with_room.press(at(10)))

    page = client.post(second.url, details())

    assert page.content.decode().count(str(TooManyVisits())) == 1
    assert page.context["form"]["name"].value() == "Mia Voorbeeld"


def test_a_parent_fills_in_for_a_child(client: Client, held: Appointment, details: Details) -> None:
    client.post(links.hold_path(held), details(name="Lou Voorbeeld", contact_name="Mia Voorbeeld"))

    patient = Patient.objects.get()
    assert (patient.name, patient.addressed_as) == ("Lou Voorbeeld", "Mia Voorbeeld")


def test_who_gives_the_same_name_twice_comes_for_themselves(
    client: Client, held: Appointment, details: Details
) -> None:
    client.post(links.hold_path(held), details(contact_name="mia  voorbeeld"))

    assert Patient.objects.get().contact_name == ""


def test_the_confirmation_tells_what_to_bring_for_this_treatment(
    client: Client, held: Appointment, details: Details
) -> None:
    held.treatment.bring_along = "je sportschoenen\neen handdoek"
    held.treatment.save()

    page = client.post(links.hold_path(held), details(), follow=True)

    assert "<li>je sportschoenen</li><li>een handdoek</li>" in page.content.decode()


def test_the_confirmation_leads_to_one_more_with_the_same_therapist(
    client: Client, held: Appointment, details: Details
) -> None:
    page = client.post(links.hold_path(held), details(), follow=True)

    assert (
        f"{OPENINGS}?behandeling={held.treatment.slug}"
        f"&amp;kinesitherapeut={held.practitioner.slug}" in page.content.decode()
    )
