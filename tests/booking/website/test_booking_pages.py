"""The patient's path: choose, hold, fill in, confirmed. And what nonsense gets for an answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import AppointmentStatus
from booking.models import Appointment, Notification, Patient
from booking.practice import Practice
from booking.services.visits.hold import HOLD_FOR
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    PractitionerFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db
OPENINGS = "/afspraak/momenten/"


def test_every_step_names_the_number_to_call(
    client: Client, practice_with_room: OpenPractice, held: Appointment, settings: Any
) -> None:
    settings.BOOKING_PRACTICE = f"{__name__}.practice_with_a_phone"
    choice = practice_with_room.choice()
    steps = [
        client.get("/afspraak/"),
        client.get("/afspraak/kinesitherapeut/", choice),
        client.get(OPENINGS, choice),
        client.get(links.hold_path(held)),
    ]

    assert [page.content.decode().count('href="tel:+3251001400"') for page in steps] == [1, 1, 1, 1]


def practice_with_a_phone(request: Any = None) -> Practice:
    return Practice(
        name="Kine",
        street="",
        postcode="",
        city="",
        phone="+3251001400",
        email="kine@practice.example",
        cancellation_policy="Laat het een dag vooraf weten.",
        website="",
    )


def test_a_choice_that_cannot_be_had_is_made_again_with_a_message(
    client: Client, practice_with_room: OpenPractice
) -> None:
    other = TreatmentFactory(name="Dry needling")
    PractitionerFactory(treatments=[other])

    pages = [
        client.get(OPENINGS, practice_with_room.choice(**change))
        for change in (
            {"behandeling": "bestaat-niet"},
            {"kinesitherapeut": "bestaat-niet"},
            {"behandeling": other.slug},
        )
    ]

    assert [(page.templates[0].name, page.context["faults"]) for page in pages] == [
        (
            "booking/start.html",
            ["Deze behandeling kan je niet online boeken. Kies een andere."],
        ),
        (
            "booking/therapists.html",
            ["Bij deze kinesitherapeut kan je niet online boeken. Kies iemand anders."],
        ),
        (
            "booking/therapists.html",
            ["Noor geeft deze behandeling niet. Kies iemand anders of geen voorkeur."],
        ),
    ]


def test_a_day_shows_one_button_for_each_free_moment(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(kinesitherapeut=""))

    [morning] = page.context["calendar"].parts
    assert (morning.name, [f"{moment.starts_at:%M}" for moment in morning.moments]) == (
        "Voormiddag",
        ["00", "30"] * 3,
    )
    assert "9.00\xa0u" in page.content.decode()


@pytest.mark.parametrize("day", ["", "gisteren", "2020-01-01", "0001-01-01", "9999-12-31"])
def test_any_day_asked_for_shows_one_that_has_something(
    client: Client, practice_with_room: OpenPractice, day: str
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(dag=day))

    assert page.context["calendar"].shown.date == practice_with_room.at(9).date()


def test_pressing_a_moment_holds_it_and_asks_for_details(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9)), follow=True)

    assert Appointment.objects.get().status == AppointmentStatus.PENDING
    for_people = page.context["form"].fields.keys() - {"website"}
    assert for_people == {"name", "contact_name", "email", "phone", "consent"}


def test_a_time_just_taken_offers_the_three_nearest(
    client: Client, practice_with_room: OpenPractice
) -> None:
    at = practice_with_room.at
    Client().post(OPENINGS, practice_with_room.press(at(10)))

    page = client.post(OPENINGS, practice_with_room.press(at(10)))

    assert page.status_code == 409
    assert [moment.starts_at for moment in page.context["moments"]] == [
        at(9),
        at(9, 30),
        at(10, 30),
    ]
    assert "Iemand was je net voor" in page.content.decode()


def test_the_details_book_the_appointment_and_owe_its_mail(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    page = client.post(links.hold_path(held), details(), follow=True)

    held.refresh_from_db()
    assert held.status == AppointmentStatus.BOOKED
    assert "Je afspraak staat vast" in page.content.decode()
    assert Notification.objects.get().appointment == held
    assert Patient.objects.get().phone == "+32470123456"


def test_posting_the_details_twice_books_and_mails_once(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    pages = [client.post(links.hold_path(held), details()) for _ in range(2)]

    assert pages[0].url == pages[1].url
    assert (Appointment.objects.count(), Notification.objects.count()) == (1, 1)


def test_somebody_who_comes_back_too_late_hears_it_with_other_openings(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    held.end_hold(timezone.now())
    held.save()

    page = client.post(links.hold_path(held), details())

    assert page.status_code == 409
    assert len(page.context["moments"]) == 3


def test_somebody_too_late_for_a_time_that_is_closed_since_hears_it(
    client: Client, held: Appointment, details: Callable[..., dict[str, Any]]
) -> None:
    Appointment.objects.update(held_until=timezone.now())
    AbsenceFactory(practitioner=None, starts_at=held.starts_at, ends_at=held.ends_at)

    page = client.post(links.hold_path(held), details())

    assert page.status_code == 409
    assert "Noor is er op dat uur niet meer" in page.content.decode()


@pytest.mark.parametrize("tampered", ["x", "{token}x", "{visit}"])
def test_a_tampered_link_or_one_for_another_purpose_is_refused(
    client: Client, held: Appointment, tampered: str
) -> None:
    token = tampered.format(
        token=links.token(links.Purpose.HOLD, held), visit=links.token(links.Purpose.VISIT, held)
    )

    page = client.get(reverse("booking:details", args=[token]))

    assert page.status_code == 404
    assert "Deze link werkt niet" in page.content.decode()


def test_a_hold_that_nobody_finished_for_a_day_is_gone(client: Client, held: Appointment) -> None:
    held.created_at -= timedelta(days=1, seconds=1)
    held.save()

    assert client.get(links.hold_path(held)).status_code == 410


def test_the_page_says_that_the_moment_is_not_kept_any_more(
    client: Client, held: Appointment
) -> None:
    held.held_until = timezone.now()
    held.save()

    page = client.get(links.hold_path(held))

    assert (
        "We houden dit moment niet meer voor je vast, maar het is nog vrij."
        in page.content.decode()
    )


def test_the_page_says_until_when_the_moment_is_kept(client: Client, held: Appointment) -> None:
    until = timezone.localtime(held.created_at + HOLD_FOR)

    page = client.get(links.hold_path(held))

    assert f"tot {until.hour}.{until:%M}\xa0u" in page.content.decode()


def test_the_policy_stands_before_the_box_that_says_it_was_read(
    client: Client, held: Appointment, settings: Any
) -> None:
    settings.BOOKING_PRACTICE = f"{__name__}.practice_with_a_phone"

    page = client.get(links.hold_path(held)).content.decode()

    assert 0 < page.index("Laat het een dag vooraf weten.") < page.index('name="consent"')
