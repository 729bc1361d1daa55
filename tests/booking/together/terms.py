"""The rules of the practice of the stories, in numbers, and the rows of its plain model."""

from datetime import datetime, timedelta
from typing import Any

MINUTE = timedelta(minutes=1)
LENGTH, TURNAROUND = 30 * MINUTE, 5 * MINUTE
NOTICE, CUT_OFF, CORRECTION = timedelta(hours=2), timedelta(hours=24), 15 * MINUTE
MOST_A_DAY, MOST_COMING = 2, 3
BLOCKING = ("booked", "arrived", "fulfilled", "noshow")
OF_THE_DAY = ("booked", "arrived", "fulfilled")
NEVER_BOOKED = ("held", "released", "taken", "withdrawn")
COMING = ("booked", "arrived")

Row = dict[str, Any]


def end_of(visit: Row) -> datetime:
    end: datetime = visit["start"] + visit["length"]
    return end
