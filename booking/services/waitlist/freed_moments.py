from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import Q

from booking.models import (
    Appointment,
    BookingRules,
    FreedTime,
    Practitioner,
    Treatment,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.scheduling.wishes import first_offered
from booking.services.practice.find_openings import find_openings

Freed = tuple[Opening, Sequence[FreedTime]]


class FreedMoments:
    """Openings that came free and can be offered, looked up once in a run for each treatment.

    `entries` are those that may be offered one. What was free before they asked is left out: it can
    be booked on the website.
    """

    def __init__(
        self, practice: BookingRules, entries: Iterable[WaitlistEntry], now: datetime
    ) -> None:
        self.practice, self.now = practice, now
        self._people = list(Practitioner.objects.online())
        self._freed = _by_person_and_day(_freed_since(entries, now))
        self._by_treatment: dict[int, list[Freed]] = {}

    def fitting(self, entry: WaitlistEntry) -> Iterator[Opening]:
        """Openings as wished, in order of time, less those that the patient was offered before."""
        wishes = entry.wishes
        told = [offer for offer in entry.offers.all() if offer.was_told]
        offered = [Span(offer.starts_at, offer.ends_at) for offer in told]
        for moment, freed in self._of(entry.treatment):
            is_new = not any(moment.span.overlap(span) for span in offered)
            if is_new and wishes.fit(moment) and _waited_for(freed, entry):
                yield moment

    def take(self, offer: WaitlistOffer) -> None:
        """Leave out from now on what overlaps the offer."""
        taken = (offer.practitioner_id, Span(offer.starts_at, offer.ends_at))
        for treatment, moments in self._by_treatment.items():
            self._by_treatment[treatment] = [
                (moment, freed) for moment, freed in moments if not _overlaps(moment, [taken])
            ]

    def _of(self, treatment: Treatment) -> list[Freed]:
        if treatment.pk not in self._by_treatment:
            rules = self.practice.for_treatment(treatment)
            first = first_offered(self.now, rules.minimum_notice, self.practice.offer_for)
            window = Span(first, max(first, self.now + rules.horizon))
            found = find_openings(treatment, self._people, rules=rules, now=self.now, window=window)
            self._by_treatment[treatment.pk] = [
                (moment, freed)
                for moment in found
                if (freed := self._freed_for(moment, treatment))
                and not any(row.rests(self.now) for row in freed)
            ]
        return self._by_treatment[treatment.pk]

    def _freed_for(self, moment: Opening, treatment: Treatment) -> list[FreedTime]:
        """Notes of freed time without which this opening could not be had."""
        rows = self._freed.get((moment.practitioner_id, clinic_date(moment.starts_at)), [])
        return [row for row in rows if row.frees(moment, treatment)]


def _freed_since(entries: Iterable[WaitlistEntry], now: datetime) -> Iterable[FreedTime]:
    """Time that came free since the first of the entries asked, with holds that ran out unnoted.

    Time that rests is among it, whenever it came free.
    """
    first = min((entry.asks_since for entry in entries), default=now)
    since = Q(freed_at__gt=first) | Q(rests_until__gt=now)
    noted = FreedTime.objects.filter(since, ends_at__gt=now)
    ran_out = Appointment.objects.expired_holds(now).filter(held_until__gt=first, ends_at__gt=now)
    return chain(noted, (FreedTime.of_hold(hold, now) for hold in ran_out))


def _by_person_and_day(rows: Iterable[FreedTime]) -> dict[tuple[int, date], list[FreedTime]]:
    """Rows by the practitioner's id and each clinic day on which they may free an opening."""
    days: dict[tuple[int, date], list[FreedTime]] = {}
    for row in rows:
        # An opening that is freed by a row of the next day may begin the evening before.
        day, last = clinic_date(row.starts_at) - timedelta(days=1), clinic_date(row.ends_at)
        while day <= last:
            days.setdefault((row.practitioner_id, day), []).append(row)
            day += timedelta(days=1)
    return days


def _waited_for(freed: Iterable[FreedTime], entry: WaitlistEntry) -> bool:
    return any(row.came_free_since(entry.asks_since) for row in freed)


def _overlaps(moment: Opening, spans: Iterable[tuple[int, Span]]) -> bool:
    return any(pk == moment.practitioner_id and moment.span.overlap(span) for pk, span in spans)
