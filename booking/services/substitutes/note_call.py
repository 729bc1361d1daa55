from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import ChangedMeanwhile
from booking.models import Substitution
from booking.models.substitution import CallState
from booking.services.guards.locking import locked_substitution
from booking.services.guards.shown import refuse_unless_substitution_as_shown

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def note_call(
    *,
    substitution: Substitution,
    call: CallState,
    now: datetime,
    by_user: "User | None" = None,
    shown: str = "",
) -> Substitution:
    """Note how the desk reached the patient, with who called and when.

    `shown` is the version of the substitution on the screen. Raises ChangedMeanwhile, also when it
    is settled by now, and DoneAlready.

    Example: two desks call from one list. Ann notes "no answer"; Bea, whose screen is older,
    presses "called" and hears what Ann noted, before she counts the patient as settled.
    """
    locked = locked_substitution(substitution.pk)
    refuse_unless_substitution_as_shown(locked, shown, by_user, leads_to=call)
    if not locked.stands:
        raise ChangedMeanwhile(locked.news)
    locked.call = call
    locked.note_change(by_user, now)
    locked.save(update_fields=["call", "changed_by", "changed_at"])
    return locked
