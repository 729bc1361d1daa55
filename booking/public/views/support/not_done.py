"""Sentences that say what a refused POST did not do.

A reason alone ("That time has just been taken") leaves open what became of the appointment that was
to move, so every page that refuses begins with one of these.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.errors import BookingError


class NotDone(TextChoices):
    """Things that a visitor asked for, each with the sentence that it did not happen."""

    BOOKED = "booked", _("Nothing is booked yet.")
    MOVED = "moved", _("Your appointment was not moved.")
    CANCELLED = "cancelled", _("Your appointment was not cancelled.")
    SERIES_MOVED = "series moved", _("Your appointments were not moved.")
    SERIES_CANCELLED = "series cancelled", _("Your appointments were not cancelled.")
    JOINED = "joined", _("You were not added to the waiting list.")
    LEFT = "left", _("You are still on the waiting list.")
    CONFIRMED = "confirmed", _("Your place is not confirmed yet.")
    WISHES = "wishes", _("Your changes were not saved.")
    TAKEN = "taken", _("This moment was not booked for you.")
    SENT = "sent", _("We sent no link.")
    # For a link that does not work, so that nobody knows what it was to do.
    ANYTHING = "anything", _("Nothing was booked or changed.")

    def because(self, reason: BookingError | str) -> str:
        """Join the sentence and the reason, in the active language."""
        return gettext("%(not_done)s %(reason)s") % {
            "not_done": self.label,
            "reason": str(reason),
        }
