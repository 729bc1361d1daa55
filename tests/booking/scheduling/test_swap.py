"""Two visits that change places: each has to fit where the other stood."""

from datetime import datetime, timedelta

import pytest

from booking.scheduling.room import Room
from booking.scheduling.spans import Span
from booking.scheduling.swap import Standing, can_swap
from tests.factories.booking import at

QUARTER = timedelta(minutes=15)
NONE = timedelta(0)
Taken = tuple[datetime, datetime]


def standing(pk: int, begin: datetime, end: datetime, *others: Taken) -> Standing:
    taken = [(Span(*one), NONE) for one in ((begin, end), *others)]
    return Standing(pk, Span(begin, end), NONE, Room.of([Span(at(8), at(12))], [], taken))


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        (standing(2, at(10), at(10, 30)), True),
        (standing(2, at(10), at(10, 30), (at(10, 30), at(11))), False),
        (standing(2, at(9), at(11)), True),
        (standing(2, at(8), at(12)), False),
    ],
)
def test_the_longer_one_needs_the_room_beside_the_shorter(other: Standing, fits: bool) -> None:
    hour = standing(1, at(9), at(10))

    assert (can_swap(hour, other), can_swap(other, hour)) == (fits, fits)


def test_two_of_one_therapist_may_not_overlap_each_other_afterwards() -> None:
    half, hour = (at(8), at(8, 30)), (at(8, 30), at(9, 30))

    assert not can_swap(standing(1, *half, hour), standing(1, *hour, half))
    assert can_swap(standing(1, *half), standing(1, at(11), at(12), half))
