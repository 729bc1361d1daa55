"""Calendar arithmetic, against plain models of itself."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.scheduling.clock import clinic_day, clinic_span, roster_days
from booking.scheduling.openings import Opening, cut, nearest, on_grid, one_per_start
from booking.scheduling.rules import Rules
from booking.scheduling.spans import Span

instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone
lengths = st.integers(1, 180).map(lambda minutes: timedelta(minutes=minutes))


@given(starts_at=instants, open_for=lengths, length=lengths, window_starts_at=instants)
def test_every_visit_lies_in_the_free_span_and_the_window_on_the_grid_and_apart(
    starts_at: datetime, open_for: timedelta, length: timedelta, window_starts_at: datetime
) -> None:
    free = Span(starts_at, starts_at + open_for)
    window = Span(window_starts_at, window_starts_at + timedelta(days=200))

    visits = cut([(7, free)], window=window, length=length, grid=Rules.step)

    spans = [Span(visit.starts_at, visit.ends_at) for visit in visits]
    assert all(free.covers(span) and window.covers(span) for span in spans)
    assert all(visit.ends_at - visit.starts_at == length for visit in visits)
    assert all(on_grid(visit.starts_at, Rules.step) for visit in visits)
    assert all(before.ends_at <= after.starts_at for before, after in pairwise(visits))


@given(starts_at=instants, open_for=lengths, length=lengths)
def test_no_room_for_one_more_visit_is_left_at_the_end(
    starts_at: datetime, open_for: timedelta, length: timedelta
) -> None:
    free = Span(starts_at, starts_at + open_for)

    visits = cut([(7, free)], window=free, length=length, grid=Rules.step)

    used_until = visits[-1].ends_at if visits else starts_at
    assert free.ends_at - used_until < length + Rules.step


@given(
    first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    days=st.integers(0, 120),
    weekday=st.integers(1, 7),
    every=st.integers(1, 8),
    anchor=st.dates(date(2025, 1, 1), date(2026, 1, 1)),
)
def test_a_roster_returns_as_a_walk_through_the_calendar_does(
    first: date, days: int, weekday: int, every: int, anchor: date
) -> None:
    last = first + timedelta(days=days)
    week_of = lambda day: (day - date(2024, 1, 1)).days // 7  # noqa: E731  2024-01-01 is a Monday
    walked = [
        day
        for day in (first + timedelta(days=n) for n in range(days + 1))
        if day.isoweekday() == weekday and (week_of(day) - week_of(anchor)) % every == 0
    ]

    days_laid = roster_days(first, last, weekday=weekday, every_n_weeks=every, anchor=anchor)

    assert list(days_laid) == walked


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2027, 3, 27), 24), (date(2027, 3, 28), 23), (date(2027, 10, 31), 25)],
)
def test_a_clinic_day_has_the_hours_of_its_clock(day: date, hours: int) -> None:
    span = clinic_day(day)

    assert span.ends_at - span.starts_at == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("day", "starts_at"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 8, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 7, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 7, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 8, tzinfo=UTC)),
    ],
)
def test_nine_o_clock_is_nine_on_the_clinics_clock(day: date, starts_at: datetime) -> None:
    span = clinic_span(day, time(9), time(12))

    assert span == Span(starts_at, starts_at + timedelta(hours=3))


@pytest.mark.parametrize(
    ("day", "visits"),
    [(date(2027, 3, 27), 8), (date(2027, 3, 28), 6), (date(2027, 10, 31), 10)],
)
def test_a_night_has_the_half_hours_that_the_clock_leaves(day: date, visits: int) -> None:
    night = clinic_span(day, time(1), time(5))
    assert night is not None

    found = cut([(7, night)], window=night, length=timedelta(minutes=30), grid=Rules.step)

    assert len(found) == visits


def test_hours_that_the_clock_skips_are_no_time_at_all() -> None:
    assert clinic_span(date(2027, 3, 28), time(2), time(3)) is None


def test_of_openings_at_one_time_the_one_with_the_quietest_therapist_is_kept() -> None:
    nine, ten = datetime(2027, 1, 12, 9, tzinfo=UTC), datetime(2027, 1, 12, 10, tzinfo=UTC)
    busy = Opening(nine, ten, practitioner_id=1)
    quiet = [Opening(nine, ten, practitioner_id=2), Opening(ten, ten, practitioner_id=2)]

    assert one_per_start([busy, *quiet]) == quiet


def test_the_nearest_openings_come_from_both_sides_in_order_of_time() -> None:
    nine = datetime(2027, 1, 12, 9, tzinfo=UTC)
    half_hour = timedelta(minutes=30)
    starts = [nine + n * half_hour for n in (-3, -2, -1, 1, 3)]
    openings = [Opening(start, start + half_hour, practitioner_id=1) for start in starts]

    assert nearest(openings, nine, count=3) == openings[1:4]
