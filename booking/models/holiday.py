from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.absence import Absence


class Holiday(models.Model):
    """A legal holiday on which the practice was closed once, or that it decided about itself.

    Its closing is an absence of the whole practice. A day that has a row is never closed by itself
    again: whoever deleted the absence, or unticked the day, wants to work.
    """

    day = models.DateField(_("day"), unique=True)
    absence = models.OneToOneField(
        Absence,
        verbose_name=_("absence"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="holiday",
        help_text="The closing that was made for it; empty if it is open or closed by another.",
    )

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
