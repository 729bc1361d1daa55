"""What patients do on the website: hold, book, go back, move, cancel, wait and answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import multiple, rule

from booking.choices import CancelledBy
from booking.services.visits.book import book
from booking.services.visits.cancel import cancel
from booking.services.visits.give_back import give_back
from booking.services.visits.hold import HOLD_FOR, hold
from booking.services.visits.move import move
from tests.booking.together.stage import PEOPLE, Stage, names, starts, therapists, visitors
from tests.booking.together.terms import LENGTH


class PatientVerbs(Stage):
    """Verbs of visitors; each says first what the model expects."""

    @rule(target=Stage.holds, who=therapists, start=starts, key=visitors)
    def holds_a_time(self, who: int, start: datetime, key: UUID) -> Any:
        return self._hold(who, start, key)

    @rule(target=Stage.move_holds, who=therapists, start=starts, key=visitors, visit=Stage.visits)
    def holds_a_time_to_move_to(self, who: int, start: datetime, key: UUID, visit: int) -> Any:
        return self._hold(who, start, key, moves=visit)

    def _hold(self, who: int, start: datetime, key: UUID, moves: int | None = None) -> Any:
        person, world = self.people[who], self.world
        again = any(
            row["key"] == key
            and world.holds_time(row)
            and (row["who"], row["start"], row["moves"]) == (person.pk, start, moves)
            for row in world.visits.values()
        )
        held = self.tried(
            lambda: hold(
                treatment=self.treatment,
                practitioner=person,
                starts_at=start,
                key=key,
                moves=self.appointment(moves) if moves else None,
                now=self.now,
            ),
            allowed=again or world.is_open(person.pk, start, key),
        )
        if held is None:
            return multiple()
        if held.pk not in world.visits:
            world.displace(person.pk, start, before=True)
            world.release_holds_of(key)
            until = self.now + HOLD_FOR
            world.add(held.pk, person.pk, start, "held", key=key, until=until, moves=moves)
        return held.pk

    @rule(target=Stage.visits, who=therapists, start=starts, key=visitors, name=names)
    def holds_and_books(self, who: int, start: datetime, key: UUID, name: str) -> Any:
        held = self._hold(who, start, key)
        return self._book(held, name) if isinstance(held, int) else held

    @rule(target=Stage.visits, pk=Stage.holds, name=names)
    def books(self, pk: int, name: str) -> Any:
        return self._book(pk, name)

    def _book(self, pk: int, name: str) -> Any:
        row = self.world.visits[pk]
        fits = self.world.is_bookable(pk) and self.world.allows(name, row["start"])
        booked = self.tried(
            lambda: book(held=self.appointment(pk), details=PEOPLE[name], now=self.now),
            allowed=row["state"] == "booked" or fits,
        )
        if booked is None:
            return multiple()
        if row["state"] != "booked":
            self.world.book(pk, booked.pk, name)
        return booked.pk

    @rule(pk=st.one_of(Stage.holds, Stage.move_holds))
    def goes_back(self, pk: int) -> None:
        if self.world.visits[pk]["state"] == "deleted":
            return
        give_back(held=self.appointment(pk), now=self.now)
        self.world.release(self.world.visits[pk])

    @rule(who=therapists, start=starts, key=visitors, visit=Stage.visits)
    def holds_and_moves(self, who: int, start: datetime, key: UUID, visit: int) -> None:
        held = self._hold(who, start, key, moves=visit)
        if isinstance(held, int):
            self._move(held)

    @rule(pk=Stage.move_holds)
    def moves(self, pk: int) -> None:
        self._move(pk)

    def _move(self, pk: int) -> None:
        hold_row = self.world.visits[pk]
        visit = self.world.visits.get(hold_row["moves"])
        if visit is None:
            allowed = False
        else:
            place = (hold_row["who"], hold_row["start"], LENGTH)
            there = (visit["who"], visit["start"], visit["length"]) == place
            allowed = (there and hold_row["state"] in {"released", "taken"}) or (
                visit["state"] == "booked"
                and self.now <= visit["change_until"]
                and self.world.is_bookable(pk)
                and self.world.allows(visit["patient"], hold_row["start"], hold_row["moves"])
            )
        moved = self.tried(lambda: move(held=self.appointment(pk), now=self.now), allowed=allowed)
        if moved and visit and not (there and hold_row["state"] in {"released", "taken"}):
            self.world.move(hold_row["moves"], *place, at_desk=False)
            self.world.release(hold_row, "taken")

    @rule(pk=Stage.visits)
    def cancels(self, pk: int) -> None:
        visit = self.world.visits[pk]
        in_time = visit["change_until"] is not None and self.now <= visit["change_until"]
        cancelled = self.tried(
            lambda: cancel(appointment=self.appointment(pk), by=CancelledBy.PATIENT, now=self.now),
            allowed=visit["state"] == "booked" and in_time,
        )
        if cancelled:
            self.world.cancel(pk)
