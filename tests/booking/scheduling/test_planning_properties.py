"""Rules that a plan keeps, whatever is asked and whatever is free."""

from datetime import date, time, timedelta
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening, on_grid
from booking.scheduling.planning import REACH, plan_series
from booking.scheduling.series_plan import Wish
from booking.scheduling.spans import Span
from tests.booking.support.planning import (
    MONDAY,
    NOOR,
    QUARTER,
    WOUT,
    every_workday,
    free_time,
    opening,
    span,
    told,
    wish,
)


@given(first=st.sampled_from([date(2027, 3, 1), date(2027, 10, 4)]), hour=st.integers(7, 20))
def test_the_hour_stays_when_the_clock_changes(first: date, hour: int) -> None:
    asked = wish(count=16, first_day=first, opens=time(hour), closes=time(hour + 2))

    planned = plan_series(asked, free_time({NOOR: every_workday(first, 6, 23)}, first=first))

    assert {line.split()[1] for line in told(planned)} == {f"{hour:02d}:00"}
    assert len({one.opening.starts_at.time() for one in planned.visits}) == 2  # in UTC


# Hours that somebody may be free: a day of eight weeks, from, for how long.
halves = st.lists(st.tuples(st.integers(0, 55), st.integers(7, 20), st.integers(1, 3)), max_size=60)
moments = st.builds(
    lambda day, hour, pk: opening(MONDAY + timedelta(days=day), hour, 0, pk),
    st.integers(0, 55),
    st.integers(7, 20),
    st.sampled_from([NOOR, WOUT]),
)
wishes = st.builds(
    lambda count, weekdays, hour, room, same: wish(
        count=count,
        weekdays=frozenset(weekdays),
        opens=time(hour),
        closes=time(hour + room),
        practitioners=(NOOR, WOUT),
        same_throughout=same,
    ),
    st.integers(1, 20),
    st.sets(st.integers(1, 7), min_size=1),
    st.integers(7, 18),
    st.integers(1, 4),
    st.booleans(),
)


def spans(hours: list[tuple[int, int, int]]) -> list[Span]:
    return [span(MONDAY + timedelta(days=day), hour, hour + n) for day, hour, n in hours]


@given(
    asked=wishes,
    noor=halves,
    wout=halves,
    taken=halves,
    chosen=st.dictionaries(st.integers(0, 55), st.none() | moments, max_size=6),
)
def test_whatever_is_taken_of_a_plan_keeps_the_rules(
    asked: Wish,
    noor: list[tuple[int, int, int]],
    wout: list[tuple[int, int, int]],
    taken: list[tuple[int, int, int]],
    chosen: dict[int, Opening | None],
) -> None:
    time_left = free_time(
        {NOOR: spans(noor), WOUT: spans(wout)}, worked={NOOR: spans(noor + taken)}
    )

    planned = plan_series(
        asked, time_left, {MONDAY + timedelta(days=day): one for day, one in chosen.items()}
    )

    of_each = [[visit.opening, *visit.substitutes] for visit in planned.visits]
    days = [{clinic_date(one.starts_at) for one in openings} for openings in of_each]
    assert len(planned.visits) <= asked.count
    assert sum(map(len, days)) == len(set(chain.from_iterable(days)))
    for visit, openings in zip(planned.visits, of_each, strict=True):
        assert len(openings) == len(set(openings))
        assert visit.wished.isoweekday() in asked.weekdays
        for one in openings:
            assert time_left.opening_at(one.starts_at, [one.practitioner_id]) == one
            assert on_grid(one.starts_at, QUARTER)
            assert abs(clinic_date(one.starts_at) - visit.wished) <= REACH


@given(asked=wishes, noor=halves, wout=halves, taken=halves, data=st.data())
def test_another_start_for_one_visit_or_none_leaves_the_others(
    asked: Wish,
    noor: list[tuple[int, int, int]],
    wout: list[tuple[int, int, int]],
    taken: list[tuple[int, int, int]],
    data: st.DataObject,
) -> None:
    time_left = free_time(
        {NOOR: spans(noor), WOUT: spans(wout)}, worked={NOOR: spans(noor + taken)}
    )
    planned = plan_series(asked, time_left)
    shown = {visit.wished: visit.opening for visit in planned.visits}
    for visit in planned.visits:
        other = data.draw(st.sampled_from([*visit.starts, *visit.substitutes]))

        changed = plan_series(asked, time_left, shown | {visit.wished: other})
        without = plan_series(asked, time_left, shown | {visit.wished: None})

        now = {one.wished: one.opening for one in changed.visits}
        assert now.items() >= (shown | {visit.wished: other}).items()
        assert len(now) == len(shown) or len(shown) < asked.count
        rest = {one.wished: one.opening for one in without.visits}
        assert rest.items() >= shown.items() - {(visit.wished, visit.opening)}
        assert visit.wished not in rest
