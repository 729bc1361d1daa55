"""The end of substitutions: their choices are given back, and no mail asks to choose any more."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from booking.choices import AppointmentStatus
from booking.models import Appointment, Substitution
from booking.models.substitution import SubstitutionStatus
from booking.services.guards.locking import locked_substitution
from booking.services.guards.release import release_locked
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe_choices import retract_choices


def end_substitutions(*, now: datetime) -> int:
    """End the substitutions that nobody has to answer any more; returns their number.

    Their appointments were moved or cancelled in another way, their patients came, or their time
    has passed. It looks at where appointments are and not at what happened to them, so no way of
    changing one has to think of it.
    """
    standing = Substitution.objects.standing().filter(ends_at__gt=now)
    over = Substitution.objects.open().exclude(pk__in=standing.values("pk")).order_by("pk")
    return sum(_end_unless_standing(pk, now) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def _end_unless_standing(pk: int, now: datetime) -> bool:
    substitution = locked_substitution(pk)
    if not substitution.is_open or (substitution.stands and now < substitution.ends_at):
        return False
    end_locked([substitution], SubstitutionStatus.ENDED, now)
    return True


def end_locked(
    substitutions: Collection[Substitution], status: SubstitutionStatus, now: datetime
) -> None:
    """End substitutions that the caller has locked; three queries and those of the holds."""
    for one in substitutions:
        one.end(status, now)
    Substitution.objects.bulk_update(substitutions, ["status", "ended_at"])
    give_back_choices(substitutions, now)


def give_back_choices(substitutions: Collection[Substitution], now: datetime) -> None:
    """Give back the times that are kept for these patients, and delete mails that offer them."""
    retract_choices(substitutions)
    kept = Q(status=AppointmentStatus.PENDING, substitute__substitution__in=substitutions)
    pks = Appointment.objects.filter(kept).values("pk")
    holds = Appointment.objects.filter(pk__in=pks).order_by("pk")
    release_locked(holds.select_for_update(of=("self",)), now)
    transaction.on_commit(nudge_offers)
