"""Days of two therapists and two treatments at random, as the website finds them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from hypothesis import strategies as st

from booking.models import Practitioner, Treatment
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    TreatmentFactory,
    WaitlistEntryFactory,
    WaitlistOfferFactory,
    at,
    practice_may,
)

MINUTE = timedelta(minutes=1)

fives = st.integers(0, 36).map(lambda number: 5 * number * MINUTE)
lengths = st.integers(3, 9).map(lambda number: 5 * number * MINUTE)
rests = st.integers(0, 4).map(lambda number: 5 * number * MINUTE)


class Taken(NamedTuple):
    """Time of one of both therapists that something takes."""

    whose: int
    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Taken") -> bool:
        """Whether both take some of the same time of the same therapist."""
        at_once = self.starts_at < other.ends_at and other.starts_at < self.ends_at
        return self.whose == other.whose and at_once


def taken() -> st.SearchStrategy[Taken]:
    return st.builds(
        lambda whose, begin, length: Taken(whose, at(8) + begin, at(8) + begin + length),
        st.integers(0, 1),
        fives,
        lengths,
    )


@dataclass
class World:
    """Two therapists, two treatments, and what takes the therapists' time; drawn by Hypothesis."""

    treatments: list[tuple[timedelta, timedelta, bool]]
    steps: list[timedelta | None]
    slots: list[list[tuple[int, int]]]
    states: list[tuple[bool, bool]]
    gives_all: bool
    booked: list[Taken]
    held: list[Taken]
    offered: list[Taken]
    away: list[Taken]
    closed: list[Taken]
    notice: int
    horizon: timedelta
    clock: timedelta
    visitor: UUID = field(default_factory=uuid4)

    @property
    def now(self) -> datetime:
        return at(8) + self.clock

    def make(self) -> None:
        """Store it; of two that would take the same time the first does."""
        given = [
            TreatmentFactory(duration=length, turnaround=rest, is_online=is_online, step=step)
            for (length, rest, is_online), step in zip(self.treatments, self.steps, strict=True)
        ]
        practice_may(minimum_notice=self.notice * 30 * MINUTE, horizon=self.horizon)
        people = []
        for (is_online, is_active), slots in zip(self.states, self.slots, strict=True):
            gives = given if self.gives_all or not people else given[:1]
            person = PractitionerFactory(treatments=gives, is_online=is_online, is_active=is_active)
            people.append(person)
            for first, last in slots:
                starts_at, ends_at = at(8) + first * MINUTE, at(8) + last * MINUTE
                SlotFactory(practitioner=person, starts_at=starts_at, ends_at=ends_at)
        self._fill(people, given[0])
        for one in self.away:
            span = {"starts_at": one.starts_at, "ends_at": one.ends_at}
            AbsenceFactory(practitioner=people[one.whose], **span)
        for one in self.closed:
            AbsenceFactory(practitioner=None, starts_at=one.starts_at, ends_at=one.ends_at)

    def _fill(self, people: list[Practitioner], treatment: Treatment) -> None:
        """Appointments, holds of others and of the visitor, and an offer with its hold."""
        full: list[Taken] = []
        kinds = [("booked", self.booked), ("held", self.held), ("offered", self.offered)]
        for kind, one in ((kind, one) for kind, every in kinds for one in every):
            if any(one.meets(other) for other in full):
                continue
            full.append(one)
            facts: dict[str, Any] = {
                "practitioner": people[one.whose],
                "starts_at": one.starts_at,
                "ends_at": one.ends_at,
            }
            until = self.now + 10 * MINUTE
            kept = {"held": True, "held_until": until, "treatment": treatment}
            if kind == "booked":
                AppointmentFactory(treatment=treatment, turnaround=treatment.turnaround, **facts)
            elif kind == "held":
                key = self.visitor if len(full) % 2 else uuid4()
                AppointmentFactory(hold_key=key, **kept, **facts)
            else:
                held = AppointmentFactory(**kept, **facts)
                entry = WaitlistEntryFactory(treatment=treatment)
                times = {"offered_at": self.now - MINUTE, "expires_at": until}
                WaitlistOfferFactory(entry=entry, hold=held, **times, **facts)


worlds = st.builds(
    World,
    # The first is always on the website.
    treatments=st.tuples(
        st.tuples(lengths, rests, st.just(True)), st.tuples(lengths, rests, st.booleans())
    ).map(list),
    steps=st.lists(
        st.sampled_from([None, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE]), min_size=2, max_size=2
    ),
    slots=st.lists(
        st.sampled_from([[(0, 180)], [(0, 90), (90, 180)], [(10, 70), (95, 180)]]),
        min_size=2,
        max_size=2,
    ),
    states=st.tuples(
        st.just((True, True)), st.sampled_from([(True, True), (False, True), (True, False)])
    ).map(list),
    gives_all=st.booleans(),
    booked=st.lists(taken(), min_size=1, max_size=3),
    held=st.lists(taken(), max_size=2),
    offered=st.lists(taken(), max_size=1),
    away=st.lists(taken(), max_size=1),
    closed=st.lists(taken(), max_size=1),
    notice=st.integers(0, 6),
    horizon=st.sampled_from([timedelta(weeks=8), timedelta(days=1)]),
    clock=st.integers(-24 * 60, 120).map(lambda number: number * MINUTE),
)
