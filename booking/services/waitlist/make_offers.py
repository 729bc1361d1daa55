"""Offers of free time to the waiting list.

Example, with times on the clinic's clock and offers that last three hours: Ann joined on Monday and
Bob on Tuesday; both want a morning. On Wednesday at 13:00 a patient cancels Friday 9:00. Ann is
offered it: a hold keeps it until 16:00, and a mail is owed. She does not answer. At 16:00 her offer
lapses and Bob is offered the time until 19:00. Ann gets no other offer until Thursday 16:00, since
others wait too. If Bob did not want a morning, Ann could still accept after 16:00.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from django.db import transaction

from booking.choices import ENTERED_AT_DESK, AppointmentStatus
from booking.errors import BookingError, NotWaiting, TimeTaken, TooManyThatDay, TooManyVisits
from booking.models import (
    Appointment,
    BookingRules,
    Practitioner,
    Treatment,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.rules import practice_rules
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.scheduling.wishes import first_offered, offer_expires_at
from booking.services.guards.checks import refuse_unless_open
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import (
    displace_expired_holds,
    locked_entry,
    locked_practitioner,
)
from booking.services.guards.working_time import keep_working_time
from booking.services.mail.owe import STAFF_MAIL_DELAY, owe_offer
from booking.services.practice.find_openings import find_openings
from booking.services.waitlist.end_waiting import end_waiting

# Each try costs a transaction. The next run goes on with the other entries.
MOST_TRIES = 200


def make_offers(*, now: datetime) -> int:
    """Offer free time to the waiting list, in the order of joining; returns the number of offers.

    Each entry is offered the earliest opening that fits its wishes; a hold keeps it until the offer
    is answered or runs out. Outside the hours for mail nothing is offered, so no time is held
    either. Two runs at once wait for each other at each entry, so no entry
    overtakes another.
    """
    end_waiting(now=now)
    practice = practice_rules()
    if not practice.mail_hours.include(now):
        return 0
    free = _FreeMoments(practice, now)
    made = tries = 0
    for entry in WaitlistEntry.objects.to_be_asked(now).for_page().prefetch_related("offers"):
        fitting = free.fitting(entry)
        first = next(fitting, None)
        if first and tries < MOST_TRIES:
            tries += 1
            offer = _offer_first(entry, chain([first], fitting), free.practice, now)
            if offer:
                free.take(offer)
                made += 1
    return made


class _FreeMoments:
    """Openings that can be offered, looked up once in a run for each treatment."""

    def __init__(self, practice: BookingRules, now: datetime) -> None:
        self.practice, self.now = practice, now
        self._people = list(Practitioner.objects.online())
        self._just_cancelled = list(_just_cancelled_at_desk(self._people, now))
        self._by_treatment: dict[int, list[Opening]] = {}

    def fitting(self, entry: WaitlistEntry) -> Iterator[Opening]:
        """Openings as wished, in order of time, less those that the patient was offered before."""
        wishes = entry.wishes
        told = [offer for offer in entry.offers.all() if offer.was_told]
        offered = [Span(offer.starts_at, offer.ends_at) for offer in told]
        for moment in self._of(entry.treatment):
            if wishes.fit(moment) and not any(moment.span.overlap(span) for span in offered):
                yield moment

    def take(self, offer: WaitlistOffer) -> None:
        """Leave out from now on what overlaps the offer."""
        taken = (offer.practitioner_id, Span(offer.starts_at, offer.ends_at))
        for treatment, moments in self._by_treatment.items():
            self._by_treatment[treatment] = _without(moments, [taken])

    def _of(self, treatment: Treatment) -> list[Opening]:
        if treatment.pk not in self._by_treatment:
            rules = self.practice.for_treatment(treatment)
            first = first_offered(self.now, rules.minimum_notice, self.practice.offer_for)
            window = Span(first, max(first, self.now + rules.horizon))
            found = find_openings(treatment, self._people, rules=rules, now=self.now, window=window)
            self._by_treatment[treatment.pk] = _without(found, self._just_cancelled)
        return self._by_treatment[treatment.pk]


def _just_cancelled_at_desk(
    people: Iterable[Practitioner], now: datetime
) -> Iterable[tuple[int, Span]]:
    """Times that the desk cancelled just now: by mistake, or for a patient on the phone."""
    cancelled = Appointment.objects.filter(
        practitioner__in=people,
        starts_at__gt=now,
        status=AppointmentStatus.CANCELLED,
        cancelled_by__in=ENTERED_AT_DESK,
        cancelled_at__gt=now - STAFF_MAIL_DELAY,
    )
    return ((visit.practitioner_id, visit.span) for visit in cancelled)


def _without(moments: Iterable[Opening], spans: Iterable[tuple[int, Span]]) -> list[Opening]:
    spans = list(spans)
    return [
        moment
        for moment in moments
        if not any(pk == moment.practitioner_id and moment.span.overlap(span) for pk, span in spans)
    ]


def _offer_first(
    entry: WaitlistEntry, fitting: Iterable[Opening], practice: BookingRules, now: datetime
) -> WaitlistOffer | None:
    """Offer the first opening that the patient may have, if there is one."""
    full_days = set()
    for moment in fitting:
        day = clinic_date(moment.starts_at)
        if day in full_days:
            continue
        try:
            return _offer(entry, moment, practice, now)
        except (NotWaiting, TooManyVisits):
            return None
        except TooManyThatDay:
            full_days.add(day)
        except BookingError:  # taken since, or the patient has another appointment then
            continue
    return None


@transaction.atomic
def _offer(
    entry: WaitlistEntry, moment: Opening, practice: BookingRules, now: datetime
) -> WaitlistOffer:
    """Offer an opening. Raises NotWaiting, or the error that keeps the patient from having it."""
    keep_working_time()
    entry = locked_entry(entry.pk)
    if not entry.is_waiting or entry.offers.open().exists():
        raise NotWaiting
    if not entry.wishes.fit(moment):
        raise TimeTaken
    expires_at = offer_expires_at(now, moment.starts_at, practice.offer_for, practice.mail_hours)
    with locked_practitioner(moment.practitioner_id):
        offer = WaitlistOffer.objects.create(
            entry=entry,
            hold=_hold(entry, moment, practice, expires_at=expires_at, now=now),
            practitioner_id=moment.practitioner_id,
            starts_at=moment.starts_at,
            ends_at=moment.ends_at,
            offered_at=now,
            expires_at=expires_at,
        )
        owe_offer(offer, now=now)
    return offer


def _hold(
    entry: WaitlistEntry,
    moment: Opening,
    practice: BookingRules,
    *,
    expires_at: datetime,
    now: datetime,
) -> Appointment:
    """Hold the opening until the offer runs out, for nobody in particular until it is accepted."""
    treatment, visit = entry.treatment, moment.span
    practitioner = Practitioner.objects.get(pk=moment.practitioner_id)
    rules = practice.for_treatment(treatment)
    displace_expired_holds(practitioner.pk, treatment.with_margins(visit), now)
    refuse_unless_open(visit, treatment, practitioner, rules=rules, now=now)
    own = [entry.appointment] if entry.appointment else []
    refuse_beyond_limits(entry.patient, [visit], treatment, rules=rules, now=now, ignoring=own)
    hold = Appointment.objects.build_appointment(
        moment,
        treatment,
        rules=rules,
        now=now,
        status=AppointmentStatus.PENDING,
        held_until=expires_at,
        moves=entry.appointment,
    )
    hold.save()
    return hold
