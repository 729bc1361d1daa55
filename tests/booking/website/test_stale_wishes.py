"""The wishes of somebody who waits, in two tabs or while the desk changes them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.models import WaitlistEntry
from booking.scheduling.wishes import Wishes
from booking.services.waitlist.change_wishes import change_wishes
from tests.booking.conftest import OpenPractice
from tests.booking.website.test_stale_pages import opened, shown_again
from tests.factories.booking import WaitlistEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(practice_with_room: OpenPractice) -> WaitlistEntry:
    """For three weeks, in the evening, when nothing is free."""
    today = timezone.localdate()
    made: WaitlistEntry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        parts=["evening"],
        from_day=today,
        until_day=today + timedelta(days=20),
    )
    return made


def typed(entry: WaitlistEntry, *parts: str, **more: str) -> dict[str, Any]:
    days = {"from_day": str(entry.from_day), "until_day": str(entry.until_day)}
    return days | {"parts": parts, "practitioner": ""} | more


def changed_at_desk(entry: WaitlistEntry) -> None:
    wishes = Wishes(entry.from_day, entry.until_day, weekdays=[4], parts=["evening"])
    change_wishes(entry=entry, wishes=wishes, now=timezone.now())


def stored(entry: WaitlistEntry) -> tuple[list[int], list[str]]:
    entry.refresh_from_db()
    return entry.weekdays, entry.parts


def test_wishes_that_the_desk_changed_are_shown_before_they_are_overwritten(
    client: Client, entry: WaitlistEntry
) -> None:
    path = links.wishes_path(entry)
    form = typed(entry, "afternoon") | opened(client, path)
    changed_at_desk(entry)

    page = client.post(path, form)

    form |= shown_again(page)
    text = page.content.decode()
    assert "Je wijzigingen zijn niet bewaard." in text
    assert ("donderdag" in text, stored(entry)) == (True, ([4], ["evening"]))
    assert page.context["form"]["parts"].value() == ["afternoon"]
    client.post(path, form)
    assert stored(entry) == ([], ["afternoon"])


def test_a_page_that_came_back_with_what_is_free_is_as_old_as_it_was(
    client: Client, entry: WaitlistEntry
) -> None:
    path = links.wishes_path(entry)
    form = typed(entry, "morning") | opened(client, path)
    changed_at_desk(entry)
    asked = client.post(path, form)
    assert asked.context["free"]

    page = client.post(path, form | {"toch": "ja", "getoond": asked.context["shown"]})

    shown_again(page)
    assert stored(entry) == ([4], ["evening"])


def test_a_second_press_of_the_same_wishes_is_saved_like_the_first(
    client: Client, entry: WaitlistEntry
) -> None:
    path = links.wishes_path(entry)
    form = typed(entry, "afternoon") | opened(client, path)

    answers = [client.post(path, form) for _ in range(2)]

    assert {page.url for page in answers} == {f"{links.waiting_path(entry)}?bewaard=ja"}
    assert stored(entry) == ([], ["afternoon"])


def test_a_place_that_ended_meanwhile_says_so(client: Client, entry: WaitlistEntry) -> None:
    path = links.wishes_path(entry)
    form = typed(entry, "afternoon") | opened(client, path)
    client.post(links.waiting_path(entry))

    page = client.post(path, form)

    assert page.status_code == 409
    assert "Je wijzigingen zijn niet bewaard." in page.content.decode()
