from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from booking.models.known_time import KnownTime

TOLD_FIELDS = ("told_starts_at", "told_ends_at", "told_practitioner")


class Told(models.Model):
    """The part of an appointment that notes what its patient was last told, if not what is so now.

    That is only so after a change from one time of the past to another, which is mailed to nobody.
    """

    told_starts_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Start as the patient was last told; empty if that is the present one.",
    )
    told_ends_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="End as the patient was last told; empty if its length is the same.",
    )
    told_practitioner = models.ForeignKey(
        "booking.Practitioner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Therapist as the patient was last told; empty if that is the present one.",
    )

    class Meta:
        abstract = True

    def note_told(self, known: "KnownTime | None") -> bool:
        """Note what the patient was last told; None if that is as it stands. Does not save.

        Tells whether that was noted otherwise before.
        """
        before = [getattr(self, name) for name in TOLD_FIELDS]
        self.told_starts_at = known.starts_at if known else None
        self.told_ends_at = known.ends_at if known else None
        self.told_practitioner = known.practitioner if known else None
        return before != [getattr(self, name) for name in TOLD_FIELDS]
