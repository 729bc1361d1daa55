"""A doctor's prescription: what it asks of the first visit, for the insurer to refund it."""

from calendar import monthrange
from datetime import date

from booking.rules import PRESCRIPTION_MONTHS


def last_day_to_start(prescribed_on: date) -> date:
    """The same day of the month, or the last one of a month that is too short for it."""
    months = prescribed_on.month - 1 + PRESCRIPTION_MONTHS
    year, month = prescribed_on.year + months // 12, months % 12 + 1
    return date(year, month, min(prescribed_on.day, monthrange(year, month)[1]))
