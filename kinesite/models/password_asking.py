"""Mails with a link that sets a password, counted: anybody can ask for one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

# Enough for who mistypes, and too few to fill a mailbox.
MOST, WITHIN = 3, timedelta(hours=1)


class PasswordAsking(models.Model):
    """The moments of the last hour at which a login was sent such a mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    sent_at = ArrayField(models.DateTimeField(), default=list)

    def __str__(self) -> str:
        return f"password of {self.pk}"

    @classmethod
    @transaction.atomic
    def allow(cls, user_id: int, *, now: datetime) -> bool:
        """Count one mail more, or tell that there were enough. Refused ones do not count.

        The row is locked, so no number of requests at once gets past the limit.
        """
        cls.objects.get_or_create(pk=user_id)
        asking = cls.objects.select_for_update().get(pk=user_id)
        recent = [moment for moment in asking.sent_at if moment > now - WITHIN]
        if len(recent) >= MOST:
            return False
        asking.sent_at = [*recent, now]
        asking.save()
        return True
