"""The words on cancelling that a patient agrees to: those on the page that was sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.utils import timezone

from booking import links
from booking.models import Appointment, Policy, WaitlistOffer
from booking.public.forms.agreement import FIELD
from kinesite.models import PracticeSettings
from tests.booking.support.policy import WORDS, agreed
from tests.booking.support.weekly import Weekly, hold_on, weekly
from tests.factories.booking import (
    NOW,
    AppointmentFactory,
    PolicyFactory,
    SlotFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.site.pages import soup

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
Details = Callable[..., dict[str, Any]]


def practice_says(nl: str, fr: str = "") -> None:
    PracticeSettings.objects.update_or_create(
        defaults={"cancellation_policy": nl, "cancellation_policy_fr": fr}
    )


def confirmed(client: Client, address: str, details: dict[str, Any]) -> Any:
    """Sent with what the page has in its hidden fields, as a browser does."""
    return client.post(address, details | hidden_fields(client.get(address)))


def hidden_fields(page: Any) -> dict[str, str]:
    fields = [field for _words, field in soup(page).find("input")]
    return {field["name"]: field["value"] for field in fields if field["type"] == "hidden"}


def test_what_the_page_says_is_stored_with_the_visit(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says(WORDS)

    confirmed(client, links.hold_path(held), details())

    held.refresh_from_db()
    assert held.policy
    assert (held.policy.text, held.policy.created_at) == (WORDS, held.consented_at)


def test_what_the_page_says_is_stored_with_each_visit_of_a_series(
    client: Client, weekly: Weekly, details: Details
) -> None:
    practice_says(WORDS)

    confirmed(client, hold_on(client, weekly), details())

    assert agreed() == [WORDS, WORDS]
    assert Policy.objects.count() == 1


def test_a_patient_agrees_to_the_words_in_the_language_of_the_page(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says(WORDS, fr="Annulez 24 heures à l'avance.")

    confirmed(client, f"/fr{links.hold_path(held)}", details())

    assert agreed() == ["Annulez 24 heures à l'avance."]


def test_words_that_changed_while_the_page_was_open_were_not_agreed_to(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says(WORDS)
    shown = hidden_fields(client.get(links.hold_path(held)))
    practice_says("Afzeggen kan altijd.")

    client.post(links.hold_path(held), details() | shown)

    assert agreed() == [WORDS]


def test_a_page_that_comes_back_with_faults_says_what_counts_by_then(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says(WORDS)
    shown = hidden_fields(client.get(links.hold_path(held)))
    practice_says("Afzeggen kan altijd.")

    page = client.post(links.hold_path(held), details(name="") | shown)

    client.post(links.hold_path(held), details() | hidden_fields(page))
    assert agreed() == ["Afzeggen kan altijd."]


@pytest.mark.parametrize("sent", [{}, {"policy": "Afzeggen hoeft niet."}])
def test_words_that_stood_on_no_page_of_ours_are_not_stored(
    client: Client, held: Appointment, details: Details, sent: dict[str, str]
) -> None:
    practice_says(WORDS)

    client.post(links.hold_path(held), details() | sent)

    assert agreed() == [None]


class TwoDaysAgo(TimestampSigner):
    def timestamp(self) -> str:
        return b62_encode(int((timezone.now() - timedelta(days=2)).timestamp()))


def test_words_of_a_page_that_was_kept_for_longer_than_its_form_are_not_stored(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says(WORDS)
    kept = TwoDaysAgo(salt=FIELD).sign_object("Afzeggen kan altijd.", compress=True)

    client.post(links.hold_path(held), details(policy=kept))

    assert agreed() == [None]


def test_where_the_practice_says_nothing_there_is_nothing_to_agree_to(
    client: Client, held: Appointment, details: Details
) -> None:
    practice_says("")

    confirmed(client, links.hold_path(held), details())

    held.refresh_from_db()
    assert (held.policy, Policy.objects.count()) == (None, 0)
    assert held.consented_at is not None


def test_a_moment_of_the_waiting_list_is_taken_on_what_its_page_says(client: Client) -> None:
    practice_says(WORDS)
    offer = offered_now()

    confirmed(client, links.offer_path(offer), {"antwoord": "ja"})

    assert agreed() == [WORDS]


def test_a_visit_that_moves_keeps_what_it_was_booked_on(client: Client) -> None:
    practice_says("Afzeggen kan altijd.")
    starts_at = timezone.now() + timedelta(days=9)
    visit = AppointmentFactory(
        starts_at=starts_at, policy=PolicyFactory(text=WORDS), consented_at=NOW
    )
    offer = offered_now(
        entry=WaitlistEntryFactory(
            patient=visit.patient, treatment=visit.treatment, appointment=visit
        )
    )
    offer.hold.moves = visit
    offer.hold.save()

    confirmed(client, links.offer_path(offer), {"antwoord": "ja"})

    visit.refresh_from_db()
    assert (visit.starts_at, visit.policy.text) == (offer.starts_at, WORDS)


@pytest.mark.parametrize("page", ["", "annuleren/"])
@pytest.mark.parametrize(
    ("agreed_to", "shown"), [("Afzeggen kan altijd.", "Afzeggen kan altijd."), (None, WORDS)]
)
def test_the_page_of_a_visit_says_what_was_agreed_to_or_else_what_counts_now(
    client: Client, page: str, agreed_to: str | None, shown: str
) -> None:
    practice_says(WORDS)
    policy = PolicyFactory(text=agreed_to) if agreed_to else None
    visit = AppointmentFactory(
        starts_at=timezone.now() + timedelta(days=9), policy=policy, consented_at=NOW
    )

    said = soup(client.get(links.visit_path(visit) + page)).find_all("p")

    words = {"Afzeggen kan altijd.", " ".join(WORDS.split())}
    assert [text for text in said if text in words] == [" ".join(shown.split())]


def offered_now(**changes: Any) -> WaitlistOffer:
    """Of a free hour in a week, open by the real clock."""
    now = timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    offer: WaitlistOffer = WaitlistOfferFactory(
        starts_at=hour, offered_at=now, expires_at=now + timedelta(hours=3), **changes
    )
    SlotFactory(practitioner=offer.practitioner, starts_at=hour, ends_at=hour + timedelta(hours=1))
    return offer
