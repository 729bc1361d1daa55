"""Rules of the practice that hold for every treatment. All are lengths of time."""

from datetime import timedelta

# How far ahead can be booked on line.
HORIZON = timedelta(weeks=8)
# A visit cannot be booked on line later than this before it starts.
MINIMUM_NOTICE = timedelta(hours=2)
# Every opening starts on a multiple of this; zones with whole-hour offsets share the grid with UTC.
GRID = timedelta(minutes=15)
# How long a time is kept while the patient types.
HOLD_FOR = timedelta(minutes=10)
# Until when a patient can cancel on line.
CANCELLATION_NOTICE = timedelta(hours=24)
# What staff change is mailed later, so that a slip that is undone sends nothing.
STAFF_MAIL_DELAY = timedelta(minutes=5)
# How far ahead rosters are laid out as slots: always more than can be booked.
LAY_OUT_AHEAD = timedelta(weeks=12)
# A visit's link works until this long after the visit.
LINK_OUTLIVES_VISIT = timedelta(days=30)
# No slot and no visit is longer: keeps look-ups by start time bounded.
LONGEST_PERIOD = timedelta(days=1)
