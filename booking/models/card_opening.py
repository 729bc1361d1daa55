from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.patient import Patient

# Long enough to answer a patient who asks who looked; no longer, as it is about staff too.
OPENINGS_KEPT_FOR = timedelta(days=365)
# Who opens a card again within this time looks at it still.
STILL_LOOKING = timedelta(minutes=15)


class CardOpeningQuerySet(models.QuerySet["CardOpening"]):
    def past(self, now: datetime) -> Self:
        """Openings that have been kept for long enough."""
        return self.filter(opened_at__lte=now - OPENINGS_KEPT_FOR)

    def just_now(self, now: datetime) -> Self:
        """Openings of which whoever opened it is looking at the card still."""
        return self.filter(opened_at__gt=now - STILL_LOOKING)


class CardOpening(models.Model):
    """A note of which member of staff opened the card of a patient, and when."""

    patient = models.ForeignKey(
        Patient,
        verbose_name=_("patient"),
        on_delete=models.CASCADE,
        related_name="card_openings",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened at"))

    objects = CardOpeningQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opened card")
        verbose_name_plural = _("opened cards")
        ordering = ["-opened_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["opened_at"], name="card_opening_by_time")]

    def __str__(self) -> str:
        return f"{self.opened_at:%d/%m/%Y %H:%M}"
