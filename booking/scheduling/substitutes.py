"""Other times for patients whose therapist cannot come, without a database.

Example: Tibo is ill on Tuesday. Ann, at 10:30, is proposed 11:15 with Wout on that day, 11:00 with
Tibo on Wednesday, and 10:30 with Wout on Thursday. Bob, at 11:00, is proposed none of these: each
free start is for one patient.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from booking.scheduling.clock import CLINIC_TZ, clinic_clock, clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span

# The number of times that one patient may choose from.
MOST_CHOICES = 3
# Days from the first possible one on, on which a time is looked for.
DAYS_AHEAD = 14
# What is not settled by this hour of the day before is shown as urgent.
EVENING = time(17)
FRIDAY = 5


# Openings that are long enough for an appointment: the id of its treatment, and its length.
Kind = tuple[int, timedelta]


@dataclass(frozen=True, slots=True)
class Need:
    """An appointment that needs another time.

    `turnaround` is kept free after it, and `allows` tells whether the patient may have an opening.
    """

    visit: Opening
    kind: Kind
    turnaround: timedelta
    allows: Callable[[Opening], bool]


@dataclass
class Supply:
    """Openings by kind, therapist and day, of which those that are given away are left out.

    `away_until` is the moment from which the therapists who are away are there again.
    """

    openings: Mapping[Kind, Iterable[Opening]]
    away_until: datetime
    _by_day: dict[tuple[Kind, int, date], list[Opening]] = field(init=False)
    _people: dict[Kind, set[int]] = field(init=False)
    _taken: dict[tuple[int, date], list[Span]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_day, self._people = {}, {}
        for kind, openings in self.openings.items():
            for one in openings:
                key = (kind, one.practitioner_id, clinic_date(one.starts_at))
                self._by_day.setdefault(key, []).append(one)
                self._people.setdefault(kind, set()).add(one.practitioner_id)

    def colleague(self, need: Need) -> Iterator[Opening]:
        """Openings with colleagues on the day of the appointment, the nearest hour first."""
        people = self._people.get(need.kind, set()) - {need.visit.practitioner_id}
        yield from self._on(clinic_date(need.visit.starts_at), need, people)

    def same_therapist(self, need: Need) -> Iterator[Opening]:
        """Openings with the same therapist, the first day first and on it the nearest hour."""
        first = max(clinic_date(self.away_until), clinic_date(need.visit.starts_at))
        for number in range(DAYS_AHEAD):
            yield from self._on(first + timedelta(number), need, {need.visit.practitioner_id})

    def anybody(self, need: Need) -> Iterator[Opening]:
        """Openings with anybody, the first day first and on it the nearest hour."""
        first = clinic_date(need.visit.starts_at)
        for number in range(DAYS_AHEAD):
            yield from self._on(first + timedelta(number), need, self._people.get(need.kind, set()))

    def take(self, opening: Opening, turnaround: timedelta) -> None:
        """Give the opening away."""
        key = (opening.practitioner_id, clinic_date(opening.starts_at))
        self._taken.setdefault(key, []).append(
            Span(opening.starts_at, opening.ends_at + turnaround)
        )

    def is_free(self, opening: Opening, turnaround: timedelta) -> bool:
        """Tell whether nothing that is given away is in the way of the opening."""
        blocked = Span(opening.starts_at, opening.ends_at + turnaround)
        taken = self._taken.get((opening.practitioner_id, clinic_date(opening.starts_at)), [])
        return not any(span.overlap(blocked) for span in taken)

    def has(self, need: Need, opening: Opening) -> bool:
        """Tell whether the opening is there for this need, and not given away."""
        key = (need.kind, opening.practitioner_id, clinic_date(opening.starts_at))
        is_there = opening in self._by_day.get(key, ())
        return is_there and self.is_free(opening, need.turnaround)

    def _on(self, day: date, need: Need, people: Collection[int]) -> Iterator[Opening]:
        found = [
            one
            for pk in people
            for one in self._by_day.get((need.kind, pk, day), ())
            if self.is_free(one, need.turnaround)
        ]
        found.sort(key=lambda one: (_apart(one.starts_at, need.visit.starts_at), one))
        yield from (one for one in found if need.allows(one))


def propose(needs: Sequence[Need], supply: Supply) -> list[list[Opening]]:
    """Up to MOST_CHOICES openings for each need, the nearest first, each for one need only.

    Everybody gets a first choice before anybody gets a second: the nearest hour with a colleague,
    then the first with the same therapist, then the first with anybody on yet another day.
    """
    chosen: list[list[Opening]] = [[] for _need in needs]
    for look in (supply.colleague, supply.same_therapist, supply.anybody):
        for need, own in zip(needs, chosen, strict=True):
            apart_from = {clinic_date(one.starts_at) for one in own if look == supply.anybody}
            opening = next((one for one in look(need) if _is_new(one, own, apart_from)), None)
            if opening:
                own.append(opening)
                supply.take(opening, need.turnaround)
    return [sorted(own) for own in chosen]


def _is_new(opening: Opening, own: Iterable[Opening], apart_from: Collection[date]) -> bool:
    """Tell whether it overlaps no choice of the patient, and is on none of these days."""
    is_apart = clinic_date(opening.starts_at) not in apart_from
    return is_apart and not any(opening.span.overlap(one.span) for one in own)


def urgent_until(now: datetime) -> datetime:
    """The end of the last day whose appointments have to be settled by now, in UTC.

    From EVENING on that is the next day, and from Friday evening until the weekend is over it is
    Monday: nobody is at the desk in between.

    Example: on Thursday at 16:00 it is Thursday midnight, on Thursday at 17:00 Friday midnight.
    """
    day, weekday = clinic_date(now), clinic_date(now).isoweekday()
    if clinic_clock(now) >= EVENING or weekday > FRIDAY:
        day += timedelta(days=max(1, 8 - weekday if weekday >= FRIDAY else 1))
    return datetime.combine(day + timedelta(days=1), time.min, CLINIC_TZ).astimezone(UTC)


def _apart(one: datetime, other: datetime) -> timedelta:
    """The time between two hours of the clinic's clock, whatever their days."""
    clocks = [clinic_clock(instant) for instant in (one, other)]
    minutes = [clock.hour * 60 + clock.minute for clock in clocks]
    return timedelta(minutes=abs(minutes[0] - minutes[1]))
