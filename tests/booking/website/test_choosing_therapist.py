"""The second screen of booking: the choice of a therapist, or of none in particular."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from booking.choices import Complaint, Convention
from booking.models import Practitioner
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    ConventionStatusFactory,
    PractitionerFactory,
    SlotFactory,
    TariffFactory,
)

pytestmark = pytest.mark.django_db
THERAPISTS = "/afspraak/kinesitherapeut/"
OPENINGS = "/afspraak/momenten/"


def names(page: Any) -> list[str]:
    """On the cards, in order; "-" is no preference."""
    return [str(card.practitioner or "-") for card in page.context["cards"]]


def colleague(practice: OpenPractice, name: str, *, sooner: bool) -> Practitioner:
    """Free for an hour, from two hours before or after the other's first moment."""
    shift = timedelta(hours=-2 if sooner else 3)
    person = PractitionerFactory(name=name)
    starts_at = practice.slot.starts_at + shift
    SlotFactory(practitioner=person, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    return person


def test_for_a_new_complaint_the_earliest_moment_comes_first(
    client: Client, practice_with_room: OpenPractice
) -> None:
    colleague(practice_with_room, "Later Tester", sooner=False)
    colleague(practice_with_room, "Eerder Tester", sooner=True)
    PractitionerFactory(name="Altijd Vol")

    page = client.get(THERAPISTS, practice_with_room.choice(klacht="new"))

    assert names(page) == ["-", "Eerder Tester", "Noor Tester", "Later Tester", "Altijd Vol"]
    first = [card.first and card.first.starts_at for card in page.context["cards"]]
    assert first[0] == first[1] == practice_with_room.at(7)


def test_under_way_the_therapists_keep_their_order_and_no_preference_is_last(
    client: Client, practice_with_room: OpenPractice
) -> None:
    colleague(practice_with_room, "Anna Later", sooner=False)
    PractitionerFactory(name="Bert Vol")

    page = client.get(THERAPISTS, practice_with_room.choice(klacht="running"))

    assert names(page) == ["Anna Later", "Bert Vol", "Noor Tester", "-"]
    assert "Wie behandelt je?" in page.content.decode()


def test_a_treatment_that_is_only_given_under_way_asks_who_treats_you(
    client: Client, practice_with_room: OpenPractice
) -> None:
    practice_with_room.treatment.complaint = Complaint.RUNNING
    practice_with_room.treatment.save()

    page = client.get(THERAPISTS, practice_with_room.choice())

    assert "Wie behandelt je?" in page.content.decode()


def test_one_therapist_leaves_nothing_to_prefer(
    client: Client, practice_with_room: OpenPractice
) -> None:
    assert names(client.get(THERAPISTS, practice_with_room.choice())) == ["Noor Tester"]


def test_a_card_tells_what_the_choice_hangs_on(
    client: Client, practice_with_room: OpenPractice
) -> None:
    person = practice_with_room.practitioner
    person.focus, person.spoken_languages = "Rug en nek", ["nl", "fr"]
    person.save()
    ConventionStatusFactory(practitioner=person, status=Convention.FULL)
    TariffFactory(treatment=practice_with_room.treatment, convention=Convention.FULL)

    page = client.get(THERAPISTS, practice_with_room.choice())

    text = " ".join(page.content.decode().split())
    for told in ("Rug en nek", "Talen: Nederlands, Frans", "Geconventioneerd", "30,00"):
        assert told in text


def test_who_has_no_free_moment_offers_the_waiting_list(
    client: Client, practice_with_room: OpenPractice
) -> None:
    practice_with_room.slot.delete()

    page = client.get(THERAPISTS, practice_with_room.choice())

    assert "Op dit ogenblik is niets vrij." in page.content.decode()
    assert f"?behandeling={practice_with_room.treatment.slug}" in page.content.decode()


def test_what_the_visitor_holds_counts_as_free_for_that_visitor(
    client: Client, practice_with_room: OpenPractice
) -> None:
    at = practice_with_room.at
    client.post(OPENINGS, practice_with_room.press(at(9)))

    own = client.get(THERAPISTS, practice_with_room.choice())
    others = Client().get(THERAPISTS, practice_with_room.choice())

    assert [page.context["cards"][0].first.starts_at for page in (own, others)] == [
        at(9),
        at(9, 30),
    ]
