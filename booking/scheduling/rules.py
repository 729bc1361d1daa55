"""Limits to an online booking. The practice sets them itself: see booking/models/rules.py."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.scheduling.spans import Span


@dataclass(frozen=True)
class Rules:
    """The practice's rules for online bookings of one treatment; the desk may overrule each.

    Example: it is Monday 2 March, 12:00. By the default rules an appointment can begin from 14:00
    on and must end by Monday 27 April, 13:00 (eight weeks, and summer time has begun). One on
    Thursday 5 March at 9:00 can be moved or cancelled online until Wednesday 9:00.
    """

    # The time ahead of now that can be booked.
    horizon: timedelta = timedelta(weeks=8)
    # An appointment has to be booked at least this long before it starts.
    minimum_notice: timedelta = timedelta(hours=2)
    # Every opening starts on a multiple of this in UTC. In zones whose offset is a whole number of
    # hours that is a multiple on the clinic's clock as well.
    step: timedelta = timedelta(minutes=15)
    # The patient can cancel or move an appointment online until this long before it.
    cancellation_notice: timedelta = timedelta(hours=24)
    # The number of appointments that one patient may have coming, and on one day.
    most_coming_visits: int = 20
    most_visits_a_day: int = 1

    def at_desk(self) -> "Rules":
        """The rules for a series that the desk plans: without notice, as far ahead as slots go."""
        return replace(
            self, horizon=self.horizon + GENERATE_BEYOND_HORIZON, minimum_notice=timedelta(0)
        )

    def bookable_window(self, now: datetime) -> Span:
        """The time within which an appointment that is booked now has to start and end."""
        return Span(now + self.minimum_notice, now + self.horizon)

    def change_until(self, starts_at: datetime) -> datetime:
        """The last moment at which a patient can change an appointment that starts then."""
        return starts_at - self.cancellation_notice


# Slots are generated this much further ahead than can be booked.
GENERATE_BEYOND_HORIZON = timedelta(weeks=4)
