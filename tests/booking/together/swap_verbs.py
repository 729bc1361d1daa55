"""Two appointments change places at the desk, and back within a few minutes."""

from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from booking.services.mail.undo_time import UNDO_FOR
from booking.services.visits.put_back import AsItWas
from booking.services.visits.swap_at_desk import swap_at_desk
from booking.services.visits.swap_back import swap_back
from tests.booking.together.stage import Stage
from tests.booking.together.terms import LENGTH, TURNAROUND


class SwapVerbs(Stage):
    """Verbs on two appointments at once."""

    # How both were before the last swap, with the versions that the bar then showed.
    swapped: tuple[Any, ...] | None = None

    @rule(one=Stage.visits, other=Stage.visits, overrule=st.booleans())
    def swaps_by_phone(self, one: int, other: int, overrule: bool) -> None:
        self.swap(one, other, overrule=overrule)

    @precondition(lambda self: len(self.booked()) > 1)
    @rule(number=st.integers(0, 5), overrule=st.booleans(), undoes=st.booleans())
    def swaps_two_that_are_booked(self, number: int, overrule: bool, undoes: bool) -> None:
        pairs = list(combinations(self.booked(), 2))
        self.swapped = None
        self.swap(*pairs[number % len(pairs)], overrule=overrule)
        if undoes and self.swapped:
            self.undo()

    def swap(self, one: int, other: int, *, overrule: bool) -> None:
        """Let two change places, exactly when the model says so."""
        world = self.world
        rows = world.visits[one], world.visits[other]
        stand = one != other and all(row["state"] == "booked" for row in rows)
        fits = stand and not self._taken(one, other) and (overrule or self._fits_both(one, other))
        visits = self.appointment(one), self.appointment(other)
        before = tuple(AsItWas.of(visit, self.now) for visit in visits)
        deadlines = [row["change_until"] for row in rows]
        done = self.tried(
            lambda: swap_at_desk(visits=visits, shown=("", ""), overrule=overrule, now=self.now),
            allowed=fits,
        )
        if done:
            self._exchange(one, other)
            shown = tuple(booking.visit.version for booking in done)
            self.swapped = one, other, before, shown, deadlines, self.now

    @precondition(lambda self: self.swapped is not None)
    @rule()
    def undoes_the_last_swap(self) -> None:
        self.undo()

    def undo(self) -> None:
        """Press the bar below the agenda: both are exactly as they were, or neither."""
        assert self.swapped
        one, other, before, shown, deadlines, at = self.swapped
        visits = self.appointment(one), self.appointment(other)
        as_shown = tuple(visit.version for visit in visits) == shown
        stand = as_shown and not self._taken(one, other)
        done = self.tried(
            lambda: swap_back(visits=visits, before=before, shown=shown, now=self.now),
            allowed=self.now <= at + UNDO_FOR and stand,
        )
        self.swapped = None
        if done:
            self._exchange(one, other)
            for pk, deadline in zip((one, other), deadlines, strict=True):
                self.world.visits[pk]["change_until"] = deadline

    def _exchange(self, one: int, other: int) -> None:
        world = self.world
        places = self._places(one, other)
        for place in places:
            world.displace(*place, before=False)
        for pk, place in zip((one, other), places, strict=True):
            world.move(pk, *place, at_desk=True)
            world.visits[pk]["stood_in"] = set(world.away(*place))

    def _places(self, one: int, other: int) -> list[tuple[int, datetime, timedelta]]:
        """Where each is to stand: therapist and start of the other, for as long as it lasts."""
        rows = self.world.visits[one], self.world.visits[other]
        return [
            (place["who"], place["start"], mine["length"]) for mine, place in (rows, rows[::-1])
        ]

    def _meet(self, one: int, other: int, *, margin: timedelta) -> bool:
        """Whether the two would stand in each other's way after it."""
        places = self._places(one, other)
        (who, start, length), (other_who, later, _length) = sorted(places, key=lambda one: one[1])
        return who == other_who and later < start + length + margin

    def _taken(self, one: int, other: int) -> bool:
        """Whether a third has some of the time, or the two would overlap."""
        world = self.world
        return self._meet(one, other, margin=0 * LENGTH) or any(
            set(world.in_the_way(*place, margin=0 * LENGTH)) - {one, other}
            for place in self._places(one, other)
        )

    def _fits_both(self, one: int, other: int) -> bool:
        """Whether neither breaks a rule, with the other one gone from its place."""
        places = zip((one, other), self._places(one, other), strict=True)
        return not self._meet(one, other, margin=TURNAROUND) and all(
            self._fits(pk, {one, other}, *place) for pk, place in places
        )

    def _fits(self, pk: int, both: set[int], who: int, start: datetime, length: timedelta) -> bool:
        world, patient = self.world, self.world.visits[pk]["patient"]
        near = set(world.in_the_way(who, start, length, margin=TURNAROUND)) - both
        is_open = start + length > self.now and world.works(who, start, length) and not near
        return is_open and world.allows(patient, start, *both, length=length)
