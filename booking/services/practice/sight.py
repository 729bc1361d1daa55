"""The rule on whose patients a member of staff sees."""

from typing import TYPE_CHECKING

from booking.models import Practitioner
from booking.models.rules import practice_rules
from booking.models.sight import EVERYBODY, Sight

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def sight_of(user: "User | AnonymousUser") -> Sight:
    """The patients that a login sees: the desk everybody's, a therapist the own ones.

    The practice may let its therapists see all. At most two queries besides the permissions.
    """
    if user.has_perm("booking.add_appointment") or practice_rules().therapists_see_all:
        return EVERYBODY
    own = Practitioner.objects.filter(user=user.pk).values_list("pk", flat=True).first()
    return Sight(of_everybody=False, practitioner=own)
