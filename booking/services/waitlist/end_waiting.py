from datetime import datetime

from django.db import transaction

from booking.choices import OfferStatus
from booking.models import WaitlistEntry, WaitlistOffer
from booking.services.guards.locking import locked_entry


def end_waiting(*, now: datetime) -> None:
    """End the offers that ran out, and the entries that have nothing left to wait for.

    The hold of an offer that ran out stays: it keeps no time from others, and the patient can still
    accept until somebody else takes the time. An entry with an open offer is left for later.
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
    locked_entry(offer.entry_id)
    offer.refresh_from_db()
    if offer.status == OfferStatus.OPEN:
        offer.lapse(now)
        offer.save()


@transaction.atomic
def _close(entry: WaitlistEntry, now: datetime) -> None:
    entry = locked_entry(entry.pk)
    reason = entry.reason_to_end(now)
    if entry.is_waiting and reason and not entry.offers.open().exists():
        entry.close(reason, now)
        entry.note_change(None, now)
        entry.save()
