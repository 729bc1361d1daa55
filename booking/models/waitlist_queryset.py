"""Queries for waiting-list entries."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from booking.choices import TOLD, OfferStatus, WaitlistStatus
from booking.models.patient import offer_address
from booking.models.practitioner import Practitioner
from booking.models.sight import Sight

if TYPE_CHECKING:
    from booking.models.waitlist import WaitlistEntry  # noqa: F401  the type of the rows

# A patient who did not answer an offer gets no other for this long, as others wait too.
ASK_AGAIN_AFTER = timedelta(days=1)
# A patient whose mail about an offer did not go out in time gets no other for this long. Meanwhile
# others are offered the time, so that one full mailbox does not keep it from everybody.
TELL_AGAIN_AFTER = timedelta(hours=1)
# The address that offers to an entry go to.
ADDRESS = offer_address("patient__")
# A patient gets at most this many offers within ASK_AGAIN_AFTER, however fast the answers come.
MOST_OFFERS_AT_ONCE = 5


class WaitlistQuerySet(models.QuerySet["WaitlistEntry"]):
    def waiting(self) -> Self:
        return self.filter(status=WaitlistStatus.WAITING)

    def in_turn(self) -> Self:
        """Entries in the order in which they are asked: who came first is asked first."""
        return self.order_by("created_at", "pk")

    def without_open_offer(self) -> Self:
        return self.exclude(offers__status=OfferStatus.OPEN)

    def to_be_asked(self, now: datetime) -> Self:
        """Entries that can be made an offer now, in turn.

        These are left out: entries that are not confirmed; those of an address to which an offer is
        open, so that nobody keeps two times from others; those whose patient did not answer an
        offer in the last ASK_AGAIN_AFTER, or had MOST_OFFERS_AT_ONCE in that time; and, for
        TELL_AGAIN_AFTER, those whose mail about an offer did not go out in time.
        """
        silent = Q(offers__status=OfferStatus.LAPSED, offers__expires_at__gt=now - ASK_AGAIN_AFTER)
        out_of_reach = Q(
            offers__status=OfferStatus.UNTOLD, offers__expires_at__gt=now - TELL_AGAIN_AFTER
        )
        passed_over = self.model._base_manager.filter(silent | out_of_reach, pk=OuterRef("pk"))
        asked_lately = self.model._base_manager.filter(
            patient=OuterRef("patient"),
            offers__status__in=TOLD,
            offers__offered_at__gt=now - ASK_AGAIN_AFTER,
        )
        others = self.model._base_manager.filter(offers__status=OfferStatus.OPEN)
        asked_now = others.alias(address=ADDRESS).filter(address=OuterRef("address"))
        return (
            self.waiting()
            .filter(confirmed_at__isnull=False)
            .alias(address=ADDRESS)
            .in_turn()
            .filter(
                ~Exists(asked_now),
                ~Exists(passed_over),
                ~Exists(asked_lately[MOST_OFFERS_AT_ONCE - 1 : MOST_OFFERS_AT_ONCE]),
            )
        )

    def without_therapist(self) -> Self:
        """Entries that get no offers, whatever comes free: nobody gives it online as was wished."""
        giving = Practitioner.objects.online().filter(treatments=OuterRef("treatment"))
        wished = giving.filter(pk=OuterRef("practitioner"))
        anybody = Q(Exists(giving), practitioner=None)
        return self.exclude(anybody | Q(Exists(wished)), treatment__is_online=True)

    def seen_by(self, sight: Sight) -> Self:
        """Entries for a therapist in sight, or of patients who came or come there."""
        if sight.of_everybody:
            return self
        seen = sight.within("patient__appointments__practitioner")
        own = self.model._base_manager.filter(seen, pk=OuterRef("pk"))
        return self.filter(sight.within("practitioner") | Q(Exists(own)))

    def for_page(self) -> Self:
        return self.select_related(
            "patient", "treatment", "practitioner", "appointment__practitioner"
        )
