from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.choices import NotificationKind, NotificationStatus
from booking.models.appointment import Appointment

# A mail that could not go out is tried again after these; then every hour.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 300, 900, 1800))
LAST_BACK_OFF = timedelta(hours=1)
# After this the receptionist is told that it failed.
GIVE_UP_AFTER = timedelta(days=2)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def owed(self) -> Self:
        return self.filter(status=NotificationStatus.OWED)

    def due(self, now: datetime) -> Self:
        return self.owed().filter(due_at__lte=now).order_by("due_at", "pk")

    def for_sending(self) -> Self:
        return self.select_related(
            "appointment__patient", "appointment__practitioner", "appointment__treatment"
        )


class Notification(models.Model):
    """A mail that is owed: written with the change that it tells of, sent by a worker."""

    appointment = models.ForeignKey(
        Appointment,
        verbose_name=_("appointment"),
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NotificationKind)
    sequence = models.PositiveIntegerField(
        help_text="The appointment's SEQUENCE that it tells of: each state is told once."
    )
    status = models.CharField(
        _("status"), max_length=10, choices=NotificationStatus, default=NotificationStatus.OWED
    )
    created_at = models.DateTimeField(_("made at"))
    due_at = models.DateTimeField(_("due at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(
        _("last error"),
        max_length=200,
        blank=True,
        help_text="Without the address: it is shown and logged.",
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(status=NotificationStatus.OWED),
                name="notification_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "kind", "sequence"], name="each_state_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(status=NotificationStatus.SENT, sent_at__isnull=False)
                | ~Q(status=NotificationStatus.SENT) & Q(sent_at=None),
                name="sent_at_exactly_when_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_status_display()}"

    @property
    def is_superseded(self) -> bool:
        """The appointment changed since: what it would tell is no longer so."""
        return self.sequence < self.appointment.sequence

    def mark_sent(self, now: datetime) -> None:
        self.status, self.sent_at, self.last_error = NotificationStatus.SENT, now, ""
        self.attempts += 1

    def mark_failed(self, reason: str) -> None:
        self.status, self.last_error = NotificationStatus.FAILED, reason[:200]
        self.attempts += 1

    def put_off(self, reason: str, now: datetime) -> None:
        """Try again later; ends as failed when it has been owed for longer than GIVE_UP_AFTER."""
        if now - self.created_at > GIVE_UP_AFTER:
            self.mark_failed(reason)
            return
        wait = BACK_OFF[self.attempts] if self.attempts < len(BACK_OFF) else LAST_BACK_OFF
        self.due_at, self.last_error = now + wait, reason[:200]
        self.attempts += 1

    def send_again(self, now: datetime) -> None:
        """Owed once more, at once, with a fresh term.

        It tells of the visit as it is now: a slip that was taken back has raised its SEQUENCE.
        """
        self.sequence = self.appointment.sequence
        self.status, self.sent_at = NotificationStatus.OWED, None
        self.created_at = self.due_at = now
        self.attempts = 0
