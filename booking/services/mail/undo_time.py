"""The time for which the desk can undo what it did in one press: as long as its mail waits."""

from datetime import datetime

from django.utils.translation import gettext as _

from booking.errors import BookingError
from booking.services.mail.owe import STAFF_MAIL_DELAY

UNDO_FOR = STAFF_MAIL_DELAY


class TooLateToUndo(BookingError):
    """The few minutes are over in which the desk can undo what it did in one press."""

    def __init__(self) -> None:
        super().__init__(
            _("It is too late to undo this in one press. Use the buttons of the appointment.")
        )


def refuse_if_too_late(done_at: datetime, now: datetime) -> None:
    """Raise TooLateToUndo unless what was done at `done_at` can still be undone."""
    if now > done_at + UNDO_FOR:
        raise TooLateToUndo
