"""What bounds a booking. What a practice decides for itself is data: booking/models/rules.py."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta

from booking.availability import Span


@dataclass(frozen=True)
class Rules:
    """What the practice asks of bookings on line of one treatment. The desk may overrule each."""

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
            self, horizon=self.horizon + LAY_OUT_BEYOND_HORIZON, minimum_notice=timedelta(0)
        )

    def bookable_window(self, now: datetime) -> Span:
        """When a visit that is booked on line now may start and end."""
        return Span(now + self.minimum_notice, now + self.horizon)

    def change_until(self, starts_at: datetime) -> datetime:
        """Until when the patient can change a visit whose time is chosen by these rules."""
        return starts_at - self.cancellation_notice


RULE_NAMES = tuple(field.name for field in fields(Rules))
# Lengths that a practice may choose for `step`: each divides an hour.
STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 20, 30, 60))
# How long a time is kept while the patient types; a series asks for more reading.
HOLD_FOR = timedelta(minutes=10)
HOLD_SERIES_FOR = timedelta(minutes=15)
# A series has at most this many visits.
LONGEST_SERIES = 20
# What staff change is mailed later, so that a slip that is undone sends nothing.
STAFF_MAIL_DELAY = timedelta(minutes=5)
# A reminder that could not go out goes out until this long before the visit: later it is of no use.
REMIND_UNTIL = timedelta(hours=1)
# Nobody on the waiting list has to answer by night, on the clinic's clock.
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(10)
# An offer ends at least so long before the visit: the next one still has to come.
OFFER_ENDS_BEFORE = timedelta(hours=1)
# Who let an offer pass without an answer is not asked again for so long: the others wait too.
ASK_AGAIN_AFTER = timedelta(days=1)
# Whom no mail could tell of an offer is asked again after this: meanwhile the time is for the next,
# so that one mailbox that is full does not keep it from everybody.
TELL_AGAIN_AFTER = timedelta(hours=1)
# Nobody is made more offers than this in that time, however fast the answers come.
MOST_OFFERS_AT_ONCE = 5
# How far ahead rosters are laid out as slots, beyond what can be booked.
LAY_OUT_BEYOND_HORIZON = timedelta(weeks=4)
# A visit's link works until this long after the visit.
LINK_OUTLIVES_VISIT = timedelta(days=30)
# No slot and no visit is longer: keeps look-ups by start time bounded.
LONGEST_PERIOD = timedelta(days=1)
# No turnaround is longer: bounds how far a neighbour is looked for.
LONGEST_TURNAROUND = timedelta(hours=1)
# Treatment has to begin this many months after the date of the prescription, or the insurer does
# not refund it (RIZIV; booking says so and refuses nothing).
PRESCRIPTION_MONTHS = 2


@dataclass(frozen=True)
class Quota:
    """How often a thing may be done, and in how long. Beyond it stands: call us."""

    most: int
    within: timedelta


# Against machines. A family books from one address, and a care home from one address and one
# mailbox; a visit of theirs takes a hold or two and one booking. Each visit of a series is held.
HOLDS_OF_AN_ADDRESS = Quota(90, timedelta(hours=1))
BOOKINGS_OF_AN_ADDRESS = Quota(30, timedelta(hours=1))
BOOKINGS_OF_A_CONTACT = Quota(12, timedelta(days=1))
RESENDS_TO_A_CONTACT = Quota(3, timedelta(days=1))
RESENDS_OF_AN_ADDRESS = Quota(10, timedelta(days=1))
# Each place on the waiting list is a mail, also for who leaves it and joins again.
WAITLIST_OF_AN_ADDRESS = Quota(10, timedelta(days=1))
WAITLIST_OF_A_CONTACT = Quota(6, timedelta(days=1))
# No quota looks back further.
ATTEMPTS_KEPT_FOR = timedelta(days=1)
