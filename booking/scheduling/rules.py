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
        """The cut-off for changes online of an appointment that starts then."""
        return starts_at - self.cancellation_notice


# Whoever chose a time may correct the choice online for this long, even after the cut-off.
CORRECTION_TIME = timedelta(minutes=15)
# Slots are generated this much further ahead than can be booked.
GENERATE_BEYOND_HORIZON = timedelta(weeks=4)


def correctable(cut_off: datetime, starts_at: datetime, chosen_at: datetime) -> datetime:
    """The last moment to change online a time that was chosen then; never after it starts.

    Example: the cut-off of Tuesday 9:00 is Monday 9:00. Chosen on Monday at 14:00, it can be
    changed until 14:15; chosen on Sunday, until Monday 9:00.
    """
    return max(cut_off, min(chosen_at + CORRECTION_TIME, starts_at))
