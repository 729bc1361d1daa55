from collections.abc import Iterable

from django.db import models

from booking.models.changed import Changed
from booking.models.held_time import HeldTime


class Versioned(Changed, HeldTime):
    """The part of an appointment by which a screen sees that it was changed since it was shown."""

    sequence = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="SEQUENCE of its calendar entry; rises by one with each change.",
    )

    class Meta:
        abstract = True

    @property
    def version(self) -> str:
        """The state that a screen shows, for its buttons to send back. Example: "3-booked"."""
        return f"{self.sequence}-{self.status}"


def versions_of(visits: Iterable[Versioned]) -> str:
    """The state of all appointments that a screen shows. Example: "12:3-booked 15:0-booked"."""
    return " ".join(f"{visit.pk}:{visit.version}" for visit in visits)
