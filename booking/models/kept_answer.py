from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Long enough to go back to it while the desk is at it; no longer, as it names patients.
ANSWERS_KEPT_FOR = timedelta(minutes=15)
TOKEN_SIGNS = 32


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    def past(self, now: datetime) -> Self:
        """Answers that have been kept for long enough."""
        return self.filter(answered_at__lte=now - ANSWERS_KEPT_FOR)

    def kept(self, now: datetime) -> Self:
        """Answers that can still be shown."""
        return self.filter(answered_at__gt=now - ANSWERS_KEPT_FOR)


class KeptAnswer(models.Model):
    """The page with which the desk was answered, for Back and reloading to show it again.

    `token` stands in its address, `path` is the rest of it without the query, `rights` a digest of
    what its user was allowed to do. `page` is HTML, compressed. Without a `status` it is what
    somebody posted or typed, as JSON, of which the page is drawn anew.
    """

    token = models.CharField(_("token"), max_length=TOKEN_SIGNS, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    rights = models.CharField(_("rights"), max_length=64)
    path = models.CharField(_("path"), max_length=200)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    page = models.BinaryField(_("page"))
    answered_at = models.DateTimeField(_("answered at"))

    objects = KeptAnswerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        default_permissions = ()
        indexes = [models.Index(fields=["answered_at"], name="kept_answer_by_time")]

    def __str__(self) -> str:
        return f"{self.answered_at:%d/%m/%Y %H:%M}"
