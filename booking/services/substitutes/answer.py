from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.errors import HoldExpired, NotExpected
from booking.models import Appointment, Substitute, Substitution
from booking.models.substitution import SubstitutionStatus
from booking.services.guards.locking import locked_substitution
from booking.services.guards.shown import refuse_unless_substitution_as_shown
from booking.services.substitutes.end import end_locked, give_back_choices
from booking.services.visits.move import move

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def take_choice(
    *, choice: Substitute, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> Appointment:
    """Move the appointment to the chosen time, and give the other choices back.

    The first answer counts; a second call with the same choice returns the appointment of the
    first. The last moment for changes online does not bind, as the practice asked. A choice whose
    hold ran out is good while nobody else took its time. `shown` is the version of the substitution
    on the screen of the desk. Raises NotExpected (answered, moved or cancelled meanwhile),
    HoldExpired, TimeTaken, AlreadyCancelled, OwnVisitThen, TooManyThatDay, TooManyVisits,
    ChangedMeanwhile, DoneAlready.
    """
    substitution = locked_substitution(choice.substitution_id)
    choice = Substitute.objects.select_related("hold__moves").get(pk=choice.pk)
    if choice.is_taken:
        return substitution.appointment
    refuse_unless_substitution_as_shown(
        substitution, shown, by_user, leads_to=SubstitutionStatus.CHOSEN
    )
    if not substitution.stands:
        raise NotExpected
    if choice.hold is None:
        raise HoldExpired
    visit = move(held=choice.hold, now=now, bound_by_cut_off=False, by_user=by_user)
    choice.taken_at = now
    choice.save(update_fields=["taken_at"])
    end_locked([substitution], SubstitutionStatus.CHOSEN, now)
    return visit


@transaction.atomic
def decline_choices(*, substitution: Substitution, now: datetime) -> Substitution:
    """Note that no choice suits the patient, whom the desk then calls; the times go to others.

    A second call changes nothing, and neither does one after another answer: look at what it
    returns.
    """
    locked = locked_substitution(substitution.pk)
    if locked.stands and locked.declined_at is None:
        locked.declined_at = now
        locked.save(update_fields=["declined_at"])
        give_back_choices([locked], now)
    return locked
