"""A series of visits planned over free time, without a database. Clocks are the clinic's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from booking.scheduling.clock import CLINIC_TZ, clinic_clock, clinic_date
from booking.scheduling.free_time import DAY, FreeTime
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span

# A series has at most this many visits.
LONGEST_SERIES = 20
# A substitute lies at most this far from the day that was wished: within half a week.
REACH = timedelta(days=3)
# Of one day; then with whom was wished; then with colleagues.
MOST_OF_A_DAY, MOST_OF_TEAM, MOST_OF_OTHERS = 3, 6, 2


class Obstacle(StrEnum):
    """Why there is no visit on a wished day, within the wished hours."""

    CLOSED = "closed"
    AWAY = "away"
    FULL = "full"
    TAKEN = "taken"
    LEFT_OUT = "left out"


# Days with one of these are passed over, so that the series goes on after them.
PASSED_OVER = (Obstacle.CLOSED, Obstacle.AWAY, Obstacle.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Wish:
    """`weekdays` are ISO; whole visits lie between `opens` and `closes`; `avoid` gets none.

    `practitioners` are ids in order of preference: one of them for all visits, or any for each.
    """

    count: int
    weekdays: frozenset[int]
    opens: time
    closes: time
    first_day: date
    practitioners: tuple[int, ...]
    same_throughout: bool = True
    avoid: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """For the day that was `wished`; at another day or hour where `obstacle` says why."""

    wished: date
    opening: Opening
    substitutes: tuple[Opening, ...]
    obstacle: Obstacle | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Visits in order of time, never two on a day, whichever substitutes are taken.

    `team` is with whom. `skipped` are wished days without a visit; `idle` are ISO weekdays on which
    nobody of the team works at the wished hours.
    """

    visits: tuple[PlannedVisit, ...] = ()
    skipped: tuple[tuple[date, Obstacle], ...] = ()
    idle: frozenset[int] = frozenset()
    team: tuple[int, ...] = ()

    @property
    def as_wished(self) -> int:
        return sum(visit.obstacle is None for visit in self.visits)


class _Found(NamedTuple):
    """What a wished day has to give."""

    opening: Opening | None
    obstacle: Obstacle | None = None


def plan_series(
    wish: Wish, time_left: FreeTime, chosen: Mapping[date, Opening | None] | None = None
) -> Plan:
    """Of several practitioners the one who can give the most visits as wished.

    `chosen` is what somebody made of an earlier plan: another opening for a wished day, or none.
    """
    teams = [(pk,) for pk in wish.practitioners] if wish.same_throughout else [wish.practitioners]
    plans = [_Planner(wish, time_left, team, chosen or {}).plan() for team in teams]
    return max(plans, key=lambda plan: (plan.as_wished, len(plan.visits)), default=Plan())


