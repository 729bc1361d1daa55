"""The part of a mail that tells how far it came: owed, sent or failed, and who saw to it then."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.choices import NotificationStatus
from booking.errors import NotExpected
from booking.models.changed import Changed

# A mail that could not be sent is tried again after each of these waits, and then every hour.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 300, 900, 1800))
LAST_BACK_OFF = timedelta(hours=1)
# A mail that is owed for longer than this has failed; the reception is told.
GIVE_UP_AFTER = timedelta(days=2)
# The error of a mail that the mail server took, and that came back to the practice's own mailbox.
RETURNED = "Returned"
# News of a mail that a screen shows and that cannot be changed.
BEING_SENT = gettext_lazy("This mail is being sent or changed at this very moment.")
GONE = gettext_lazy("This mail is not there any more: what it said has changed.")


class Sending(Changed):
    """A mail on its way. Its methods check and change; the caller saves."""

    status = models.CharField(
        gettext_lazy("status"),
        max_length=10,
        choices=NotificationStatus,
        default=NotificationStatus.OWED,
    )
    created_at = models.DateTimeField(gettext_lazy("made at"))
    due_at = models.DateTimeField(gettext_lazy("due at"))
    sent_at = models.DateTimeField(gettext_lazy("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(gettext_lazy("attempts"), default=0)
    last_error = models.CharField(
        gettext_lazy("last error"),
        max_length=200,
        blank=True,
        help_text="Holds no address, as it is shown and logged.",
    )
    settled_at = models.DateTimeField(
        gettext_lazy("seen to at"),
        null=True,
        blank=True,
        editable=False,
        help_text="When the desk told the patient of a failed mail otherwise, or it was over.",
    )

    class Meta:
        abstract = True

    @property
    def version(self) -> str:
        """The state that a screen shows, for its buttons to send back."""
        settled = "-settled" if self.settled_at else ""
        return f"{self.status}-{self.created_at.timestamp()}{settled}"

    @property
    def is_owed(self) -> bool:
        return self.status == NotificationStatus.OWED

    @property
    def is_sent(self) -> bool:
        return self.status == NotificationStatus.SENT

    @property
    def has_failed(self) -> bool:
        return self.status == NotificationStatus.FAILED

    @property
    def news(self) -> str:
        """Say how the mail stands, to somebody whose screen shows it otherwise."""
        if self.settled_at:
            told = _("The patient has meanwhile been told of this%(by)s.")
        elif self.is_sent:
            told = _("This mail has meanwhile gone out.")
        elif self.has_failed:
            told = _("This mail has meanwhile failed%(by)s.")
        else:
            told = _("This mail is meanwhile on its way again%(by)s.")
        return told % {"by": self.by_staff}

    def mark_sent(self, now: datetime) -> None:
        """Note that the mail server took the mail."""
        self.status, self.sent_at, self.last_error = NotificationStatus.SENT, now, ""
        self.attempts += 1

    def mark_failed(self, reason: str) -> None:
        """Note that the mail failed for good; `reason` must hold no address."""
        self.status, self.last_error = NotificationStatus.FAILED, reason[:200]
        self.attempts += 1

    def mark_returned(self) -> None:
        """Note that a mail which was sent came back. Raises NotExpected."""
        if not self.is_sent:
            raise NotExpected
        self.status, self.sent_at, self.last_error = NotificationStatus.FAILED, None, RETURNED

    def settle(self, now: datetime) -> None:
        """Note that the desk told the patient of a failed mail otherwise. Raises NotExpected."""
        if not self.has_failed:
            raise NotExpected
        self.settled_at = now

    def put_off(self, reason: str, now: datetime) -> None:
        """Let the mail wait for its next try, or fail if it is owed for longer than GIVE_UP_AFTER.

        Example: a mail due at 10:00 whose server does not answer is tried again at 10:00:30, a
        minute after that, then after 5, 15 and 30 minutes, then every hour; after two days it has
        failed.
        """
        if now - self.created_at > GIVE_UP_AFTER:
            self.mark_failed(reason)
            return
        wait = BACK_OFF[self.attempts] if self.attempts < len(BACK_OFF) else LAST_BACK_OFF
        self.due_at, self.last_error = now + wait, reason[:200]
        self.attempts += 1

    def owe_again(self, now: datetime) -> None:
        """Owe the mail once more, due now and with all tries left."""
        self.status, self.sent_at, self.settled_at = NotificationStatus.OWED, None, None
        self.created_at = self.due_at = now
        self.attempts, self.last_error = 0, ""
