"""Planning a series over free time: its hour, days and therapist, and choices by hand."""

from datetime import date, timedelta
from itertools import chain

from booking.scheduling.clock import clinic_date
from booking.scheduling.planning import plan_series
from booking.scheduling.series_plan import Obstacle, Plan
from booking.scheduling.spans import Span
from tests.booking.support.planning import (
    MONDAY,
    NOOR,
    SATURDAY,
    TUESDAY,
    WOUT,
    every_workday,
    free_time,
    opening,
    span,
    told,
    wish,
)


def without(spans: list[Span], *days: date) -> list[Span]:
    return [one for one in spans if clinic_date(one.starts_at) not in days]


def test_nine_visits_on_tuesday_and_thursday_at_one_hour() -> None:
    planned = plan_series(wish(), free_time({NOOR: every_workday(MONDAY, 9, 20)}))

    assert told(planned) == [
        f"{day} 17:00"
        for day in (
            *("12/01", "14/01", "19/01", "21/01", "26/01", "28/01"),
            *("02/02", "04/02", "09/02"),
        )
    ]
    assert [visit.obstacle for visit in planned.visits] == [None] * 9
    assert planned.skipped == ()


def test_the_hour_is_the_one_that_most_of_the_days_have() -> None:
    early, late = date(2027, 1, 14), [date(2027, 1, 12), date(2027, 1, 19)]
    free = without(every_workday(MONDAY, 9, 20), early, *late)
    free += [span(early, 17, 18), *(span(day, 18, 20) for day in late)]

    planned = plan_series(wish(count=4), free_time({NOOR: free}))

    assert told(planned) == ["12/01 18:00", "14/01 17:30", "19/01 18:00", "21/01 18:00"]


def test_closing_days_and_absences_are_passed_over_so_that_the_count_is_reached() -> None:
    closed, away = date(2027, 1, 12), date(2027, 1, 21)
    free = without(every_workday(MONDAY, 9, 20), closed, away)

    planned = plan_series(wish(count=3), free_time({NOOR: free}, closed=[span(closed, 0, 23)]))

    assert told(planned) == ["14/01 17:00", "19/01 17:00", "26/01 17:00"]
    assert planned.skipped == ((closed, Obstacle.CLOSED), (away, Obstacle.AWAY))


def test_a_weekday_on_which_nobody_works_is_told_once() -> None:
    asked = wish(count=2, weekdays=frozenset({TUESDAY, SATURDAY}))

    planned = plan_series(asked, free_time({NOOR: every_workday(MONDAY, 9, 20)}))

    assert told(planned) == ["12/01 17:00", "19/01 17:00"]
    assert (planned.skipped, planned.idle) == ((), {SATURDAY})


def test_a_weekday_on_which_the_practice_is_closed_each_time_is_not_called_idle() -> None:
    asked = wish(count=2, weekdays=frozenset({TUESDAY, SATURDAY}))
    saturdays = [date(2027, 1, 16) + timedelta(weeks=week) for week in range(8)]
    closed = [span(day, 0, 23) for day in saturdays]

    planned = plan_series(asked, free_time({NOOR: every_workday(MONDAY, 9, 20)}, closed=closed))

    assert (planned.skipped, planned.idle) == (((saturdays[0], Obstacle.CLOSED),), frozenset())


def test_a_full_day_gets_the_nearest_hour_of_the_same_day() -> None:
    full = date(2027, 1, 14)
    work = every_workday(MONDAY, 9, 20)
    free = [*without(work, full), span(full, 15, 16)]

    planned = plan_series(wish(count=3), free_time({NOOR: free}, worked={NOOR: work}))

    assert told(planned) == ["12/01 17:00", "14/01 15:30", "19/01 17:00"]
    assert [visit.obstacle for visit in planned.visits] == [None, Obstacle.FULL, None]


def test_a_day_full_from_morning_to_evening_gets_the_nearest_day() -> None:
    full = date(2027, 1, 14)
    work = every_workday(MONDAY, 9, 20)

    planned = plan_series(
        wish(count=3), free_time({NOOR: without(work, full)}, worked={NOOR: work})
    )

    assert told(planned) == ["12/01 17:00", "13/01 17:00", "19/01 17:00"]
    assert planned.visits[1].wished == full


def test_a_day_that_is_full_still_is_called_so_when_its_substitute_was_chosen_before() -> None:
    full = date(2027, 1, 14)
    work = every_workday(MONDAY, 9, 20)
    left = free_time({NOOR: without(work, full)}, worked={NOOR: work})
    first = plan_series(wish(count=3), left)
    shown = {visit.wished: visit.opening for visit in first.visits}

    again = plan_series(wish(count=3), left, shown)
    other = plan_series(wish(count=3), left, shown | {full: opening(date(2027, 1, 15), 9)})
    freed = plan_series(wish(count=3), free_time({NOOR: work}), shown)

    assert (again.visits[1].obstacle, again.visits[1].is_nearest) == (Obstacle.FULL, True)
    assert (other.visits[1].obstacle, other.visits[1].is_nearest) == (Obstacle.FULL, False)
    assert again.as_wished == 2
    assert [visit.obstacle for visit in freed.visits] == [None, None, None]


