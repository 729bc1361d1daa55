"""What the desk does: book, move, make longer, cancel, put back, and note who came."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, multiple, precondition, rule

from booking.choices import CancelledBy
from booking.models import Practitioner
from booking.scheduling.clock import clinic_date
from booking.services.visits import attendance
from booking.services.visits.book_at_desk import book_at_desk
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.reinstate import reinstate
from tests.booking.together.stage import PEOPLE, Stage, names, starts, therapists
from tests.booking.together.terms import LENGTH, MINUTE, TURNAROUND, Row

NOTES: dict[str, tuple[Callable[..., Any], set[str], str]] = {
    "check in": (attendance.check_in, {"booked", "noshow"}, "arrived"),
    "nobody came": (attendance.mark_noshow, {"booked"}, "noshow"),
    "it took place": (attendance.fulfil, {"booked", "arrived"}, "fulfilled"),
}
UNDOS: dict[str, Callable[..., Any]] = {
    "arrived": attendance.undo_check_in,
    "noshow": attendance.undo_noshow,
    "fulfilled": attendance.undo_fulfil,
}
LENGTHS = st.sampled_from([15 * MINUTE, LENGTH, 45 * MINUTE, 60 * MINUTE])
calls = st.tuples(therapists, starts, names)
AT_DESK = st.sampled_from([CancelledBy.ASKED, CancelledBy.PRACTICE])


class DeskVerbs(Stage):
    """Verbs of the receptionist; each says first what the model expects."""

    def _fits_at_desk(
        self, who: int, start: datetime, patient: str, length: timedelta = LENGTH, *, visit: int = 0
    ) -> bool:
        """Whether it breaks no rule that the desk would have to overrule."""
        world = self.world
        near = set(world.in_the_way(who, start, length, margin=TURNAROUND)) - {visit}
        is_open = start + length > self.now and world.works(who, start, length) and not near
        return is_open and world.allows(patient, start, visit, length=length)

    @initialize(target=Stage.visits, calls=st.lists(calls, max_size=4))
    def has_booked_before(self, calls: list[tuple[int, datetime, str]]) -> Any:
        """Begin with a few appointments, so that there is something to move, swap and cancel."""
        booked = [self._book_by_phone(*call, overrule=True) for call in calls]
        return multiple(*dict.fromkeys(pk for pk in booked if pk))

    @rule(target=Stage.visits, who=therapists, start=starts, name=names, overrule=st.booleans())
    def books_by_phone(self, who: int, start: datetime, name: str, overrule: bool) -> Any:
        return self._book_by_phone(who, start, name, overrule=overrule) or multiple()

    def _book_by_phone(self, who: int, start: datetime, name: str, *, overrule: bool) -> int | None:
        person, world = self.people[who], self.world
        twice = [
            pk
            for pk, row in world.visits.items()
            if (row["who"], row["start"], row["patient"]) == (person.pk, start, name)
            and world.holds_time(row)
        ]
        taken = world.in_the_way(person.pk, start, margin=0 * LENGTH)
        fits = overrule or self._fits_at_desk(person.pk, start, name)
        booked = self.tried(
            lambda: book_at_desk(
                treatment=self.treatment,
                practitioner=person,
                starts_at=start,
                details=PEOPLE[name],
                overrule=overrule,
                now=self.now,
            ),
            allowed=bool(twice) or (not taken and fits),
        )
        if booked is None:
            return None
        if not twice:
            world.displace(person.pk, start, before=False)
            world.add(booked.visit.pk, person.pk, start, "booked", patient=name)
            world.visits[booked.visit.pk]["change_until"] = world.first_deadline(start)
            self.note_overruled(booked.visit.pk)
        pk: int = booked.visit.pk
        return pk

    @rule(pk=Stage.visits, who=therapists, start=starts, overrule=st.booleans())
    def moves_by_phone(self, pk: int, who: int, start: datetime, overrule: bool) -> None:
        visit = self.world.visits[pk]
        self._give(pk, self.people[who], start, visit["length"], overrule=overrule)

    @precondition(lambda self: self.booked())
    @rule(number=st.integers(0, 5), length=LENGTHS, overrule=st.booleans())
    def makes_longer_or_shorter(self, number: int, length: timedelta, overrule: bool) -> None:
        """Of one that is booked; moving tries those that are over too."""
        pk = self.booked()[number % len(self.booked())]
        visit = self.world.visits[pk]
        person = self.person(visit["who"])
        self._give(pk, person, visit["start"], length, overrule=overrule)

    def _give(
        self, pk: int, person: Practitioner, start: datetime, length: timedelta, *, overrule: bool
    ) -> None:
        world, visit = self.world, self.world.visits[pk]
        as_it_is = (visit["who"], visit["start"], visit["length"])
        stays = as_it_is == (person.pk, start, length) and visit["state"] == "booked"
        taken = set(world.in_the_way(person.pk, start, length, margin=0 * LENGTH)) - {pk}
        patient = visit["patient"]
        fits = overrule or self._fits_at_desk(person.pk, start, patient, length, visit=pk)
        moved = self.tried(
            lambda: move_at_desk(
                appointment=self.appointment(pk),
                practitioner=person,
                starts_at=start,
                length=None if length == visit["length"] else length,
                overrule=overrule,
                now=self.now,
            ),
            allowed=stays or (visit["state"] == "booked" and not taken and fits),
        )
        if moved and not stays:
            world.displace(person.pk, start, length, before=False)
            world.move(pk, person.pk, start, length, at_desk=True)
            self.note_overruled(pk)

    @rule(pk=Stage.visits, by=AT_DESK)
    def cancels_by_phone(self, pk: int, by: CancelledBy) -> None:
        cancelled = self.tried(
            lambda: cancel(appointment=self.appointment(pk), by=by, now=self.now),
            allowed=self.world.visits[pk]["state"] == "booked",
        )
        if cancelled:
            self.world.cancel(pk)

    @rule(pk=Stage.visits)
    def puts_back(self, pk: int) -> None:
        visit, world = self.world.visits[pk], self.world
        place = visit["who"], visit["start"], visit["length"]
        taken = world.in_the_way(*place, margin=0 * LENGTH)
        is_erased = visit["patient"].startswith("erased")
        back = self.tried(
            lambda: reinstate(appointment=self.appointment(pk), now=self.now),
            allowed=visit["state"] == "cancelled" and not taken and not is_erased,
        )
        if back:
            world.displace(*place, before=False)
            visit["state"] = "booked"
            self.note_overruled(pk)

    @rule(pk=Stage.visits, note=st.sampled_from(list(NOTES)))
    def notes_who_came(self, pk: int, note: str) -> None:
        visit: Row = self.world.visits[pk]
        verb, before, after = NOTES[note]
        is_today = clinic_date(visit["start"]) == clinic_date(self.now)
        in_time = is_today if note == "check in" else self.now >= visit["start"]
        noted = self.tried(
            lambda: verb(appointment=self.appointment(pk), now=self.now),
            allowed=visit["state"] in before and in_time,
        )
        if noted:
            visit["state"] = after
            visit["came"] = after == "arrived" or (after == "fulfilled" and visit.get("came"))

    @rule(pk=Stage.visits)
    def undoes_what_was_noted(self, pk: int) -> None:
        visit = self.world.visits[pk]
        for state, undo in UNDOS.items():
            done = self.tried(
                partial(undo, appointment=self.appointment(pk), now=self.now),
                allowed=visit["state"] == state,
            )
            if done:
                # What is not finished after all leaves the patient who arrived in the room.
                is_here = state == "fulfilled" and visit.get("came")
                visit["state"] = "arrived" if is_here else "booked"

    def note_overruled(self, pk: int) -> None:
        """Remember that the desk put this appointment where the therapist is away."""
        visit = self.world.visits[pk]
        visit["stood_in"] = set(self.world.away(visit["who"], visit["start"], visit["length"]))
