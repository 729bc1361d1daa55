"""Each signed link opens what it is for, reading changes nothing, and nobody keeps the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import feed_links, links, substitution_links
from booking.links import Purpose
from booking.services.practice.feeds import open_feed
from booking.urls import urlpatterns
from tests.factories.booking import (
    AppointmentFactory,
    PatientFactory,
    PractitionerFactory,
    SeriesFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
)
from tests.factories.illness import SubstitutionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
# Links that are no patient's own, or that name no Purpose.
CHOICES, FEED = substitution_links.PURPOSE, feed_links.PURPOSE
# Which links each page takes, in the order of its address.
PAGES: dict[str, list[str]] = {
    "details": [Purpose.HOLD],
    "confirmed": [Purpose.VISIT],
    "visit": [Purpose.VISIT],
    "cancel": [Purpose.VISIT],
    "move": [Purpose.VISIT],
    "confirm_move": [Purpose.VISIT, Purpose.MOVE],
    "calendar_file": [Purpose.VISIT],
    "my_visits": [Purpose.VISITS],
    "reminders": [Purpose.VISITS],
    "series_details": [Purpose.SERIES_HOLD],
    "series_confirmed": [Purpose.SERIES],
    "series_visits": [Purpose.SERIES],
    "series_cancel": [Purpose.SERIES],
    "series_move": [Purpose.SERIES],
    "series_calendar_file": [Purpose.SERIES],
    "waiting": [Purpose.WAITING],
    "confirm_entry": [Purpose.CONFIRM],
    "wishes": [Purpose.WAITING],
    "offer": [Purpose.OFFER],
    "choices": [CHOICES],
    "calendar_feed": [FEED],
}


@pytest.fixture
def tokens() -> dict[str, str]:
    """A good link for each purpose, to rows that hang together."""
    now = timezone.now()
    starts_at = now + timedelta(days=3)
    held = {"held": True, "held_until": now + timedelta(minutes=10), "created_at": now}
    days = {"from_day": now.date(), "until_day": starts_at.date(), "created_at": now}
    patient = PatientFactory()
    visit = AppointmentFactory(patient=patient, starts_at=starts_at)
    series = SeriesFactory(patient=patient)
    AppointmentFactory(patient=patient, series=series, starts_at=starts_at + timedelta(days=1))
    held_series = SeriesFactory(patient=None, created_at=now)
    AppointmentFactory(series=held_series, starts_at=starts_at, **held)
    rows = {
        Purpose.HOLD: AppointmentFactory(starts_at=starts_at, **held),
        Purpose.MOVE: AppointmentFactory(
            starts_at=starts_at + timedelta(hours=2), moves=visit, **held
        ),
        Purpose.VISIT: visit,
        Purpose.SERIES_HOLD: held_series,
        Purpose.SERIES: series,
        Purpose.OFFER: WaitlistOfferFactory(
            entry__patient=patient,
            starts_at=starts_at,
            offered_at=now,
            expires_at=now + timedelta(hours=1),
        ),
        Purpose.WAITING: WaitlistEntryFactory(patient=patient, **days),
        Purpose.CONFIRM: WaitlistEntryFactory(patient=patient, confirmed_at=None, **days),
    }
    own: dict[str, str] = {purpose: links.token(purpose, row) for purpose, row in rows.items()}
    asked = SubstitutionFactory(appointment=visit, made_at=now, answer_until=starts_at)
    feed = open_feed(PractitionerFactory(user=UserFactory()), now=now, shown="")
    return own | {
        Purpose.VISITS: links.visits_token(patient, now=now),
        CHOICES: substitution_links.choices_path(asked).split("/")[-2],
        FEED: feed_links.feed_token(feed),
    }


def path_of(name: str, given: list[str]) -> str:
    return reverse(f"booking:{name}", args=given)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of booking, as it is now."""
    models = apps.get_app_config("booking").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_this_list_has_every_page_with_a_link() -> None:
    taking = {str(one.name) for one in urlpatterns if one.pattern.converters}

    assert taking == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_link_for_one_purpose_opens_no_other_page(
    client: Client, tokens: dict[str, str], name: str
) -> None:
    before = everything()
    right = [tokens[purpose] for purpose in PAGES[name]]
    opened = {
        wrong
        for position, purpose in enumerate(PAGES[name])
        for wrong in set(tokens) - {purpose}
        if is_opened(client, name, [*right[:position], tokens[wrong], *right[position + 1 :]])
    }

    assert opened == set()
    assert everything() == before


@pytest.mark.parametrize("name", PAGES)
def test_a_damaged_link_opens_nothing(client: Client, tokens: dict[str, str], name: str) -> None:
    *others, last = [tokens[purpose] for purpose in PAGES[name]]
    damaged = [
        last[:-1],
        last[1:],
        last[:32],
        last.swapcase(),
        last.replace(".", ""),
        f"{last}.",
        f"{last}é",
        f"{last}\x00",
        "x" * 5_000,
        ".",
    ]

    assert [one for one in damaged if is_opened(client, name, [*others, one])] == []


def is_opened(client: Client, name: str, given: list[str]) -> bool:
    """By either method; 405 is a page that does not take the other one."""
    path = path_of(name, given)
    answers = {client.get(path).status_code, client.post(path).status_code}
    return answers - {405} != {404}


@pytest.mark.parametrize("name", PAGES)
def test_a_mail_scanner_that_opens_a_link_changes_nothing(
    client: Client, tokens: dict[str, str], name: str
) -> None:
    path = path_of(name, [tokens[purpose] for purpose in PAGES[name]])
    before = everything()

    answers = {client.get(path).status_code, client.head(path).status_code}

    assert everything() == before
    assert answers == {200}


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"calendar_feed"}))
def test_a_page_of_a_patient_is_neither_stored_nor_found_nor_told_to_others(
    client: Client, tokens: dict[str, str], name: str
) -> None:
    answer = client.get(path_of(name, [tokens[purpose] for purpose in PAGES[name]]))

    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    in_page = '<meta name="robots" content="noindex">' in answer.content.decode()
    assert in_page or answer.headers.get("X-Robots-Tag") == "noindex"


@pytest.mark.parametrize("name", ["start", "my_link", "my_link_sent", "waitlist", "series"])
def test_opening_a_page_without_a_link_changes_nothing(client: Client, name: str) -> None:
    before = everything()

    client.get(reverse(f"booking:{name}"))

    assert everything() == before


def test_no_address_names_a_person(tokens: dict[str, str]) -> None:
    """Only random identifiers and digests of them."""
    shapes = {
        purpose: [len(part) for part in token.split(".")] for purpose, token in tokens.items()
    }

    assert shapes.pop(Purpose.VISITS) == [56, 43]
    assert {tuple(shape) for shape in shapes.values()} == {(32, 43)}
