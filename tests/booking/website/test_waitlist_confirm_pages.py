"""Confirming a place on the waiting list: the link comes by mail, and a button does it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking import links
from booking.models import WaitlistEntry
from booking.models.waitlist import CONFIRM_WITHIN
from booking.services.waitlist.end_waiting import end_waiting
from tests.booking.conftest import OpenPractice
from tests.factories.booking import WaitlistEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unconfirmed(practice_with_room: OpenPractice) -> WaitlistEntry:
    entry: WaitlistEntry = WaitlistEntryFactory(
        treatment=practice_with_room.treatment,
        from_day=timezone.localdate(),
        until_day=timezone.localdate() + timedelta(days=20),
        created_at=timezone.now() - timedelta(hours=1),
        confirmed_at=None,
    )
    return entry


def test_the_mail_leads_to_a_button_that_confirms(
    client: Client, unconfirmed: WaitlistEntry
) -> None:
    path = links.confirm_entry_path(unconfirmed)
    shown = client.get(path)
    unconfirmed.refresh_from_db()
    looked_at = unconfirmed.is_confirmed

    pages = [client.post(path, follow=True) for _click in range(2)]

    unconfirmed.refresh_from_db()
    assert (looked_at, unconfirmed.is_confirmed) == (False, True)
    assert "Ja, zet me op de wachtlijst" in shown.text
    assert all("Je staat op de wachtlijst" in page.text for page in pages)
    assert client.get(path).url == links.waiting_path(unconfirmed)


def test_the_link_that_the_website_shows_confirms_nothing(
    client: Client, unconfirmed: WaitlistEntry
) -> None:
    token = links.token(links.Purpose.WAITING, unconfirmed)

    refused = client.post(reverse("booking:confirm_entry", args=[token]))

    unconfirmed.refresh_from_db()
    assert (refused.status_code, unconfirmed.is_confirmed) == (HTTPStatus.NOT_FOUND, False)
    assert (
        links.confirm_entry_path(unconfirmed)
        not in client.get(links.waiting_path(unconfirmed)).text
    )


def test_too_late_a_confirmation_is_told_so_and_how_to_ask_again(
    client: Client, unconfirmed: WaitlistEntry
) -> None:
    WaitlistEntry.objects.update(created_at=timezone.now() - CONFIRM_WITHIN)
    end_waiting(now=timezone.now())

    page = client.post(links.confirm_entry_path(unconfirmed), follow=True)

    assert "Je plaats is niet op tijd bevestigd. Je kan een nieuwe vragen." in page.text


def test_the_page_that_a_mail_opens_confirms_too(
    client: Client, unconfirmed: WaitlistEntry
) -> None:
    address = links.visits_url(unconfirmed.patient, now=timezone.now())

    assert links.confirm_entry_path(unconfirmed) in client.get(address).text
