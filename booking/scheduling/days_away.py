"""Usual lengths of an absence, as somebody says them on the phone."""

from datetime import UTC, date, datetime
from enum import StrEnum

from booking.scheduling.clock import CLINIC_TZ, clinic_day
from booking.scheduling.parts_of_day import NOON
from booking.scheduling.spans import Span


class DaysAway(StrEnum):
    """Lengths of an absence from some day on; the last one is typed by the hour."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    UNTIL = "until"
    HOURS = "hours"


def span_away(choice: DaysAway, day: date, last_day: date) -> Span:
    """The time of an absence that begins on `day`, on the clinic's clock; not for HOURS.

    `last_day` counts for UNTIL alone, and is not before `day`.

    Example: the afternoon of 12 January 2027 is 11:00 to 23:00 in UTC.
    """
    whole = clinic_day(day)
    noon = datetime.combine(day, NOON, CLINIC_TZ).astimezone(UTC)
    if choice == DaysAway.MORNING:
        return Span(whole.starts_at, noon)
    if choice == DaysAway.AFTERNOON:
        return Span(noon, whole.ends_at)
    return Span(whole.starts_at, clinic_day(last_day if choice == DaysAway.UNTIL else day).ends_at)
