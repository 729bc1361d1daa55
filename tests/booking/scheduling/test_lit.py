"""Starts that light up in a therapist's day, and reasons in the gaps where none does."""

from datetime import datetime, timedelta

import pytest

from booking.scheduling.lit import Need, Reason, free_time, light
from booking.scheduling.room import Room
from booking.scheduling.spans import Span
from tests.factories.booking import at

MINUTE = timedelta(minutes=1)
QUARTER = 15 * MINUTE
MORNING = Span(at(8), at(11))


def room_with(*taken: tuple[datetime, datetime], rest: timedelta = timedelta(0)) -> Room:
    return Room.of([MORNING], [], [(Span(*one), rest) for one in taken])


def need(**changes: object) -> Need:
    return Need(**({"length": 30 * MINUTE, "turnaround": 0 * MINUTE, "step": QUARTER} | changes))  # type: ignore[arg-type]


def test_every_start_that_fits_lights_up_and_not_one_per_length() -> None:
    room = room_with((at(8, 30), at(9)), (at(9, 15), at(10)))

    starts, unfit = light(room, MORNING, need())

    assert [one.starts_at for one in starts] == [at(8), at(10), at(10, 15), at(10, 30)]
    assert {one.free_until for one in starts} == {at(8, 30), at(11)}
    assert unfit == [(Span(at(9), at(9, 15)), Reason.TOO_SHORT)]


def test_a_turnaround_goes_before_the_next_visit_and_over_the_end_of_the_day() -> None:
    room = room_with((at(9), at(10)))

    starts, unfit = light(room, MORNING, need(length=60 * MINUTE, turnaround=QUARTER))

    assert [one.starts_at for one in starts] == [at(10)]
    assert unfit == [(Span(at(8), at(9)), Reason.NO_TURNAROUND)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"step": 60 * MINUTE}, Reason.NO_STEP),
        ({"allows": lambda _span: False}, Reason.PATIENT),
        ({"length": 60 * MINUTE}, Reason.TOO_SHORT),
    ],
)
def test_a_gap_in_which_it_fits_nowhere_tells_why(
    changes: dict[str, object], reason: Reason
) -> None:
    room = room_with((at(8), at(8, 10)), (at(8, 55), at(11)))

    starts, unfit = light(room, MORNING, need(**changes))

    assert (starts, unfit) == ([], [(Span(at(8, 10), at(8, 55)), reason)])


def test_what_is_away_or_rests_is_not_free() -> None:
    room = Room.of([MORNING], [Span(at(9), at(9, 30))], [(Span(at(10), at(10, 30)), QUARTER)])

    assert free_time(room, Span(at(8, 20), at(12))) == [
        Span(at(8, 20), at(9)),
        Span(at(9, 30), at(10)),
        Span(at(10, 45), at(11)),
    ]
