"""Without a preference, the series goes to who can give most of it; and who gives more is named."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.scheduling.planning import plan_series
from booking.scheduling.series_plan import Plan, Wish
from booking.scheduling.spans import Span
from tests.booking.support.planning import (
    MONDAY,
    NOOR,
    THURSDAY,
    TUESDAY,
    WOUT,
    free_time,
    span,
    wish,
)

EMMA = 3
Free = dict[int, list[Span]]


def on(*weekdays: int, weeks: int = 8) -> list[Span]:
    """Free from 9 to 20 on these weekdays, for so many weeks."""
    days = [MONDAY + timedelta(days=n) for n in range(7 * weeks)]
    return [span(day, 9, 20) for day in days if day.isoweekday() in weekdays]


def planned(free: Free, **changes: object) -> Plan:
    """The plan of a wish without a preference among the therapists of `free`, in that order."""
    return plan_series(wish(practitioners=tuple(free), **changes), free_time(free))


@pytest.mark.parametrize(
    ("free", "count", "giver"),
    [
        pytest.param({NOOR: on(TUESDAY), WOUT: on(TUESDAY, THURSDAY)}, 4, WOUT, id="all days"),
        pytest.param({NOOR: on(TUESDAY, THURSDAY), WOUT: on(TUESDAY, THURSDAY)}, 4, NOOR, id="tie"),
        pytest.param({NOOR: on(TUESDAY), WOUT: on(THURSDAY)}, 4, NOOR, id="neither has all days"),
        pytest.param(
            {NOOR: on(TUESDAY, THURSDAY, weeks=1), WOUT: on(TUESDAY)}, 4, WOUT, id="most as wished"
        ),
    ],
)
def test_who_gives_all_of_the_wish_is_chosen(free: Free, count: int, giver: int) -> None:
    assert planned(free, count=count).team == (giver,)


def test_a_plan_that_gives_all_of_the_wish_has_no_alternatives() -> None:
    assert planned({NOOR: on(TUESDAY, THURSDAY), WOUT: on(TUESDAY)}).alternatives == ()


def test_where_nobody_has_all_days_those_who_take_turns_are_the_alternative() -> None:
    plan = planned({NOOR: on(TUESDAY), WOUT: on(THURSDAY)})

    assert (plan.team, plan.idle) == ((NOOR,), {THURSDAY})
    [other] = plan.alternatives
    assert (other.givers, other.idle, other.as_wished) == ({NOOR, WOUT}, frozenset(), 9)


def test_somebody_with_all_days_and_less_room_is_an_alternative_too() -> None:
    plan = planned({NOOR: on(TUESDAY), WOUT: on(TUESDAY, THURSDAY, weeks=3)}, count=8)

    assert plan.team == (NOOR,)
    assert [(one.team, one.as_wished) for one in plan.alternatives] == [
        ((WOUT,), 6),
        ((NOOR, WOUT), 8),
    ]


def test_a_preference_has_no_alternatives() -> None:
    assert planned({NOOR: on(TUESDAY)}).alternatives == ()


free_days = st.lists(
    st.tuples(st.integers(0, 55), st.integers(7, 18), st.integers(1, 3)), max_size=40
).map(lambda hours: [span(MONDAY + timedelta(days=day), hour, hour + n) for day, hour, n in hours])


@given(
    free=st.fixed_dictionaries({NOOR: free_days, WOUT: free_days, EMMA: free_days}),
    weekdays=st.sets(st.integers(1, 7), min_size=1),
    count=st.integers(1, 12),
    hour=st.integers(7, 16),
)
def test_no_therapist_alone_would_have_given_more(
    free: Free, weekdays: set[int], count: int, hour: int
) -> None:
    asked = {"count": count, "weekdays": frozenset(weekdays)}
    asked |= {"opens": time(hour), "closes": time(hour + 3), "first_day": date(2027, 1, 12)}

    def alone(pk: int) -> Plan:
        return plan_series(Wish(practitioners=(pk,), **asked), free_time(free))  # type: ignore[arg-type]

    plan = plan_series(Wish(practitioners=tuple(free), **asked), free_time(free))  # type: ignore[arg-type]
    each = {pk: alone(pk) for pk in free}

    [chosen] = plan.team
    assert plan.as_wished == each[chosen].as_wished == max(one.as_wished for one in each.values())
    equals = [
        (pk, one)
        for pk, one in each.items()
        if (one.as_wished, len(one.visits)) == (plan.as_wished, len(plan.visits))
    ]
    fewest = min(len(one.idle) for _pk, one in equals)
    assert chosen == next(pk for pk, one in equals if len(one.idle) == fewest)
    for other in plan.alternatives:
        assert other.as_wished > plan.as_wished or len(other.idle) < len(plan.idle)
