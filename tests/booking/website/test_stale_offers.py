"""Answers to an offer that was taken in another tab, or that ran out while its page lay open."""

import pytest
from django.test import Client
from django.utils import timezone

from booking import links
from booking.choices import OfferStatus
from booking.models import WaitlistOffer
from tests.booking.website.test_stale_pages import offer

__all__ = ["offer"]

pytestmark = pytest.mark.django_db


def test_a_no_says_so_when_another_tab_took_the_moment(
    client: Client, offer: WaitlistOffer
) -> None:
    path = links.offer_path(offer)
    client.post(path, {"antwoord": "ja"})

    page = client.post(path, {"antwoord": "nee"})

    told = "Je nam dit moment al eerder. Kan je niet komen, annuleer dan de afspraak."
    assert (page.status_code, told in page.content.decode()) == (409, True)


def test_an_offer_that_ran_out_asks_for_no_answer_but_a_late_yes(
    client: Client, offer: WaitlistOffer
) -> None:
    path = links.offer_path(offer)
    WaitlistOffer.objects.update(status=OfferStatus.LAPSED, expires_at=timezone.now())

    looked_at = client.get(path).content.decode()
    page = client.post(path, {"antwoord": "nee"})

    assert [f'value="{answer}"' in looked_at for answer in ("ja", "nee")] == [True, False]
    told = "Dit aanbod was al voorbij: je hoeft niets te doen."
    assert (page.status_code, told in page.content.decode()) == (409, True)