class _Planner:
    """Plans with `team`: one practitioner, or several who take turns."""

    def __init__(
        self,
        wish: Wish,
        time_left: FreeTime,
        team: tuple[int, ...],
        chosen: Mapping[date, Opening | None],
    ) -> None:
        self.wish, self.time_left, self.team, self.chosen = wish, time_left, team, chosen
        self.hours = dict(self._wished_hours())
        self.kept = dict(self._kept())
        self.clock = self._usual_clock()

    def plan(self) -> Plan:
        """A day that is full, with nothing near, is skipped too: it plans anew without that day."""
        hopeless: dict[date, _Found] = {}
        while True:
            found, skipped = self._walk(hopeless)
            visits = self._with_substitutes(found)
            without = {day: found[day] for day in found if day not in visits}
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

    def _kept(self) -> Iterator[tuple[date, Opening]]:
        """What was chosen and can be had still: one a day, near the wished day."""
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
        room = Counter(clock for clock in clocks for day in days if self._at(day, clock))
        return max(clocks, key=lambda clock: room[clock], default=self.wish.opens)

    def _at(self, day: date, clock: time) -> Opening | None:
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
        return self.wish.weekdays - frozenset(worked)

    def _walk(
        self, hopeless: Mapping[date, _Found]
    ) -> tuple[dict[date, _Found], list[tuple[date, Obstacle]]]:
        """Wished days until there are enough, with what each gives; and those passed over."""
        found: dict[date, _Found] = {}
        skipped: list[tuple[date, Obstacle]] = []
        used = {clinic_date(opening.starts_at) for opening in self.kept.values()}
        for day in self.hours:
            if len(found) == self.wish.count:
                break
            if day in used and day not in self.kept:
                continue  # a visit of another wished day was put here
            given = self._on(day)
            if given.obstacle and (given.obstacle in PASSED_OVER or day in hopeless):
                skipped.append((day, given.obstacle))
            else:
                found[day] = given
        return found, skipped

    def _on(self, day: date) -> _Found:
        if day in self.kept:
            return _Found(self.kept[day])
        if day in self.chosen:
            return _Found(None, Obstacle.TAKEN if self.chosen[day] else Obstacle.LEFT_OUT)
        if opening := self._at(day, self.clock):
            return _Found(opening)
        hours = self.hours[day]
        if openings := self.time_left.openings(hours, self.team):
            return _Found(min(openings, key=self._minutes_off))
        if self.time_left.is_worked(hours, self.team):
            return _Found(None, Obstacle.FULL)
        closed = self.time_left.is_closed(hours)
        return _Found(None, Obstacle.CLOSED if closed else Obstacle.AWAY)

    def _with_substitutes(self, found: Mapping[date, _Found]) -> dict[date, PlannedVisit]:
        """By wished day, without those that have no opening and nothing near."""
        days = self._shared_out(found)
        visits = {}
        for wished, (opening, obstacle) in found.items():
            near = [one for one in self._near(wished, days[wished]) if one != opening]
            best = opening or next(iter(near), None)
            if best:
                others = tuple(one for one in near if one != best)
                visits[wished] = PlannedVisit(wished, best, others, obstacle)
        return visits

    def _shared_out(self, found: Mapping[date, _Found]) -> dict[date, list[date]]:
        """The days around, each for one visit only, so that no two substitutes can meet.

        A day without a visit goes to the nearest that has no opening of its own, else to the
        nearest.
        """
        owners = {day: day for day in found}
        for wished, (opening, _obstacle) in found.items():
            if opening:
                owners[clinic_date(opening.starts_at)] = wished
        shares: dict[date, list[date]] = {wished: [] for wished in found}
        reach = range(-REACH.days, REACH.days + 1)
        for day in sorted({wished + n * DAY for wished in found for n in reach}):
            near = [wished for wished in found if abs(wished - day) <= REACH]
            owner = owners.get(day) or min(
                near, key=lambda wished: (bool(found[wished].opening), abs(wished - day), wished)
            )
            if day >= self.wish.first_day and day not in self.wish.avoid:
                shares[owner].append(day)
        return shares

    def _near(self, wished: date, days: Iterable[date]) -> list[Opening]:
        """The best first: with the same practitioner, then by day, then by hour."""

        def rank(opening: Opening) -> tuple[bool, timedelta, int, Opening]:
            is_other = opening.practitioner_id not in self.team
            days_off = abs(clinic_date(opening.starts_at) - wished)
            return is_other, days_off, self._minutes_off(opening), opening

        best: list[Opening] = []
        for day in days:
            hours = self.time_left.hours(day)
            openings = self.time_left.openings(hours, self.time_left.practitioners) if hours else []
            one_each = {one.starts_at: one for one in sorted(openings, key=rank, reverse=True)}
            best += sorted(one_each.values(), key=rank)[:MOST_OF_A_DAY]
        best.sort(key=rank)
        with_team = [one for one in best if one.practitioner_id in self.team]
        with_others = [one for one in best if one.practitioner_id not in self.team]
        return [*with_team[:MOST_OF_TEAM], *with_others[:MOST_OF_OTHERS]]

    def _minutes_off(self, opening: Opening) -> int:
        """From the usual hour."""
        clock = clinic_clock(opening.starts_at)
        return abs((clock.hour - self.clock.hour) * 60 + clock.minute - self.clock.minute)
