"""The hour of the evening at which the desk gets the sheets of the day after it."""

from datetime import UTC, date, datetime, time, timedelta

from booking.scheduling.clock import CLINIC_TZ

# A worker that stood still in the evening still owes the mail by then; the desk opens after that.
OWED_FOR = timedelta(hours=12)


def day_after_evening(now: datetime, hour: int) -> date | None:
    """The day whose sheets are owed at `now`, None by day; `hour` is on the clinic's clock.

    Example, with 18: from Monday 18:00 until Tuesday 6:00 they are those of Tuesday.
    """
    day = now.astimezone(CLINIC_TZ).date()
    evening = _at(day, hour)
    if evening > now:
        day -= timedelta(days=1)
        evening = _at(day, hour)
    return day + timedelta(days=1) if now - evening < OWED_FOR else None


def _at(day: date, hour: int) -> datetime:
    """The hour in UTC: two hours of one zone subtracted pass over a change of the clock."""
    return datetime.combine(day, time(hour), CLINIC_TZ).astimezone(UTC)
