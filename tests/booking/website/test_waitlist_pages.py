"""The waiting list in a patient's browser: joining, the place, and the answer to an offer."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.choices import OfferStatus, WaitlistStatus
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from booking.services.guards.attempts import WAITLIST_OF_AN_ADDRESS
from tests.booking.conftest import OpenPractice
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.factories.booking import AppointmentFactory, SlotFactory, WaitlistEntryFactory

pytestmark = pytest.mark.django_db


def booked_in_a_week(practice: OpenPractice) -> Appointment:
    """A week after the practice has room, so that there is something earlier."""
    booked: Appointment = AppointmentFactory(
        treatment=practice.treatment,
        practitioner=practice.practitioner,
        starts_at=practice.at(9) + timedelta(days=7),
        arranged_at=timezone.now() - timedelta(days=1),
    )
    return booked


@pytest.fixture
def visit(practice_with_room: OpenPractice) -> Appointment:
    return booked_in_a_week(practice_with_room)


@pytest.fixture
def offer(visit: Appointment) -> WaitlistOffer:
    WaitlistEntryFactory(
        treatment=visit.treatment,
        patient=visit.patient,
        appointment=visit,
        from_day=timezone.localdate(),
        until_day=visit.day,
        created_at=timezone.now() - timedelta(hours=1),
    )
    offer_all_that_is_free()
    return WaitlistOffer.objects.get()


def join_path(visit: Appointment) -> str:
    token = links.token(links.Purpose.VISIT, visit)
    return f"{reverse('booking:waitlist')}?{urlencode({'afspraak': token})}"


def wishes(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {"from_day": today, "until_day": today + timedelta(days=8)} | changes


def test_who_waits_already_sees_the_place(client: Client, offer: WaitlistOffer) -> None:
    assert offer.entry.appointment is not None

    page = client.get(join_path(offer.entry.appointment))

    assert page.url == links.waiting_path(offer.entry)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_day": "morgen"}, "from_day"),
        ({"from_day": "2020-01-01"}, "from_day"),
        ({"until_day": "9999-12-31"}, "until_day"),
        ({"until_day": ""}, "until_day"),
        ({"weekdays": ["8"]}, "weekdays"),
        ({"parts": ["night"]}, "parts"),
        ({"practitioner": "999999"}, "practitioner"),
    ],
)
def test_nonsense_gets_a_message_at_its_field(
    client: Client, visit: Appointment, changes: dict[str, Any], field: str
) -> None:
    page = client.post(join_path(visit), wishes(**changes, toch="ja"))

    assert list(page.context["form"].errors) == [field]
    assert not WaitlistEntry.objects.exists()


def test_without_a_visit_the_details_are_asked(
    client: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    path = f"{reverse('booking:waitlist')}?{urlencode(practice_with_room.choice())}"

    page = client.post(path, details(**wishes(toch="ja"), key=uuid4()))

    entry = WaitlistEntry.objects.get()
    assert page.url == links.waiting_path(entry)
    assert (entry.patient.name, entry.treatment) == ("Mia Voorbeeld", practice_with_room.treatment)
    assert not entry.is_confirmed
    assert "pas als je daarop drukt" in client.get(page.url).text.casefold()


def test_without_a_choice_the_list_leads_to_the_first_step(
    client: Client, practice_with_room: OpenPractice
) -> None:
    assert client.get(reverse("booking:waitlist")).url == reverse("booking:start")


def test_a_machine_that_fills_in_every_field_joins_nothing(
    client: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    path = f"{reverse('booking:waitlist')}?{urlencode(practice_with_room.choice())}"

    client.post(path, details(**wishes(toch="ja"), key=uuid4(), website="x"))

    assert not WaitlistEntry.objects.exists()


def test_from_one_address_the_list_is_filled_only_so_far(
    client: Client, practice_with_room: OpenPractice, details: Callable[..., dict[str, Any]]
) -> None:
    path = f"{reverse('booking:waitlist')}?{urlencode(practice_with_room.choice())}"

    def join(number: int) -> int:
        who = {"email": f"mia{number}@patient.example", "phone": f"0470 12 34 {number:02}"}
        return client.post(path, details(**wishes(toch="ja"), **who, key=uuid4())).status_code

    answers = [join(number) for number in range(WAITLIST_OF_AN_ADDRESS.most + 1)]

    assert answers[-2:] == [HTTPStatus.FOUND, HTTPStatus.TOO_MANY_REQUESTS]


def test_the_place_tells_of_the_open_offer_and_is_left_by_a_press(
    client: Client, offer: WaitlistOffer
) -> None:
    path = links.waiting_path(offer.entry)
    shown = client.get(path).context["offer"]

    page = client.post(path, follow=True)

    offer.entry.refresh_from_db()
    assert (shown, offer.entry.status) == (offer, WaitlistStatus.LEFT)
    assert "Je staat niet meer op de wachtlijst" in page.content.decode()


def test_opening_the_link_of_an_offer_answers_nothing(client: Client, offer: WaitlistOffer) -> None:
    page = client.get(links.offer_path(offer))

    offer.refresh_from_db()
    assert (page.context["can_be_taken"], offer.status) == (True, OfferStatus.OPEN)


def test_yes_moves_the_visit_and_twice_shows_the_same(client: Client, offer: WaitlistOffer) -> None:
    path = links.offer_path(offer)

    pages = [client.post(path, {"antwoord": "ja"}, follow=True) for _click in range(2)]

    visit = Appointment.objects.get(pk=offer.entry.appointment_id)
    assert visit.starts_at == offer.starts_at
    assert ["Dit moment is voor jou" in page.content.decode() for page in pages] == [True, True]


def test_no_is_confirmed_in_kind_words(client: Client, offer: WaitlistOffer) -> None:
    page = client.post(links.offer_path(offer), {"antwoord": "nee"}, follow=True)

    assert "Je behoudt je plaats op de wachtlijst" in page.content.decode()
    late = client.post(links.offer_path(offer), {"antwoord": "ja"})
    assert late.status_code == HTTPStatus.CONFLICT


def test_an_answer_that_is_neither_changes_nothing(client: Client, offer: WaitlistOffer) -> None:
    client.post(links.offer_path(offer), {"antwoord": "misschien"})

    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN


def test_a_link_for_something_else_opens_nothing(client: Client, offer: WaitlistOffer) -> None:
    for_the_place = links.token(links.Purpose.WAITING, offer.entry)
    for_the_offer = links.token(links.Purpose.OFFER, offer)

    pages = [
        client.post(reverse("booking:offer", args=[for_the_place]), {"antwoord": "ja"}),
        client.post(reverse("booking:waiting", args=[for_the_offer])),
        client.get(reverse("booking:waitlist"), {"afspraak": for_the_offer}),
    ]

    assert [page.status_code for page in pages] == [HTTPStatus.NOT_FOUND] * 3
    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN


@pytest.mark.parametrize("people", [1, 3])
def test_the_form_takes_the_same_queries_however_much_is_free(
    people: int, client: Client, visit: Appointment, django_assert_num_queries: Any
) -> None:
    for _number in range(people - 1):
        SlotFactory(
            practitioner__treatments=[visit.treatment],
            starts_at=visit.starts_at - timedelta(days=6),
            ends_at=visit.starts_at - timedelta(days=6) + timedelta(hours=3),
        )
    path = join_path(visit)

    # Visit, place, therapists and treatments, rules twice, free time, own visits, practice, site.
    with django_assert_num_queries(10):
        client.get(path)
