from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.period import (
    LONGER_THAN_A_DAY,
    LONGEST_PERIOD,
    PeriodModel,
    PeriodQuerySet,
    no_overlap,
    not_too_long,
)
from booking.models.working_hours import WorkingHours
from booking.text.formats import period_text


class Slot(PeriodModel):
    """A stretch of a practitioner's time that is open for booking, for one appointment or many."""

    practitioner = models.ForeignKey(
        "booking.Practitioner",
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="slots",
    )
    working_hours = models.ForeignKey(
        WorkingHours,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="slots",
        help_text="The roster line that it comes from; empty if opened or edited by hand.",
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("availability")
        verbose_name_plural = _("availabilities")
        ordering = ["starts_at", "practitioner_id"]
        indexes = [models.Index(fields=["practitioner", "starts_at"], name="slot_by_start")]
        constraints = [
            *PeriodModel.Meta.constraints,
            not_too_long("slot_is_at_most_a_day"),
            no_overlap(
                "slots_do_not_overlap", _("The therapist has another availability at that time.")
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.length > LONGEST_PERIOD:
            raise ValidationError({"ends_at": LONGER_THAN_A_DAY})

    def __str__(self) -> str:
        return period_text(self.starts_at, self.ends_at)
