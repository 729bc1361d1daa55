"""Where the morning ends and the evening begins, on the clinic's clock."""

from datetime import datetime, time

from booking.availability import clinic_clock
from booking.choices import PartOfDay

NOON, EVENING = time(12), time(17)


def part_of_day(instant: datetime) -> PartOfDay:
    clock = clinic_clock(instant)
    if clock < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if clock < EVENING else PartOfDay.EVENING
