"""The waiting list: joining, leaving, and what is offered of the time that came free."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis.stateful import multiple, rule

from booking.choices import OfferStatus, WaitlistStatus
from booking.models import WaitlistEntry, WaitlistOffer
from booking.scheduling.clock import clinic_clock, clinic_date
from booking.scheduling.wishes import Wishes
from booking.services.waitlist.answer_offer import accept_offer, decline_offer
from booking.services.waitlist.join import join_waitlist
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.together.stage import DAYS, PEOPLE, Stage, names
from tests.booking.together.terms import LENGTH, TURNAROUND

FIRST_HOUR, LAST_HOUR = 8, 20


class WaitingVerbs(Stage):
    """Verbs of who waits; an offer is made by the clock and judged here."""

    @rule(target=Stage.entries, name=names)
    def joins(self, name: str) -> Any:
        world = self.world
        waits = any(
            entry["patient"] == name and entry["state"] == "waiting"
            for entry in world.entries.values()
        )
        entry = self.tried(
            lambda: join_waitlist(
                treatment=self.treatment,
                wishes=Wishes(from_day=DAYS[0], until_day=DAYS[-1]),
                details=PEOPLE[name],
                key=UUID(int=1000 + len(world.entries)),
                at_desk=True,
                now=self.now,
            ),
            allowed=not waits and clinic_date(self.now) <= DAYS[-1],
        )
        if entry is None:
            return multiple()
        world.entries[entry.pk] = {"patient": name, "state": "waiting", "since": self.now}
        return entry.pk

    @rule(pk=Stage.entries)
    def leaves(self, pk: int) -> None:
        leave_waitlist(entry=WaitlistEntry.objects.get(pk=pk), now=self.now)
        self.world.leave(pk)

    def run_waiting_list(self) -> None:
        make_offers(now=self.now)
        self.world.end_waiting(is_past=clinic_date(self.now) > DAYS[-1])
        for offer in WaitlistOffer.objects.order_by("pk").select_related("entry"):
            known = self.world.offers.get(offer.pk)
            if known is None:
                self._judge(offer)
            elif known["state"] == "open" and offer.status != OfferStatus.OPEN:
                assert offer.status in {OfferStatus.LAPSED, OfferStatus.UNTOLD}
                assert offer.expires_at <= self.now
                known["state"] = "late"

    def _judge(self, offer: WaitlistOffer) -> None:
        """A new offer is of time that came free, in decent hours, and one at a time."""
        world, entry = self.world, self.world.entries[offer.entry_id]
        assert entry["state"] == "waiting"
        assert FIRST_HOUR <= clinic_clock(self.now).hour < LAST_HOUR
        assert world.is_open(offer.practitioner_id, offer.starts_at)
        assert world.allows(entry["patient"], offer.starts_at)
        assert self._came_free(offer.practitioner_id, offer.starts_at, since=entry["since"])
        assert not any(
            world.entries[other["entry"]]["patient"] == entry["patient"]
            and other["state"] == "open"
            for other in world.offers.values()
        )
        assert offer.hold_id is not None
        world.displace(offer.practitioner_id, offer.starts_at, before=True)
        world.add(
            offer.hold_id, offer.practitioner_id, offer.starts_at, "held", until=offer.expires_at
        )
        world.offers[offer.pk] = {
            "entry": offer.entry_id,
            "hold": offer.hold_id,
            "state": "open",
        }
        self.fresh_offers.append(offer.pk)

    def _came_free(self, who: int, start: datetime, *, since: datetime) -> bool:
        """Whether some of this time was not free at `since` and came free after it."""
        near = LENGTH + TURNAROUND
        for visit in self.world.visits.values():
            ended = visit["ended"] or visit["until"]
            at_once = visit["who"] == who and abs(visit["start"] - start) < near
            if at_once and ended and visit["since"] <= since < ended <= self.now:
                return True
        return any(
            row["who"] == who and row["from"] - near < start < row["to"] and row["at"] > since
            for row in self.world.freed
        )

    @rule(target=Stage.offers)
    def reads_the_mail(self) -> Any:
        """Let the offers that were made since be answered."""
        fresh, self.fresh_offers = self.fresh_offers, []
        return multiple(*fresh)

    @rule(target=Stage.visits, pk=Stage.offers)
    def accepts(self, pk: int) -> Any:
        world, row = self.world, self.world.offers[pk]
        entry, hold = world.entries[row["entry"]], world.visits[row["hold"]]
        fits = (
            entry["state"] == "waiting"
            and row["state"] in {"open", "late"}
            and world.is_kept(row["hold"])
            and world.allows(entry["patient"], hold["start"])
        )
        visit = self.tried(
            lambda: accept_offer(offer=WaitlistOffer.objects.get(pk=pk), now=self.now),
            allowed=row["state"] == "accepted" or fits,
        )
        if visit is None:
            return multiple()
        if fits:
            world.book(row["hold"], visit.pk, entry["patient"])
            row["state"] = "accepted"
            world.leave(row["entry"])
            entry["state"] = "served"
        return visit.pk

    @rule(pk=Stage.offers)
    def declines(self, pk: int) -> None:
        decline_offer(offer=WaitlistOffer.objects.get(pk=pk), now=self.now)
        if self.world.offers[pk]["state"] == "open":
            self.world.end_offer(pk, "declined")

    def entries_are_as_the_model_says(self) -> None:
        for entry in WaitlistEntry.objects.all():
            waits = self.world.entries[entry.pk]["state"] == "waiting"
            assert waits == (entry.status == WaitlistStatus.WAITING)
