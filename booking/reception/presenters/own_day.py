"""Whatever else waits for a therapist, beside the own day.

Another app that has something to tell registers a function of a user:
`hooks.register("register_on_own_day", articles_of)`. It costs one query, whatever it finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail import hooks

from booking.models import Practitioner

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class Reminder:
    """A few words that lead to what waits."""

    what: str
    url: str


def reminders_of(user: "User | AnonymousUser", practitioner: int | None) -> Sequence[Reminder]:
    """Whatever waits for a login whose own agenda this is; nothing beside that of somebody else."""
    if (
        practitioner is None
        or not Practitioner.objects.filter(pk=practitioner, user=user.pk).exists()
    ):
        return []
    return [one for told in hooks.get_hooks("register_on_own_day") for one in told(user)]
