"""Places on the scale of one day, for any periods and on nights that the clock changes."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.scheduling.clock import CLINIC_TZ, clinic_day
from booking.scheduling.grid import Block, Scale, joined
from booking.scheduling.room import Room
from booking.scheduling.spans import Span

MINUTE = timedelta(minutes=1)
DAYS = [date(2027, 1, 12), date(2027, 3, 28), date(2027, 10, 31)]

days = st.sampled_from(DAYS)
# Minutes since midnight, from the evening before to the morning after.
periods = st.tuples(st.integers(-300, 1700), st.integers(1, 600))


def span_on(day: date, period: tuple[int, int]) -> Span:
    start = clinic_day(day).starts_at + period[0] * MINUTE
    return Span(start, start + period[1] * MINUTE)


@given(day=days, shown=st.lists(periods, max_size=4), period=periods)
def test_nothing_stands_outside_the_scale_and_all_is_true_to_it(
    day: date, shown: list[tuple[int, int]], period: tuple[int, int]
) -> None:
    scale = Scale.of(clinic_day(day), [span_on(day, one) for one in shown])
    span = span_on(day, period)

    block = scale.place(span)

    inside = span.overlap(scale.span)
    assert (block is None) == (inside is None)
    if block and inside:
        assert 0 <= block.start < block.start + block.length <= scale.minutes
        begin = scale.span.starts_at + block.start * MINUTE
        assert (begin, begin + block.length * MINUTE) == inside


@given(day=days, shown=st.lists(periods, max_size=4))
def test_what_is_shown_of_a_day_is_whole_hours_with_all_that_happens_on_it(
    day: date, shown: list[tuple[int, int]]
) -> None:
    spans = [span_on(day, one) for one in shown]

    scale = Scale.of(clinic_day(day), spans)

    assert scale.minutes % 60 == 0
    assert all(
        scale.span.covers(inside) for one in spans if (inside := one.overlap(clinic_day(day)))
    )


@given(day=days, seconds=st.lists(st.integers(0, 36_000), min_size=2, unique=True))
def test_what_touches_in_time_touches_on_the_screen(day: date, seconds: list[int]) -> None:
    scale = Scale.of(clinic_day(day), [])
    moments = [scale.span.starts_at + timedelta(seconds=one) for one in sorted(seconds)]

    blocks = [scale.place(Span(*pair)) for pair in pairwise(moments)]

    for above, below in pairwise(filter(None, blocks)):
        # Less than a minute is drawn as one, so that it can be seen.
        assert above.start + above.length <= below.start + (above.length == 1)


@pytest.mark.parametrize(
    ("day", "minute"), [(DAYS[0], 9 * 60), (DAYS[1], 8 * 60), (DAYS[2], 10 * 60)]
)
def test_a_night_that_loses_or_gains_an_hour_is_that_much_shorter_or_longer(
    day: date, minute: int
) -> None:
    midnight, nine = (datetime.combine(day, time(hour), CLINIC_TZ) for hour in (0, 9))
    scale = Scale.of(clinic_day(day), [Span(midnight, midnight + MINUTE)])

    assert scale.minute_of(nine) == minute
    assert len(scale.hours) == minute // 60 + 9


@given(
    day=days,
    taken=st.lists(st.tuples(st.integers(0, 600), st.integers(5, 90)), max_size=5),
    clock=st.integers(-60, 660),
)
def test_free_time_lies_in_worked_time_between_visits_and_not_in_the_past(
    day: date, taken: list[tuple[int, int]], clock: int
) -> None:
    scale = Scale.of(clinic_day(day), [])
    now = scale.span.starts_at + clock * MINUTE
    busy = [
        Span(scale.span.starts_at + at * MINUTE, scale.span.starts_at + (at + long) * MINUTE)
        for at, long in taken
    ]
    room = Room.of([scale.span], [], [(one, timedelta(0)) for one in busy])

    gaps = scale.gaps(room, lambda start: True, now=now)

    for gap in gaps:
        assert gap.span.starts_at >= now
        assert scale.span.covers(gap.span)
        assert gap.span.ends_at <= gap.free_until
        assert gap.span.ends_at - gap.span.starts_at <= timedelta(minutes=30)
        assert not any(gap.span.overlap(one) for one in busy)
    assert all(one.span.ends_at <= other.span.starts_at for one, other in pairwise(gaps))
    assert len([gap for gap in gaps if gap.is_first]) == len({gap.free_until for gap in gaps})


def test_time_in_which_nothing_fits_is_not_free() -> None:
    scale = Scale.of(clinic_day(DAYS[0]), [])
    room = Room.of([scale.span], [], [])

    assert scale.gaps(room, lambda start: False, now=scale.span.starts_at) == []


@given(blocks=st.lists(st.builds(Block, st.integers(0, 300), st.integers(1, 90)), max_size=8))
def test_joined_blocks_have_the_same_minutes_with_a_gap_between_each_two(
    blocks: list[Block],
) -> None:
    found = joined(sorted(blocks))

    assert minutes_of(found) == minutes_of(blocks)
    assert all(one.start + one.length < other.start for one, other in pairwise(found))


def minutes_of(blocks: list[Block]) -> set[int]:
    return {minute for one in blocks for minute in range(one.start, one.start + one.length)}
