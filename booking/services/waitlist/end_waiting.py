from datetime import datetime

from django.db import transaction

from booking.choices import NotificationStatus, OfferStatus
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
        offer.answer(OfferStatus.LAPSED if _was_told(offer) else OfferStatus.UNTOLD, now)
        offer.save()


def _was_told(offer: WaitlistOffer) -> bool:
    """Tell whether the patient can know of the offer.

    That is so if its mail was sent. It is also so if the mail failed for good or the patient has no
    address, as the desk calls then. A mail that is still owed was not read.
    """
    mails = offer.notifications.exclude(status=NotificationStatus.OWED)
    return not offer.entry.patient.email or mails.exists()


@transaction.atomic
def _close(entry: WaitlistEntry, now: datetime) -> None:
    entry = locked_entry(entry.pk)
    reason = entry.reason_to_end(now)
    if entry.is_waiting and reason and not entry.offers.open().exists():
        entry.close(reason, now)
        entry.note_change(None, now)
        entry.save()
