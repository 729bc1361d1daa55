from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.choices import HOLDS_TIME, AppointmentStatus
from booking.errors import NotExpected
from booking.models.online_change import OnlineChange


class HeldTime(OnlineChange):
    """The part of an appointment that keeps its time from others, and gives it back.

    Its methods check and do not save.
    """

    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    hold_key = models.UUIDField(
        null=True,
        blank=True,
        help_text="Identifies the visitor who holds the time; a second click finds the hold.",
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_held(self) -> bool:
        return self.status == AppointmentStatus.PENDING

    def keeps_its_time(self, now: datetime) -> bool:
        """Tell whether this row keeps its time from others: the rule of holds_time()."""
        return self.status in HOLDS_TIME and (self.held_until is None or self.held_until > now)

    @property
    def is_cancelled(self) -> bool:
        return self.status == AppointmentStatus.CANCELLED

    def release(self, now: datetime) -> None:
        """Give the held time back. Raises NotExpected when it is no hold."""
        if self.status != AppointmentStatus.PENDING:
            raise NotExpected
        self.status, self.held_until, self.cancelled_at = AppointmentStatus.CANCELLED, None, now

    def end_hold(self, now: datetime) -> None:
        """Release the hold for good, as it was used or the practice withdraws it."""
        self.release(now)
        self.hold_key = None

    def hold_again(self, now: datetime) -> None:
        """Hold the time again, to be booked in the same transaction."""
        self.status, self.held_until, self.cancelled_at = AppointmentStatus.PENDING, now, None
