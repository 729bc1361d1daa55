from datetime import datetime

from django.db import transaction

from booking.choices import OfferStatus
from booking.models import WaitlistEntry, WaitlistOffer
from booking.services.locking import locked_place


def end_waiting(*, now: datetime) -> None:
    """Note which offers ran out, and close the places that have nothing left to wait for.

    The hold of an offer that ran out stays: it keeps no time, and is good until somebody else takes
    it. A place with an open offer is left alone until that is answered.
    """
    past = WaitlistOffer.objects.open().filter(expires_at__lte=now).order_by("pk")
    for offer in past:
        _let_lapse(offer, now)
    waiting = WaitlistEntry.objects.waiting().without_open_offer().for_page().in_turn()
    for entry in waiting:
        if entry.reason_to_end(now):
            _close(entry, now)


@transaction.atomic
def _let_lapse(offer: WaitlistOffer, now: datetime) -> None:
    locked_place(offer.entry_id)
    offer.refresh_from_db()
    if offer.status == OfferStatus.OPEN:
        offer.answer(OfferStatus.LAPSED, now)
        offer.save()


@transaction.atomic
def _close(entry: WaitlistEntry, now: datetime) -> None:
    entry = locked_place(entry.pk)
    reason = entry.reason_to_end(now)
    if entry.is_waiting and reason and not entry.offers.open().exists():
        entry.close(reason, now)
        entry.save()
