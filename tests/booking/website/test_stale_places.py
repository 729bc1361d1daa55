"""The page of a place on the waiting list, open while the practice changes what it shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import WaitlistStatus
from booking.models import WaitlistEntry
from booking.services.waitlist.leave import leave_waitlist
from tests.booking.conftest import OpenPractice
from tests.booking.support.waitlist import offer_all_that_is_free
from tests.booking.website.test_stale_pages import opened, shown_again
from tests.booking.website.test_stale_wishes import changed_at_desk, entry
from tests.factories.booking import WaitlistEntryFactory

__all__ = ["entry"]

pytestmark = pytest.mark.django_db


def unconfirmed(entry: WaitlistEntry) -> WaitlistEntry:
    entry.confirmed_at = None
    entry.created_at = timezone.now() - timedelta(hours=1)
    entry.save()
    return entry


def as_stored(entry: WaitlistEntry) -> tuple[str, bool]:
    entry.refresh_from_db()
    return entry.status, entry.is_confirmed


WAITING = WaitlistStatus.WAITING


@pytest.mark.parametrize(
    ("path_of", "sentence", "before", "after"),
    [
        (links.waiting_path, "Je staat nog op de wachtlijst.", (WAITING, True), ("left", True)),
        (
            links.confirm_entry_path,
            "Je plaats is nog niet bevestigd.",
            (WAITING, False),
            (WAITING, True),
        ),
    ],
    ids=["leave", "confirm"],
)
def test_wishes_that_the_desk_changed_are_shown_before_the_place_is_left_or_confirmed(
    client: Client,
    entry: WaitlistEntry,
    path_of: Callable[[WaitlistEntry], str],
    sentence: str,
    before: tuple[str, bool],
    after: tuple[str, bool],
) -> None:
    if not before[1]:
        unconfirmed(entry)
    form = opened(client, path_of(entry))
    changed_at_desk(entry)

    page = client.post(path_of(entry), form)

    form = shown_again(page)
    text = page.content.decode()
    assert (sentence in text, "donderdag" in text, as_stored(entry)) == (True, True, before)
    client.post(path_of(entry), form)
    assert as_stored(entry) == after


def test_an_offer_that_came_meanwhile_is_shown_before_the_place_is_left(
    client: Client, practice_with_room: OpenPractice
) -> None:
    entry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        from_day=timezone.localdate(),
        until_day=timezone.localdate() + timedelta(days=20),
        created_at=timezone.now() - timedelta(hours=1),
    )
    form = opened(client, links.waiting_path(entry))
    offer_all_that_is_free()
    offer = entry.offers.get()

    page = client.post(links.waiting_path(entry), form)

    form = shown_again(page)
    assert links.offer_path(offer) in page.content.decode()
    assert as_stored(entry) == (WAITING, True)
    client.post(links.waiting_path(entry), form)
    assert as_stored(entry) == ("left", True)


@pytest.mark.parametrize("path_of", [links.waiting_path, links.confirm_entry_path])
def test_who_leaves_or_confirms_what_has_ended_hears_that_it_has(
    client: Client, entry: WaitlistEntry, path_of: Callable[[WaitlistEntry], str]
) -> None:
    form = opened(client, path_of(unconfirmed(entry)))
    leave_waitlist(entry=entry, now=timezone.now())

    page = client.post(path_of(entry), form, follow=True)

    told = "Je staat niet meer op de wachtlijst"
    assert (page.status_code, told in page.content.decode()) == (200, True)


@pytest.mark.parametrize("path_of", [links.waiting_path, links.confirm_entry_path])
def test_a_second_press_is_answered_like_the_first(
    client: Client, entry: WaitlistEntry, path_of: Callable[[WaitlistEntry], str]
) -> None:
    form = opened(client, path_of(unconfirmed(entry)))

    answers = [client.post(path_of(entry), form) for _ in range(2)]

    assert [page.url for page in answers] == [links.waiting_path(entry)] * 2
