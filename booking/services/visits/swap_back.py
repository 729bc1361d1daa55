from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import NotExpected
from booking.models import Appointment
from booking.services.mail.undo_time import refuse_if_too_late
from booking.services.visits.put_back import AsItWas, place_of
from booking.services.visits.swap_at_desk import swap_at_desk

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Pair = tuple[Appointment, Appointment]


@transaction.atomic
def swap_back(
    *,
    visits: Pair,
    before: tuple[AsItWas, AsItWas],
    shown: tuple[str, str],
    now: datetime,
    by_user: "User | None" = None,
) -> Pair:
    """Undo a swap: put both appointments where they stood before it, or neither.

    Their old times may be outside the rules, but have to be free still. Mails of the swap that wait
    are not sent. `shown` are the versions on the screen. Raises TooLateToUndo, TimeTaken,
    NotExpected, ChangedMeanwhile.
    """
    refuse_if_too_late(before[0].at, now)
    swapped = swap_at_desk(visits=visits, shown=shown, overrule=True, now=now, by_user=by_user)
    one, other = (booking.visit for booking in swapped)
    for visit, was in zip((one, other), before, strict=True):
        if place_of(visit) != place_of(was):
            # One of them went elsewhere since the swap.
            raise NotExpected
        # Nobody chose this time anew: what the patient agreed to still holds.
        visit.change_until, visit.arranged_at = was.change_until, was.arranged_at
        visit.save(update_fields=["change_until", "arranged_at"])
    return one, other
