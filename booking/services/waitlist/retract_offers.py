from datetime import datetime

from booking.choices import OfferStatus
from booking.models import WaitlistEntry
from booking.services.guards.locking import locked_visit
from booking.services.guards.release import release_locked


def retract_offers(entry: WaitlistEntry, now: datetime) -> None:
    """End the open offer of an entry, if there is one, and give its time back.

    Call it in a transaction that has locked the entry.
    """
    for offer in entry.offers.open():
        offer.answer(OfferStatus.DECLINED, now)
        offer.save()
        if offer.hold_id:
            hold = locked_visit(offer.hold_id)
            if hold.is_held:
                release_locked([hold], now)
