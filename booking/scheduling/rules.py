"""What bounds a booking. What a practice decides for itself is data: booking/models/rules.py."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.scheduling.spans import Span


@dataclass(frozen=True)
class Rules:
    """What the practice asks of bookings online of one treatment. The desk may overrule each."""

    # How far ahead can be booked.
    horizon: timedelta = timedelta(weeks=8)
    # A visit cannot be booked later than this before it starts.
    minimum_notice: timedelta = timedelta(hours=2)
    # Every opening starts on a multiple of this; zones with whole-hour offsets share it with UTC.
    step: timedelta = timedelta(minutes=15)
    # Until how long before a visit the patient can cancel or move it.
    cancellation_notice: timedelta = timedelta(hours=24)
    # How many visits one patient may have coming, and how many on one day.
    most_coming_visits: int = 20
    most_visits_a_day: int = 1

    def at_desk(self) -> "Rules":
        """For what the desk plans: as far ahead as times are laid out, until the last minute."""
        return replace(
            self, horizon=self.horizon + GENERATE_BEYOND_HORIZON, minimum_notice=timedelta(0)
        )

    def bookable_window(self, now: datetime) -> Span:
        """When a visit that is booked online now may start and end."""
        return Span(now + self.minimum_notice, now + self.horizon)

    def change_until(self, starts_at: datetime) -> datetime:
        """Until when the patient can change a visit whose time is chosen by these rules."""
        return starts_at - self.cancellation_notice


# How far ahead rosters are laid out as slots, beyond what can be booked.
GENERATE_BEYOND_HORIZON = timedelta(weeks=4)
