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
from booking.rules import HOLD_FOR
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db
OPENINGS = "/afspraak/momenten/"


def test_the_start_page_shows_what_can_be_booked_on_line(
    client: Client, practice_with_room: OpenPractice
) -> None:
    TreatmentFactory(name="Alleen telefonisch", is_online=False)
    PractitionerFactory(name="Jo Vertrokken", is_active=False)

    form = client.get("/afspraak/").context["form"]

    assert [str(label) for _slug, label in form.fields["treatment"].choices] == ["Intake rug"]
    assert [str(label) for _slug, label in form.fields["practitioner"].choices] == [
        "Geen voorkeur",
        "Noor Tester",
    ]


def test_a_link_to_a_therapist_has_them_chosen(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(practice_with_room.practitioner.booking_url)

    assert page.context["form"]["practitioner"].value() == practice_with_room.practitioner.slug


def test_a_link_to_a_therapist_who_is_off_line_says_so(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get("/afspraak/", {"kinesitherapeut": "jo-vertrokken"})

    assert "Bij deze kinesitherapeut kan je niet online boeken" in page.content.decode()


def test_every_step_names_the_number_to_call(
    client: Client, practice_with_room: OpenPractice, held: Appointment, settings: Any
) -> None:
    settings.BOOKING_PRACTICE = f"{__name__}.practice_with_a_phone"
    choice = practice_with_room.choice()
    steps = [
        client.get("/afspraak/"),
        client.get(OPENINGS, choice | {"behandeling": ""}),
        client.get(OPENINGS, choice),
        client.get(links.hold_path(held)),
    ]

    assert [page.content.decode().count('href="tel:+3251001400"') for page in steps] == [1, 1, 1, 1]


def practice_with_a_phone() -> Practice:
    return Practice(
        name="Kine",
        street="",
        postcode="",
        city="",
        phone="+3251001400",
        email="kine@practice.example",
        cancellation_policy="",
        website="",
    )


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"behandeling": ""}, "treatment", "Kies waarvoor je komt."),
        (
            {"behandeling": "bestaat-niet"},
            "treatment",
            "Deze behandeling kan je niet online boeken. Kies een andere of bel ons.",
        ),
        (
            {"kinesitherapeut": "bestaat-niet"},
            "practitioner",
            "Bij deze kinesitherapeut kan je niet online boeken. Kies iemand anders of bel ons.",
        ),
    ],
)
def test_a_choice_that_is_not_on_offer_gets_a_message_at_the_field(
    client: Client,
    practice_with_room: OpenPractice,
    change: dict[str, str],
    field: str,
    message: str,
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(**change))

    assert page.context["form"].errors == {field: [message]}
    assert message in page.content.decode()


def test_a_treatment_that_the_therapist_does_not_give_gets_a_message(
    client: Client, practice_with_room: OpenPractice
) -> None:
    other = TreatmentFactory(name="Dry needling")
    PractitionerFactory(treatments=[other])

    page = client.get(OPENINGS, practice_with_room.choice(behandeling=other.slug))

    assert page.context["form"].errors == {
        "practitioner": ["Noor geeft deze behandeling niet. Kies iemand anders of geen voorkeur."]
    }


def test_the_days_show_one_button_for_each_free_moment(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(OPENINGS, practice_with_room.choice(kinesitherapeut=""))

    [day] = page.context["days"]
    [morning] = day.parts
    assert (morning.name, [f"{moment.starts_at:%M}" for moment in morning.moments]) == (
        "Voormiddag",
        ["00", "30"] * 3,
    )
    assert "9.00 u" in page.content.decode()


def test_looking_at_the_days_holds_nothing(
    client: Client, practice_with_room: OpenPractice
) -> None:
    client.get(OPENINGS, practice_with_room.press(practice_with_room.at(9)))

    assert not Appointment.objects.exists()


def test_pressing_a_moment_holds_it_and_asks_for_details(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.post(OPENINGS, practice_with_room.press(practice_with_room.at(9)), follow=True)

    assert Appointment.objects.get().status == AppointmentStatus.PENDING
    assert page.context["form"].fields.keys() == {"name", "email", "phone", "consent"}


def test_a_time_just_taken_offers_the_three_nearest(
    client: Client, practice_with_room: OpenPractice
) -> None:
    at = practice_with_room.at
    client.post(OPENINGS, practice_with_room.press(at(10)))

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
    held.release(timezone.now())
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
    assert "We konden dat moment niet langer vrijhouden" in page.content.decode()


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


def test_the_choice_does_not_put_a_token_into_the_address(
    client: Client, practice_with_room: OpenPractice
) -> None:
    assert "csrfmiddlewaretoken" not in client.get("/afspraak/").content.decode()


def test_the_page_says_that_the_ten_minutes_are_over(client: Client, held: Appointment) -> None:
    held.held_until = timezone.now()
    held.save()

    page = client.get(links.hold_path(held))

    assert "De tien minuten zijn om" in page.content.decode()


def test_the_page_says_until_when_the_moment_is_kept(client: Client, held: Appointment) -> None:
    until = timezone.localtime(held.created_at + HOLD_FOR)

    page = client.get(links.hold_path(held))

    assert f"tot {until.hour}.{until:%M} u" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_days_takes_the_same_queries_for_any_number_of_rows(
    client: Client, practice_with_room: OpenPractice, count: int, django_assert_max_num_queries: Any
) -> None:
    slot = practice_with_room.slot
    for _ in range(count):
        SlotFactory(starts_at=slot.starts_at, ends_at=slot.ends_at)

    with django_assert_max_num_queries(8):
        page = client.get(OPENINGS, practice_with_room.choice(kinesitherapeut=""))

    assert len(page.context["days"]) == 1
