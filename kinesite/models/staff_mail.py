"""Mail to staff that is owed: what Wagtail and Django send about work, comments and passwords."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.mail import EmailMessage
from django.db import models

# The wait doubles with each try, up to the last one.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
# A link that sets a password is good for three days.
GIVE_UP_AFTER = timedelta(days=2)


class StaffMailQuerySet(models.QuerySet["StaffMail"]):
    def due(self, now: datetime) -> Self:
        return self.filter(due_at__lte=now).order_by("due_at", "pk")


class StaffMail(models.Model):
    """A mail that waits to be sent. Its row goes when it was, as it may hold a secret link."""

    sender = models.TextField()
    recipients = ArrayField(models.TextField())
    subject = models.TextField()
    body = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects = StaffMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipients__len__gte=1), name="mail_to_staff_has_a_recipient"
            )
        ]

    def __str__(self) -> str:
        return f"staff mail {self.pk}"

    @classmethod
    def from_message(cls, message: EmailMessage, *, now: datetime) -> Self:
        """Keep a mail of plain text. Does not save. Raises ValueError if it has more than that."""
        if message.attachments or getattr(message, "alternatives", None):
            raise ValueError("Mail to staff is plain text: only that is kept.")
        return cls(
            sender=message.from_email,
            recipients=message.recipients(),
            subject=str(message.subject),
            body=str(message.body),
            headers=message.extra_headers,
            created_at=now,
            due_at=now,
        )

    def message(self, connection: Any) -> EmailMessage:
        """The mail as it was given to us, to be sent over this connection."""
        return EmailMessage(
            self.subject,
            self.body,
            self.sender,
            self.recipients,
            headers=self.headers,
            connection=connection,
        )

    def put_off(self, reason: str, now: datetime) -> bool:
        """Let the mail wait for its next try; False if it has waited too long. Does not save."""
        wait = min(FIRST_WAIT * 2**self.attempts, LONGEST_WAIT)
        self.due_at, self.last_error = now + wait, reason[:200]
        self.attempts += 1
        return now - self.created_at <= GIVE_UP_AFTER
