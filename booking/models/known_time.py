from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from booking.models.appointment import Appointment

if TYPE_CHECKING:
    from booking.models.practitioner import Practitioner


@dataclass(frozen=True, slots=True)
class KnownTime:
    """An appointment as the patient was last told of it: start, end and therapist."""

    starts_at: datetime
    practitioner: "Practitioner"
    ends_at: datetime

    @classmethod
    def as_it_stands(cls, visit: Appointment) -> Self:
        return cls(visit.starts_at, visit.practitioner, visit.ends_at)


class FromKnown(models.Model):
    """The part of a mail that notes what the patient knew before it.

    Without an end the length is that of the appointment: mails of before it could change note none.
    """

    known_starts_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Start of the appointment as the patient knew it before this mail.",
    )
    known_ends_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="End of the appointment as the patient knew it; empty if its length is the same.",
    )
    known_practitioner = models.ForeignKey(
        "booking.Practitioner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Therapist of the appointment as the patient knew it before this mail.",
    )

    class Meta:
        abstract = True

    def note_known(self, known: KnownTime | None) -> None:
        """Note what the patient knew; None for a patient who knew of no time. Does not save."""
        self.known_starts_at = known.starts_at if known else None
        self.known_ends_at = known.ends_at if known else None
        self.known_practitioner = known.practitioner if known else None
