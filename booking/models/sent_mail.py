from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.notification import Notification

# Long enough to answer a patient who asks what we wrote, as long as who opened a card is kept.
TEXTS_KEPT_FOR = timedelta(days=365)


class SentMailQuerySet(models.QuerySet["SentMail"]):
    def past(self, now: datetime) -> Self:
        """Texts that have been kept for long enough."""
        return self.filter(sent_at__lte=now - TEXTS_KEPT_FOR)

    def to_patient(self, pk: int) -> Self:
        return self.filter(mail__patient=pk)


class SentMail(models.Model):
    """The words of a mail as they went out, once for each time that it was sent.

    The text is that of the plain form, which says all that the HTML says. The secrets in its links
    are cut, as they let whoever has them act for the patient.
    """

    mail = models.ForeignKey(
        Notification, verbose_name=_("mail"), on_delete=models.CASCADE, related_name="texts"
    )
    sent_at = models.DateTimeField(_("sent at"))
    address = models.EmailField(_("e-mail address"), max_length=254)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))

    objects = SentMailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["sent_at"], name="sent_mail_by_time")]

    def __str__(self) -> str:
        return f"{self.sent_at:%d/%m/%Y %H:%M}"
