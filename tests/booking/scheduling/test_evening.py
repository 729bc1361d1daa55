"""The evening in which the sheets of the day after it are owed, on the clinic's clock."""

from datetime import date, datetime, time

import pytest

from booking.scheduling.clock import CLINIC_TZ
from booking.scheduling.evening import day_after_evening


@pytest.mark.parametrize(
    ("day", "clock", "owed"),
    [
        ((2027, 1, 11), (17, 59), None),
        ((2027, 1, 11), (18, 0), (2027, 1, 12)),
        ((2027, 1, 11), (23, 59), (2027, 1, 12)),
        # A worker that stood still owes them in the night, and not when the desk is open.
        ((2027, 1, 12), (5, 59), (2027, 1, 12)),
        ((2027, 1, 12), (6, 0), None),
        ((2026, 12, 31), (20, 0), (2027, 1, 1)),
        # The clock is set back or forth in these nights, and twelve hours stay twelve hours.
        ((2026, 10, 25), (4, 59), (2026, 10, 25)),
        ((2026, 10, 25), (5, 0), None),
        ((2027, 3, 28), (6, 59), (2027, 3, 28)),
        ((2027, 3, 28), (7, 0), None),
        # Summer time: 18:00 there is 16:00 in UTC.
        ((2027, 7, 5), (18, 0), (2027, 7, 6)),
        ((2027, 7, 5), (17, 59), None),
    ],
)
def test_sheets_are_owed_from_their_hour_until_the_desk_opens(
    day: tuple[int, int, int], clock: tuple[int, int], owed: tuple[int, int, int] | None
) -> None:
    now = datetime.combine(date(*day), time(*clock), CLINIC_TZ)

    assert day_after_evening(now, 18) == (owed and date(*owed))
