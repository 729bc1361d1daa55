"""People who wait for a free hour, and what they were offered."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from booking.models import Practitioner, Slot, Treatment, WaitlistEntry, WaitlistOffer
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.letters import deliver_all
from tests.factories.booking import (
    NOW,
    SlotFactory,
    WaitlistEntryFactory,
    at,
    practice_may,
)
from tests.factories.freed_time import FreedTimeFactory

HOUR = timedelta(hours=1)
NEXT_WEEK = date(2027, 1, 20)


def also_free_next_week(therapist: Practitioner) -> None:
    slot = SlotFactory(
        practitioner=therapist,
        starts_at=at(8, day=NEXT_WEEK),
        ends_at=at(9, day=NEXT_WEEK),
    )
    opened(slot, NOW)


def opened(slot: Slot, now: datetime) -> None:
    """Note that these hours were opened at that moment, after everybody had joined."""
    FreedTimeFactory(
        practitioner=slot.practitioner,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        freed_at=now,
    )


def waits(treatment: Treatment, *, minutes_ago: int = 1, **wishes: Any) -> WaitlistEntry:
    since = NOW - timedelta(minutes=minutes_ago)
    if visit := wishes.get("appointment"):
        visit.arranged_at = since
        visit.save()
    entry: WaitlistEntry = WaitlistEntryFactory(treatment=treatment, created_at=since, **wishes)
    return entry


def offered_and_told(now: datetime = NOW) -> int:
    """A run that makes offers, and their mails; how many it made."""
    made = make_offers(now=now)
    deliver_all(now)
    return made


def offer_all_that_is_free() -> int:
    """A run of now that may mail at this hour, as if all hours had just been opened."""
    practice_may(mail_from=time.min, mail_until=time.max)
    for slot in Slot.objects.all():
        opened(slot, timezone.now())
    return make_offers(now=timezone.now())


def starts() -> list[datetime]:
    """Of all that was offered, in order."""
    return [offer.starts_at for offer in WaitlistOffer.objects.order_by("pk")]
