"""Planning of a series over free time, without a database. Clocks are the clinic's.

The planner finds the hour at which most of the wished days have room, walks through the wished days
until it has enough, and looks for a substitute near each day that is full.

Example: three Mondays are wished from 2 March 2026 on, between 9:00 and 12:00. On 2 and 23 March
10:00 is free, so that is the usual hour. The practice is closed on 9 March. 16 March is full, but
Tuesday 17 March has room at 10:00. The plan: 2 March, 17 March (for the 16th, obstacle FULL) and
23 March, all at 10:00; 9 March is skipped (CLOSED).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

from booking.scheduling.clock import CLINIC_TZ, clinic_clock, clinic_date
from booking.scheduling.free_time import DAY, FreeTime
from booking.scheduling.nearest import minutes_off, nearest
from booking.scheduling.openings import Opening
from booking.scheduling.series_plan import PASSED_OVER, Obstacle, Plan, PlannedVisit, Wish
from booking.scheduling.spans import Span

# A substitute lies at most this far from the wished day: within half a week.
REACH = timedelta(days=3)


class _DayResult(NamedTuple):
    """The opening found on a wished day, or the obstacle that is in its way."""

    opening: Opening | None
    obstacle: Obstacle | None = None


def plan_series(
    wish: Wish, time_left: FreeTime, chosen: Mapping[date, Opening | None] | None = None
) -> Plan:
    """Plan the series with the practitioner who can give the most appointments as wished.

    Among equals it is one who works on more of the wished weekdays, and then the first. If that
    plan does not give all of the wish, `alternatives` has what gives more of it. `chosen` holds
    what an earlier plan had and what somebody changed in it, by wished day: an opening, which
    stays, or None to leave that day out. Who gives most of it gives what it lacks.
    """
    teams = [(pk,) for pk in wish.practitioners] if wish.same_throughout else [wish.practitioners]
    plans = [_Planner(wish, time_left, team, chosen or {}).plan() for team in teams]
    kept = [opening.practitioner_id for opening in (chosen or {}).values() if opening]
    best = max(
        plans, key=lambda plan: (sum(map(kept.count, plan.team)), plan.worth), default=Plan()
    )
    if len(plans) < 2 or (best.as_wished == wish.count and not best.idle):
        return best
    alone = [_Planner(wish, time_left, team, {}).plan() for team in teams] if chosen else plans
    taking_turns = _Planner(wish, time_left, wish.practitioners, {}).plan()
    others = [max(alone, key=lambda plan: (-len(plan.idle), plan.worth)), taking_turns]
    return replace(best, alternatives=tuple(one for one in others if one.gives_more(best)))


class _Planner:
    """A planner for one `team`: a single practitioner, or several who take turns."""

    def __init__(
        self,
        wish: Wish,
        time_left: FreeTime,
        team: tuple[int, ...],
        chosen: Mapping[date, Opening | None],
    ) -> None:
        self.wish, self.time_left, self.team, self.chosen = wish, time_left, team, chosen
        self.hours = dict(self._wished_hours())
        self.still_free = dict(self._chosen_and_still_free())
        self.clock = self._usual_clock()

    def plan(self) -> Plan:
        """Make the plan; a full day with nothing free near it is skipped.

        Each time such days turn up, it plans anew without them, so that later days take their turn.
        """
        hopeless: dict[date, _DayResult] = {}
        while True:
            results, skipped = self._take_days(hopeless)
            visits = self._with_substitutes(results)
            without = {day: results[day] for day in results if day not in visits}
            if not without:
                break
            hopeless |= without
        idle = self._idle()
        return Plan(
            tuple(sorted(visits.values(), key=lambda visit: visit.opening)),
            tuple((day, why) for day, why in skipped if day.isoweekday() not in idle),
            idle,
            self.team,
        )

    def _wished_hours(self) -> Iterator[tuple[date, Span]]:
        day = max(self.wish.first_day, clinic_date(self.time_left.window.starts_at))
        last = clinic_date(self.time_left.window.ends_at)
        while day <= last:
            hours = self.time_left.hours(day, self.wish.opens, self.wish.closes)
            if day.isoweekday() in self.wish.weekdays and day not in self.wish.avoid and hours:
                yield day, hours
            day += DAY

    def _chosen_and_still_free(self) -> Iterator[tuple[date, Opening]]:
        """Chosen openings that can still be had: one a day, and within REACH of the wished day."""
        used = set(self.wish.avoid)
        for wished, opening in sorted(self.chosen.items(), key=lambda item: item[0]):
            if opening is None or wished not in self.hours:
                continue
            day = clinic_date(opening.starts_at)
            free = self.time_left.opening_at(opening.starts_at, [opening.practitioner_id])
            if free == opening and day not in used and abs(day - wished) <= REACH:
                used.add(day)
                yield wished, opening

    def _usual_clock(self) -> time:
        """The hour at which most of the days have room; the earliest of equals."""
        by_day = {
            day: self.time_left.openings(hours, self.team) for day, hours in self.hours.items()
        }
        days = [day for day, openings in by_day.items() if openings][: self.wish.count]
        clocks = sorted(
            {clinic_clock(opening.starts_at) for day in days for opening in by_day[day]}
        )
        room = Counter(clock for clock in clocks for day in days if self._opening_at(day, clock))
        return max(clocks, key=lambda clock: room[clock], default=self.wish.opens)

    def _opening_at(self, day: date, clock: time) -> Opening | None:
        start = datetime.combine(day, clock, CLINIC_TZ).astimezone(UTC)
        opening = self.time_left.opening_at(start, self.team)
        if opening and self.hours[day].covers(opening.span):
            return opening
        return None

    def _idle(self) -> frozenset[int]:
        worked = (
            day.isoweekday()
            for day, hours in self.hours.items()
            if self.time_left.is_worked(hours, self.team)
        )
        # A day that is closed each time says nothing about who works then.
        closed = {day for day, hours in self.hours.items() if self.time_left.is_closed(hours)}
        only_closed = {day.isoweekday() for day in closed} - {
            day.isoweekday() for day in self.hours if day not in closed
        }
        return self.wish.weekdays - frozenset(worked) - only_closed

    def _take_days(
        self, hopeless: Mapping[date, _DayResult]
    ) -> tuple[dict[date, _DayResult], list[tuple[date, Obstacle]]]:
        """Go through the wished days until there are enough; list those passed over as well."""
        results: dict[date, _DayResult] = {}
        skipped: list[tuple[date, Obstacle]] = []
        used = {clinic_date(opening.starts_at) for opening in self.still_free.values()}
        kept = {day for day, one in self.chosen.items() if one and day in self.hours}
        kept -= hopeless.keys() | (used - self.still_free.keys())
        for day in self.hours:
            if len(results) == self.wish.count:
                break
            if day in used and day not in self.still_free:
                continue  # somebody chose this day for the appointment of another wished day
            result = self._result_of(day)
            has_room = day in kept or len(kept | results.keys()) < self.wish.count
            is_hopeless = day in hopeless or result.obstacle in PASSED_OVER
            if result.obstacle and (is_hopeless or not has_room):
                skipped.append((day, result.obstacle))
            elif has_room:
                results[day] = result
        return results, skipped

    def _result_of(self, day: date) -> _DayResult:
        if day in self.still_free:
            # Chosen before, near a day that is full still.
            return _DayResult(self.still_free[day], Obstacle.FULL if self._is_full(day) else None)
        if day in self.chosen:
            return _DayResult(None, Obstacle.TAKEN if self.chosen[day] else Obstacle.LEFT_OUT)
        if opening := self._opening_at(day, self.clock):
            return _DayResult(opening)
        hours = self.hours[day]
        if openings := self.time_left.openings(hours, self.team):
            return _DayResult(min(openings, key=self._minutes_off))
        if self._is_full(day):
            return _DayResult(None, Obstacle.FULL)
        closed = self.time_left.is_closed(hours)
        return _DayResult(None, Obstacle.CLOSED if closed else Obstacle.AWAY)

    def _is_full(self, day: date) -> bool:
        """Tell whether the team works on that day at the wished hours, and has nothing free."""
        hours = self.hours[day]
        worked = self.time_left.is_worked(hours, self.team)
        return worked and not self.time_left.openings(hours, self.team)

    def _with_substitutes(self, results: Mapping[date, _DayResult]) -> dict[date, PlannedVisit]:
        """Planned appointments by wished day; a day with nothing free on or near it is missing."""
        days = self._share_days(results)
        visits = {}
        for wished, (opening, obstacle) in results.items():
            free = [self._free_on(day) for day in days[wished]]
            near = self._substitutes(wished, free)
            best = opening or next(iter(near), None)
            if best:
                others = tuple(one for one in near if one != best)
                starts = tuple(sorted(chain.from_iterable(free)))
                visits[wished] = PlannedVisit(
                    wished, best, others, obstacle, starts, is_nearest=best == near[0]
                )
        return visits

    def _share_days(self, results: Mapping[date, _DayResult]) -> dict[date, list[date]]:
        """Give each day within REACH to one wished day, so that no two substitutes can meet.

        A wished day keeps its own day and that of its opening. Any other day goes to the nearest
        wished day that has no opening; when all near it have one, to the nearest of those.
        """
        owners = {day: day for day in results}
        for wished, (opening, _obstacle) in results.items():
            if opening:
                owners[clinic_date(opening.starts_at)] = wished
        shares: dict[date, list[date]] = {wished: [] for wished in results}
        reach = range(-REACH.days, REACH.days + 1)
        for day in sorted({wished + n * DAY for wished in results for n in reach}):
            near = [wished for wished in results if abs(wished - day) <= REACH]
            owner = owners.get(day) or min(
                near, key=lambda wished: (bool(results[wished].opening), abs(wished - day), wished)
            )
            if day >= self.wish.first_day and day not in self.wish.avoid:
                shares[owner].append(day)
        return shares

    def _free_on(self, day: date) -> list[Opening]:
        """Openings of a day, with anybody."""
        hours = self.time_left.hours(day)
        return self.time_left.openings(hours, self.time_left.practitioners) if hours else []

    def _substitutes(self, wished: date, free: Iterable[Sequence[Opening]]) -> list[Opening]:
        return nearest(wished, free, team=self.team, clock=self.clock)

    def _minutes_off(self, opening: Opening) -> int:
        return minutes_off(opening, self.clock)