def test_a_substitute_is_with_the_same_therapist_first_even_on_another_day() -> None:
    full = date(2027, 1, 14)
    work = every_workday(MONDAY, 9, 20)
    free = {NOOR: without(work, full), WOUT: [span(full, 17, 18)]}

    planned = plan_series(wish(count=2), free_time(free, worked={NOOR: work}))

    clash = planned.visits[1]
    assert (clash.opening.practitioner_id, clash.wished) == (NOOR, full)
    assert {one.practitioner_id for one in clash.substitutes} == {NOOR, WOUT}


def test_a_full_day_with_nothing_near_is_skipped_and_the_count_is_reached() -> None:
    near = [date(2027, 1, 19) + timedelta(days=n) for n in range(-3, 4)]
    work = every_workday(MONDAY, 9, 20)
    asked = wish(count=2, weekdays=frozenset({TUESDAY}))

    planned = plan_series(asked, free_time({NOOR: without(work, *near)}, worked={NOOR: work}))

    assert told(planned) == ["12/01 17:00", "26/01 17:00"]
    assert planned.skipped == ((date(2027, 1, 19), Obstacle.FULL),)


def test_the_therapist_who_can_give_the_most_is_taken_for_all() -> None:
    free = {NOOR: every_workday(MONDAY, 9, 20, weeks=1), WOUT: every_workday(MONDAY, 9, 20)}

    planned = plan_series(wish(practitioners=(NOOR, WOUT)), free_time(free))

    assert {visit.opening.practitioner_id for visit in planned.visits} == {WOUT}


def test_therapists_may_take_turns() -> None:
    tuesdays, thursdays = span(date(2027, 1, 12), 17, 19), span(date(2027, 1, 14), 17, 19)
    asked = wish(count=2, practitioners=(NOOR, WOUT), same_throughout=False)

    planned = plan_series(asked, free_time({NOOR: [tuesdays], WOUT: [thursdays]}))

    assert [visit.opening.practitioner_id for visit in planned.visits] == [NOOR, WOUT]


def test_what_was_chosen_stays_and_what_was_left_out_is_made_up_for_at_the_end() -> None:
    chosen = {date(2027, 1, 12): opening(date(2027, 1, 13), 10), date(2027, 1, 14): None}

    planned = plan_series(wish(count=3), free_time({NOOR: every_workday(MONDAY, 9, 20)}), chosen)

    assert told(planned) == ["13/01 10:00", "19/01 17:00", "21/01 17:00"]
    assert planned.skipped == ((date(2027, 1, 14), Obstacle.LEFT_OUT),)


def test_what_was_chosen_and_is_taken_since_becomes_a_clash_alone() -> None:
    day = date(2027, 1, 12)
    chosen = {day: opening(day, 8), date(2027, 1, 14): opening(date(2027, 1, 14), 18)}

    planned = plan_series(wish(count=2), free_time({NOOR: every_workday(MONDAY, 9, 20)}), chosen)

    assert told(planned) == ["12/01 17:00", "14/01 18:00"]
    assert [visit.obstacle for visit in planned.visits] == [Obstacle.TAKEN, None]


def test_two_choices_on_one_day_are_not_both_kept() -> None:
    day = date(2027, 1, 13)
    chosen = {date(2027, 1, 12): opening(day, 10), date(2027, 1, 14): opening(day, 11)}

    planned = plan_series(wish(count=2), free_time({NOOR: every_workday(MONDAY, 9, 20)}), chosen)

    assert told(planned) == ["13/01 10:00", "14/01 17:00"]


def test_days_to_avoid_get_nothing_and_are_no_substitute() -> None:
    avoid = frozenset({date(2027, 1, 12), date(2027, 1, 13)})

    planned = plan_series(
        wish(count=2, avoid=avoid), free_time({NOOR: every_workday(MONDAY, 9, 20)})
    )

    assert told(planned) == ["14/01 17:00", "19/01 17:00"]
    assert days_offered(planned) & avoid == set()


def test_it_ends_at_the_horizon() -> None:
    planned = plan_series(wish(count=20), free_time({NOOR: every_workday(MONDAY, 9, 20, 20)}))

    assert len(planned.visits) == 16


def days_offered(planned: Plan) -> set[date]:
    openings = chain.from_iterable([visit.opening, *visit.substitutes] for visit in planned.visits)
    return {clinic_date(one.starts_at) for one in openings}
