"""The openings that could stand in for a wished day which is full, without a database."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from booking.scheduling.clock import clinic_clock, clinic_date
from booking.scheduling.openings import Opening

# The number of substitutes that are proposed: on one day, with the team, and with colleagues.
MOST_PER_DAY, MOST_WITH_TEAM, MOST_WITH_COLLEAGUES = 3, 6, 2


def nearest(
    wished: date, free: Iterable[Sequence[Opening]], *, team: Sequence[int], clock: time
) -> list[Opening]:
    """The best openings of each day: with the team, then by nearness of day, then of hour.

    `free` has the openings of each day, `clock` is the usual hour of the series.
    """

    def rank(opening: Opening) -> tuple[bool, timedelta, int, Opening]:
        is_other = opening.practitioner_id not in team
        days_off = abs(clinic_date(opening.starts_at) - wished)
        return is_other, days_off, minutes_off(opening, clock), opening

    best: list[Opening] = []
    for openings in free:
        one_each = {one.starts_at: one for one in sorted(openings, key=rank, reverse=True)}
        best += sorted(one_each.values(), key=rank)[:MOST_PER_DAY]
    best.sort(key=rank)
    with_team = [one for one in best if one.practitioner_id in team]
    with_others = [one for one in best if one.practitioner_id not in team]
    return [*with_team[:MOST_WITH_TEAM], *with_others[:MOST_WITH_COLLEAGUES]]


def minutes_off(opening: Opening, clock: time) -> int:
    """Minutes between the start and an hour of the day, both on the clinic's clock."""
    start = clinic_clock(opening.starts_at)
    return abs((start.hour - clock.hour) * 60 + start.minute - clock.minute)
