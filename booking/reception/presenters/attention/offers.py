"""Offers of the waiting list that are about to end, or that nobody heard of."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import WaitlistOffer
from booking.models.offer import WaitlistOfferQuerySet
from booking.reception.presenters.attention.base import (
    MOST,
    Group,
    Kind,
    Need,
    Verb,
    by_hour,
    joined,
    keyed,
    ways_to_reach,
)
from booking.text.formats import moment_text

# An offer lasts some hours: in the last one a call still helps.
ENDS_SOON = timedelta(hours=1)


class Offers(Kind):
    """Open offers, one row for each."""

    def rows(self, now: datetime) -> WaitlistOfferQuerySet:
        """Offers that the kind is about."""
        raise NotImplementedError

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(self.rows(now))

    def needs(self, now: datetime) -> Sequence[Need]:
        offers = self.rows(now).for_page().order_by("expires_at", "pk")[:MOST]
        return [self._need(offer, now) for offer in offers]

    def _need(self, offer: WaitlistOffer, now: datetime) -> Need:
        patient = offer.entry.patient
        return Need(
            what=_("Offer to %(patient)s") % {"patient": patient},
            details=joined(
                f"{moment_text(offer.starts_at)}, {offer.practitioner}", ways_to_reach(patient)
            ),
            until=offer.expires_at,
            deadline=by_hour(offer.expires_at, now),
            patient=patient,
            verbs=[
                self._answer(offer, _("Takes it"), "ja"),
                self._answer(offer, _("Does not take it"), "nee"),
            ],
        )

    def _answer(self, offer: WaitlistOffer, label: str, answer: str) -> Verb:
        return Verb(
            label=label,
            url=reverse("wachtlijst:answer", args=[offer.pk]),
            sends={
                "antwoord": answer,
                "getoond": offer.version,
                "next": reverse("aandacht:index"),
            },
        )


class UntoldOffers(Offers):
    """Offers to patients without an e-mail address, who hear of them on the phone only."""

    group = Group.UNTOLD
    is_urgent = True

    def rows(self, now: datetime) -> WaitlistOfferQuerySet:
        return WaitlistOffer.objects.open().filter(expires_at__gt=now, entry__patient__email="")


class EndingOffers(Offers):
    """Offers that were mailed and end within the hour without an answer."""

    group = Group.ENDING

    def rows(self, now: datetime) -> WaitlistOfferQuerySet:
        ending = WaitlistOffer.objects.open().filter(
            expires_at__gt=now, expires_at__lte=now + ENDS_SOON
        )
        return ending.exclude(entry__patient__email="")

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("no offer that was mailed ends within the hour")
