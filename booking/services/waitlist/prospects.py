from collections.abc import Sequence
from datetime import datetime

from booking.choices import Prospect
from booking.models import WaitlistEntry
from booking.models.rules import practice_rules
from booking.services.waitlist.freed_moments import FreedMoments


def prospects(entries: Sequence[WaitlistEntry], *, now: datetime) -> dict[int, Prospect]:
    """Tell by id why these waiting entries without an open offer have none now.

    `entries` come with their offers. Seven queries, and one for each treatment that is waited for.
    """
    in_turn = set(WaitlistEntry.objects.to_be_asked(now).values_list("pk", flat=True))
    asked = [entry for entry in entries if entry.pk in in_turn]
    unserved = WaitlistEntry.objects.waiting().without_therapist()
    without_therapist = set(unserved.values_list("pk", flat=True))
    free = FreedMoments(practice_rules(), asked, now)
    found = {}
    for entry in entries:
        if any(offer.is_unanswered for offer in entry.offers.all()):
            continue
        if entry.pk in without_therapist:
            found[entry.pk] = Prospect.NO_THERAPIST
        elif not entry.is_confirmed:
            found[entry.pk] = Prospect.UNCONFIRMED
        elif entry.pk not in in_turn:
            found[entry.pk] = Prospect.PASSED_OVER
        elif next(free.fitting(entry), None):
            found[entry.pk] = Prospect.IN_TURN
        else:
            found[entry.pk] = Prospect.NOTHING_FREED
    return found
