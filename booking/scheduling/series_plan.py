"""A wish for a series of appointments, and the plan that answers it. Clocks are the clinic's."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from booking.scheduling.openings import Opening

# A series has at most this many appointments.
LONGEST_SERIES = 20


class Obstacle(StrEnum):
    """Reasons why a wished day has no appointment within the wished hours."""

    CLOSED = "closed"
    AWAY = "away"
    FULL = "full"
    TAKEN = "taken"
    LEFT_OUT = "left out"


# A day with one of these gets no appointment; the series goes on after it.
PASSED_OVER = (Obstacle.CLOSED, Obstacle.AWAY, Obstacle.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Wish:
    """A patient's wish: so many appointments, on these weekdays, between these hours.

    `weekdays` are ISO numbers (1 is Monday). An appointment lies between `opens` and `closes` as a
    whole. `practitioners` are ids in order of preference; with `same_throughout` one of them gives
    all appointments, without it each appointment may be with any of them. Days in `avoid` get none.
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
    """One appointment of a plan, with the openings that could replace it, best first.

    `wished` is the day that it is for. `obstacle` is None when `opening` is as wished; else it says
    why `opening` is on another day or at another hour. `starts` are all openings on the days that
    are for this appointment alone, with anybody: each may take the place of `opening`. `is_nearest`
    tells whether nothing else that is free comes closer to the wish.
    """

    wished: date
    opening: Opening
    substitutes: tuple[Opening, ...]
    obstacle: Obstacle | None
    starts: tuple[Opening, ...] = field(default=(), compare=False, repr=False)
    is_nearest: bool = field(default=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """Appointments in order of time, never two on a day, whichever substitutes are taken.

    `skipped` are wished days without an appointment. `idle` are ISO weekdays on which nobody of
    `team` works at the wished hours. `team` holds the ids of the practitioners planned with.
    `alternatives` are plans with other teams that give more of the wish.
    """

    visits: tuple[PlannedVisit, ...] = ()
    skipped: tuple[tuple[date, Obstacle], ...] = ()
    idle: frozenset[int] = frozenset()
    team: tuple[int, ...] = ()
    alternatives: "tuple[Plan, ...]" = ()

    @property
    def givers(self) -> frozenset[int]:
        """Ids of the practitioners who give its appointments."""
        return frozenset(visit.opening.practitioner_id for visit in self.visits)

    @property
    def as_wished(self) -> int:
        """The number of appointments that are on their wished day and within the wished hours."""
        return sum(visit.obstacle is None for visit in self.visits)

    @property
    def worth(self) -> tuple[int, int, int]:
        """A key by which the best of several plans for one wish is the largest."""
        return self.as_wished, len(self.visits), -len(self.idle)

    def gives_more(self, than: "Plan") -> bool:
        """Tell whether it has more appointments as wished, or reaches more of the weekdays."""
        return self.as_wished > than.as_wished or len(self.idle) < len(than.idle)
