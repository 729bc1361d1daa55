"""What the practice should look like, as plain dicts: the rules once more, without a database.

Everything here is written from the handbooks and not from the services, so that the two can
disagree. A treatment takes half an hour and five minutes after it; visits start on the quarter.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.booking.together.terms import (
    BLOCKING,
    COMING,
    CORRECTION,
    CUT_OFF,
    LENGTH,
    MOST_A_DAY,
    MOST_COMING,
    NEVER_BOOKED,
    NOTICE,
    OF_THE_DAY,
    TURNAROUND,
    Row,
    end_of,
)
from tests.factories.booking import NOW


class World:
    """The practice as it should be: `visits` holds appointments and holds, by their ids."""

    def __init__(self) -> None:
        self.now: datetime = NOW
        self.slots: list[Row] = []
        self.absences: dict[int, Row] = {}
        self.visits: dict[int, Row] = {}
        self.entries: dict[int, Row] = {}
        self.offers: dict[int, Row] = {}
        # Times that came free: therapist, start, end, and when.
        self.freed: list[Row] = []

    # -- what is free -------------------------------------------------------------------------

    def holds_time(self, visit: Row) -> bool:
        held = visit["state"] == "held" and visit["until"] > self.now
        return held or visit["state"] in BLOCKING

    def in_the_way(
        self, who: int, start: datetime, length: timedelta = LENGTH, *, margin: timedelta
    ) -> list[int]:
        """Ids of rows that keep the time, with `margin` on both sides of them."""
        end = start + length
        return [
            pk
            for pk, visit in self.visits.items()
            if visit["who"] == who
            and self.holds_time(visit)
            and visit["start"] - margin < end
            and start < end_of(visit) + margin
        ]

    def works(self, who: int, start: datetime, length: timedelta = LENGTH) -> bool:
        end = start + length
        opened = any(
            slot["who"] == who and slot["start"] <= start and end <= slot["end"]
            for slot in self.slots
        )
        return opened and not any(self.away(who, start, length))

    def away(self, who: int, start: datetime, length: timedelta = LENGTH) -> Iterator[int]:
        for pk, absence in self.absences.items():
            everybody = absence["who"] in {None, who}
            if everybody and absence["start"] < start + length and start < absence["end"]:
                yield pk

    def is_open(self, who: int, start: datetime, key: UUID | None = None) -> bool:
        """Whether the website may take it; holds of the visitor `key` are free for that visitor."""
        return start >= self.now + NOTICE and self.is_free(who, start, key)

    def is_free(self, who: int, start: datetime, key: UUID | None = None) -> bool:
        own = {pk for pk, visit in self.visits.items() if key and visit["key"] == key}
        held = {pk for pk in own if self.visits[pk]["state"] == "held"}
        others = set(self.in_the_way(who, start, margin=TURNAROUND)) - held
        return self.works(who, start) and not others

    def is_bookable(self, pk: int) -> bool:
        """Whether a visitor's hold can become an appointment: in time, or while it is still free.

        That is so too if the visitor let it go, for another time or with another tab.
        """
        hold = self.visits[pk]
        if hold["state"] == "held" and hold["until"] > self.now:
            return True
        is_over = hold["state"] not in {"held", "released"} or hold["withdrawn"]
        return not is_over and self.is_open(hold["who"], hold["start"], hold["key"])

    def is_kept(self, pk: int) -> bool:
        """Whether the hold of an offer can be accepted: in time, or late if nobody took it."""
        hold = self.visits[pk]
        if hold["state"] != "held":
            return False
        return hold["until"] > self.now or self.is_open(hold["who"], hold["start"])

    # -- limits of one patient ----------------------------------------------------------------

    def allows(
        self, patient: str, start: datetime, *ignoring: int, length: timedelta = LENGTH
    ) -> bool:
        return self.allows_all(patient, [start], *ignoring, length=length)

    def allows_all(
        self, patient: str, starts: list[datetime], *ignoring: int, length: timedelta = LENGTH
    ) -> bool:
        """Whether the patient may have these too; those in `starts` are on different days."""
        own = [
            visit
            for pk, visit in self.visits.items()
            if visit["patient"] == patient and visit["state"] in OF_THE_DAY and pk not in ignoring
        ]
        coming = sum(self.is_coming(visit) for visit in own)
        return coming + len(starts) <= MOST_COMING and not any(
            any(visit["start"] < start + length and start < end_of(visit) for visit in own)
            or sum(visit["start"].date() == start.date() for visit in own) >= MOST_A_DAY
            for start in starts
        )

    def is_coming(self, visit: Row) -> bool:
        return visit["state"] in COMING and end_of(visit) > self.now

    def add(self, pk: int, who: int, start: datetime, state: str, **more: Any) -> None:
        self.visits[pk] = {
            "who": who,
            "start": start,
            "length": LENGTH,
            "state": state,
            "patient": None,
            "key": None,
            "until": None,
            "moves": None,
            "change_until": None,
            "withdrawn": False,
            "since": self.now,
            "ended": None,
            "stood_in": set(),
            "series": None,
        } | more

    def displace(
        self, who: int, start: datetime, length: timedelta = LENGTH, *, before: bool
    ) -> None:
        """End holds that ran out and lie where something is being put."""
        first = start - TURNAROUND if before else start
        for visit in self.visits.values():
            late = visit["state"] == "held" and visit["until"] <= self.now
            near = first - LENGTH < visit["start"] < start + length + TURNAROUND
            if late and visit["who"] == who and near:
                self.release(visit)

    def book(self, hold: int, pk: int, patient: str) -> None:
        row = self.visits[hold]
        if pk != hold:
            row["state"] = "taken"
            self.add(pk, row["who"], row["start"], "booked")
        self.visits[pk] |= {
            "state": "booked",
            "patient": patient,
            "until": None,
            "change_until": self.first_deadline(row["start"]),
        }

    def move(self, pk: int, who: int, start: datetime, length: timedelta, *, at_desk: bool) -> None:
        visit = self.visits[pk]
        self.note_freed(visit)
        fresh, next_one = self.first_deadline(start), self.next_deadline(visit, start)
        deadline = fresh if at_desk else next_one
        visit |= {"who": who, "start": start, "length": length, "change_until": deadline}

    def cancel(self, pk: int) -> None:
        self.note_freed(self.visits[pk])
        self.visits[pk]["state"] = "cancelled"

    def close_hours(self) -> None:
        """Withdraw holds and offers to come that lie outside working time; bookings stay."""
        for visit in self.visits.values():
            is_to_come = visit["state"] == "held" and end_of(visit) > self.now
            if is_to_come and not self.works(visit["who"], visit["start"]):
                self.release(visit, "withdrawn")
            elif visit["state"] in BLOCKING:
                visit["stood_in"] |= set(self.away(visit["who"], visit["start"], visit["length"]))
        for offer in self.offers.values():
            if offer["state"] == "open" and self.visits[offer["hold"]]["state"] == "withdrawn":
                offer["state"] = "withdrawn"

    def note_freed(self, visit: Row) -> None:
        self.free(visit["who"], visit["start"], end_of(visit))

    def free(self, who: int, start: datetime, end: datetime) -> None:
        margin = TURNAROUND
        row = {"who": who, "from": start, "to": end + margin, "at": self.now}
        self.freed.append(row)

    def release_holds_of(self, key: UUID, *, but: int | None = None) -> None:
        for pk, visit in self.visits.items():
            if visit["key"] == key and visit["state"] == "held" and pk != but:
                self.release(visit)

    def release(self, hold: Row, state: str = "released") -> None:
        if hold["state"] == "held":
            hold["ended"] = min(self.now, hold["until"])
            hold["state"] = state

    def delete_old_holds(self) -> None:
        on_offer = {row["hold"] for row in self.offers.values() if row["state"] == "open"}
        for pk, visit in self.visits.items():
            is_old = visit["since"] < self.now - timedelta(days=1)
            if is_old and visit["state"] in NEVER_BOOKED and pk not in on_offer:
                self.release(visit)
                visit["state"] = "deleted"

    def leave(self, entry: int) -> None:
        """End an entry, with the offer that is open."""
        if self.entries[entry]["state"] == "waiting":
            self.entries[entry]["state"] = "left"
            for pk, offer in self.offers.items():
                if offer["entry"] == entry and offer["state"] == "open":
                    self.end_offer(pk, "declined")

    def end_waiting(self, *, is_past: bool) -> None:
        """End entries whose days are over, unless an offer of theirs is still open."""
        asked = {row["entry"] for row in self.offers.values() if row["state"] == "open"}
        for pk, entry in self.entries.items():
            if is_past and entry["state"] == "waiting" and pk not in asked:
                entry["state"] = "over"

    def end_offer(self, pk: int, state: str) -> None:
        self.offers[pk]["state"] = state
        self.release(self.visits[self.offers[pk]["hold"]])

    def first_deadline(self, start: datetime) -> datetime:
        """Until when a fresh pick can be changed online."""
        return min(max(start - CUT_OFF, self.now + CORRECTION), start)

    def next_deadline(self, visit: Row, start: datetime) -> datetime:
        """Until when it can be changed online after it moved to `start`."""
        in_time = self.now <= visit["start"] - CUT_OFF
        late = self.now + CORRECTION if in_time else visit["change_until"]
        return min(max(start - CUT_OFF, late), start)
