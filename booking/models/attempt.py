from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.choices import AttemptKind


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def recent(self, kind: AttemptKind, source: str, *, since: datetime) -> Self:
        return self.filter(kind=kind, source=source, made_at__gt=since)

    def past(self, now: datetime, keep_for: timedelta) -> Self:
        return self.filter(made_at__lte=now - keep_for)


class Attempt(models.Model):
    """One action of a visitor, stored to be counted; its source is kept as a keyed digest only."""

    kind = models.CharField(_("kind"), max_length=10, choices=AttemptKind)
    source = models.CharField(
        max_length=64, help_text="HMAC of the address or the contact, with the site's key."
    )
    made_at = models.DateTimeField(_("made at"))

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["source", "kind", "made_at"], name="attempt_by_source")]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%d/%m/%Y %H:%M}"
