import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.models.appointment import Appointment
from booking.models.practitioner import Practitioner
from booking.models.substitution import Substitution
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span


class Substitute(models.Model):
    """A time that a patient whose therapist cannot come may choose; a hold keeps it meanwhile."""

    substitution = models.ForeignKey(Substitution, on_delete=models.CASCADE, related_name="choices")
    hold = models.OneToOneField(
        Appointment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="substitute",
        help_text="The pending appointment that keeps the time until the answer.",
    )
    # The time is stored here too, as the hold may be deleted.
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("other time")
        verbose_name_plural = _("other times")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["substitution"],
                condition=Q(taken_at__isnull=False),
                name="one_choice_of_a_substitution_is_taken",
            ),
            models.UniqueConstraint(
                fields=["substitution", "practitioner", "starts_at"],
                name="a_time_is_one_choice_of_a_substitution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def opening(self) -> Opening:
        return Opening(self.starts_at, self.ends_at, self.practitioner_id)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None

    @property
    def may_be_taken(self) -> bool:
        """True while nobody else took the time, be it that its hold ran out."""
        return self.hold is not None and self.hold.is_held

    def is_kept(self, now: datetime) -> bool:
        """Tell whether the time is kept for the patient now."""
        return self.hold is not None and self.hold.is_held and self.hold.keeps_its_time(now)
