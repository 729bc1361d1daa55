"""The clinic's clock: its days and hours as aware UTC instants, and back again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.scheduling.spans import Span

CLINIC_TZ = ZoneInfo("Europe/Brussels")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Years that somebody can mean: far from the ends of the calendar, where arithmetic overflows.
PLAUSIBLE_YEARS = range(2000, 2200)


def plausible_day(text: str) -> date | None:
    """What an ISO date in an address says; None for what is none, or far from our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in PLAUSIBLE_YEARS else None


def clinic_date(instant: datetime) -> date:
    return instant.astimezone(CLINIC_TZ).date()


def clinic_clock(instant: datetime) -> time:
    return instant.astimezone(CLINIC_TZ).time()


def comes_twice(instant: datetime) -> bool:
    """Whether the clinic's clock shows the same at another instant: the hour before winter time."""
    clock = instant.astimezone(CLINIC_TZ)
    return clock.utcoffset() != clock.replace(fold=1 - clock.fold).utcoffset()


def is_summer_time(instant: datetime) -> bool:
    return bool(instant.astimezone(CLINIC_TZ).dst())


def clinic_span(day: date, opens: time, closes: time, tz: ZoneInfo = CLINIC_TZ) -> Span | None:
    """The UTC span between two wall-clock times; None where the clock change leaves nothing."""
    span = Span(
        datetime.combine(day, opens, tz).astimezone(UTC),
        datetime.combine(day, closes, tz).astimezone(UTC),
    )
    return span if span.starts_at < span.ends_at else None


def clinic_day(day: date, tz: ZoneInfo = CLINIC_TZ) -> Span:
    """From midnight to midnight on the clinic's clock: 23 or 25 hours when the clock changes."""
    return Span(
        datetime.combine(day, time.min, tz).astimezone(UTC),
        datetime.combine(day + timedelta(days=1), time.min, tz).astimezone(UTC),
    )


def roster_days(
    first: date, last: date, *, weekday: int, every_n_weeks: int, anchor: date
) -> Iterator[date]:
    """Days on ISO `weekday`, both ends included, in every n-th week from the one of `anchor`."""
    if first > last:
        return  # before any arithmetic: a roster may begin on the last day of the calendar
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    while day <= last:
        if (day - monday).days // 7 % every_n_weeks == 0:
            yield day
        day += timedelta(days=7)
