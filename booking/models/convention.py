from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from booking.choices import Convention


class ConventionStatusQuerySet(models.QuerySet["ConventionStatus"]):
    def on(self, day: date) -> Self:
        """The status of each therapist on that day: the newest one that has begun."""
        newest = (
            ConventionStatus.objects.filter(
                practitioner=OuterRef("practitioner"), valid_from__lte=day
            )
            .order_by("-valid_from")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class ConventionStatus(models.Model):
    """The degree to which a therapist keeps to the agreed fees, from a day on."""

    practitioner = models.ForeignKey(
        "booking.Practitioner",
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="convention_statuses",
    )
    status = models.CharField(_("status"), max_length=10, choices=Convention)
    valid_from = models.DateField(_("as of"))

    objects = ConventionStatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("convention status")
        verbose_name_plural = _("convention statuses")
        ordering = ["practitioner_id", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "valid_from"],
                name="one_convention_status_a_day",
                violation_error_message=_("There is a status as of that day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.get_status_display()}"
