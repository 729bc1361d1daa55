"""Conversion between the clinic's days and hours and aware UTC instants.

Example: on 25 October 2026 the clinic's clock shows 02:30 twice, at 00:30 UTC (summer time) and at
01:30 UTC (winter time): `comes_twice` is true for both, `is_summer_time` for the first only. On 29
March 2026 it jumps from 02:00 to 03:00, so `clinic_span` of 02:00 to 03:00 on that day is None.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.scheduling.spans import Span

CLINIC_TZ = ZoneInfo("Europe/Brussels")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Years that somebody can mean: far from the ends of the calendar, where arithmetic overflows.
PLAUSIBLE_YEARS = range(2000, 2200)


def plausible_day(text: str) -> date | None:
    """Read an ISO date from a web address; None if it is no date or outside PLAUSIBLE_YEARS."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in PLAUSIBLE_YEARS else None


def clinic_date(instant: datetime) -> date:
    """The day that the clinic's calendar shows at `instant`."""
    return instant.astimezone(CLINIC_TZ).date()


def clinic_clock(instant: datetime) -> time:
    """The hour that the clinic's clock shows at `instant`."""
    return instant.astimezone(CLINIC_TZ).time()


def comes_twice(instant: datetime) -> bool:
    """Tell whether the clinic's clock shows this hour twice, as winter time begins."""
    clock = instant.astimezone(CLINIC_TZ)
    return clock.utcoffset() != clock.replace(fold=1 - clock.fold).utcoffset()


def is_summer_time(instant: datetime) -> bool:
    """Tell whether the clinic's clock is on summer time at `instant`."""
    return bool(instant.astimezone(CLINIC_TZ).dst())


def clinic_span(day: date, opens: time, closes: time, tz: ZoneInfo = CLINIC_TZ) -> Span | None:
    """The UTC span between two wall-clock times; None if the clock change leaves nothing of it."""
    span = Span(
        datetime.combine(day, opens, tz).astimezone(UTC),
        datetime.combine(day, closes, tz).astimezone(UTC),
    )
    return span if span.starts_at < span.ends_at else None


def clinic_day(day: date, tz: ZoneInfo = CLINIC_TZ) -> Span:
    """The UTC span of one clinic day, from midnight to midnight.

    It lasts 23 or 25 hours on a day on which the clock changes.
    """
    return Span(
        datetime.combine(day, time.min, tz).astimezone(UTC),
        datetime.combine(day + timedelta(days=1), time.min, tz).astimezone(UTC),
    )


def hours_of_day(day: date, opens: time, closes: time) -> Span | None:
    """The UTC span between two hours of one day, where until 0:00 is until its end.

    None if the end does not come after the start. Example: from 22:00 until 0:00 on 12 January 2027
    is 21:00 to 23:00 in UTC.
    """
    if closes == time.min:
        start = datetime.combine(day, opens, CLINIC_TZ).astimezone(UTC)
        return Span(start, clinic_day(day).ends_at)
    return clinic_span(day, opens, closes)


def roster_days(
    first: date, last: date, *, weekday: int, every_n_weeks: int, anchor: date
) -> Iterator[date]:
    """Days from `first` to `last` on ISO `weekday`, in every n-th week.

    Both ends are included. Weeks are counted from the week of `anchor`, which counts itself.

    Example: every second Tuesday (weekday 2) with anchor Friday 2 January 2026, whose week begins
    on Monday 29 December: 30 December, 13 January, 27 January.
    """
    # Checked before any arithmetic, which overflows for a roster on the calendar's last day.
    if first > last:
        return
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    while day <= last:
        if (day - monday).days // 7 % every_n_weeks == 0:
            yield day
        day += timedelta(days=7)
