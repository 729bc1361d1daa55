"""The first screen of booking, the choice of a treatment; and what holds for all three screens."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import Complaint
from booking.models import Appointment
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AppointmentFactory,
    ConventionStatusFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
)

pytestmark = pytest.mark.django_db
START = "/afspraak/"
THERAPISTS = "/afspraak/kinesitherapeut/"
OPENINGS = "/afspraak/momenten/"


def test_the_first_question_leads_to_the_treatments_for_each_answer(client: Client) -> None:
    for complaint in Complaint:
        TreatmentFactory(name=f"Voor {complaint}", complaint=complaint)
    PractitionerFactory()

    sections = client.get(START).context["sections"]

    assert [(one.title, [str(card.treatment) for card in one.cards]) for one in sections] == [
        ("Nieuwe klacht", ["Voor any", "Voor new"]),
        ("Lopende behandeling", ["Voor any", "Voor running"]),
    ]


def test_an_answer_that_leads_nowhere_is_not_asked(client: Client) -> None:
    TreatmentFactory(complaint=Complaint.RUNNING)
    PractitionerFactory()

    assert [one.title for one in client.get(START).context["sections"]] == ["Lopende behandeling"]


def test_only_what_can_be_booked_on_line_is_shown(
    client: Client, practice_with_room: OpenPractice
) -> None:
    TreatmentFactory(name="Alleen telefonisch", is_online=False)
    TreatmentFactory(name="Van niemand")

    [section, *_] = client.get(START).context["sections"]

    assert [str(card.treatment) for card in section.cards] == ["Intake rug"]


def test_a_practice_that_takes_no_bookings_on_line_says_so(client: Client) -> None:
    assert "Nu kan er niets online geboekt worden." in client.get(START).content.decode()


def test_a_link_to_a_therapist_shows_what_they_give_and_skips_the_second_screen(
    client: Client, practice_with_room: OpenPractice
) -> None:
    PractitionerFactory(treatments=[TreatmentFactory(name="Dry needling")])

    page = client.get(practice_with_room.practitioner.booking_url)

    [section, *_] = page.context["sections"]
    assert [(str(card.treatment), card.url) for card in section.cards] == [
        (
            "Intake rug",
            f"{OPENINGS}?behandeling={practice_with_room.treatment.slug}"
            f"&kinesitherapeut={practice_with_room.practitioner.slug}&klacht=new",
        )
    ]


def test_a_link_to_a_treatment_leads_to_its_therapists(
    client: Client, practice_with_room: OpenPractice
) -> None:
    slug = practice_with_room.treatment.slug

    page = client.get(START, {"behandeling": slug, "klacht": "new"})

    assert page.url == f"{THERAPISTS}?behandeling={slug}&kinesitherapeut=&klacht=new"


def test_a_link_to_both_leads_to_the_moments(
    client: Client, practice_with_room: OpenPractice
) -> None:
    page = client.get(START, practice_with_room.choice())

    assert page.url.startswith(f"{OPENINGS}?")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kinesitherapeut": "jo-vertrokken"}, "Bij deze kinesitherapeut kan je niet online"),
        ({"behandeling": "bestaat-niet"}, "Deze behandeling kan je niet online boeken."),
        ({"behandeling": "\0"}, "Hier staat een teken in dat we niet kunnen bewaren."),
    ],
)
def test_a_link_that_leads_nowhere_shows_the_choice_with_a_message(
    client: Client, practice_with_room: OpenPractice, asked: dict[str, str], message: str
) -> None:
    page = client.get(START, asked)

    assert [fault.startswith(message) for fault in page.context["faults"]] == [True]
    assert len(page.context["sections"]) == 2


def test_nobody_is_told_off_who_has_not_chosen_yet(
    client: Client, practice_with_room: OpenPractice
) -> None:
    for address in (START, THERAPISTS, OPENINGS):
        assert client.get(address).context["faults"] == []


def test_looking_around_holds_nothing(client: Client, practice_with_room: OpenPractice) -> None:
    for address in (START, THERAPISTS, OPENINGS):
        client.get(address, practice_with_room.press(practice_with_room.at(9)))

    assert not Appointment.objects.exists()


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("address", [START, THERAPISTS, OPENINGS])
def test_queries_do_not_grow_with_therapists_treatments_and_visits(
    client: Client,
    practice_with_room: OpenPractice,
    address: str,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    slot, treatment = practice_with_room.slot, practice_with_room.treatment
    for _ in range(count):
        TreatmentFactory()
        person = SlotFactory(starts_at=slot.starts_at, ends_at=slot.ends_at).practitioner
        ConventionStatusFactory(practitioner=person)
        AppointmentFactory(
            practitioner=person, treatment=treatment, starts_at=practice_with_room.at(10)
        )
    choice = {} if address == START else practice_with_room.choice(kinesitherapeut="")
    client.get(address, choice)  # makes what a practice has once

    with django_assert_num_queries(QUERIES[address]):
        client.get(address, choice)


# Two are of the page around it: the practice, and the menu. The openings ask for closings of the
# practice, which are named in the week.
QUERIES = {START: 4, THERAPISTS: 7, OPENINGS: 7}


def test_days_of_eight_weeks_can_be_reached(
    client: Client, practice_with_room: OpenPractice
) -> None:
    last = practice_with_room.slot.starts_at + timedelta(days=49)
    SlotFactory(
        practitioner=practice_with_room.practitioner,
        starts_at=last,
        ends_at=last + timedelta(hours=1),
    )

    page = client.get(OPENINGS, practice_with_room.choice())
    later = client.get(page.context["calendar"].later_url)

    assert later.context["calendar"].shown.date == timezone.localdate(last)
