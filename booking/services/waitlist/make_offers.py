"""Offers of free time to the waiting list.

Example, with times on the clinic's clock and offers that last three hours: Ann joined on Monday and
Bob on Tuesday; both want a morning. On Wednesday at 13:00 a patient cancels Friday 9:00. Ann is
offered it, and not Friday 10:00, which was free when she joined: a hold keeps 9:00 until 16:00, and
a mail is owed. She does not answer. At 16:00 her offer lapses and Bob is offered the time until
19:00. Ann gets no other offer until Thursday 16:00, since others wait too. If Bob did not want a
morning, Ann could still accept after 16:00.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.db import transaction

from booking.choices import AppointmentStatus
from booking.errors import BookingError, NotWaiting, TimeTaken, TooManyThatDay, TooManyVisits
from booking.models import (
    Appointment,
    BookingRules,
    Practitioner,
    WaitlistEntry,
    WaitlistOffer,
)
from booking.models.rules import practice_rules
from booking.scheduling.clock import clinic_date
from booking.scheduling.openings import Opening
from booking.scheduling.wishes import offer_expires_at
from booking.services.guards.checks import refuse_unless_open
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import (
    displace_expired_holds,
    lock_offer_address,
    locked_entry,
    locked_practitioner,
)
from booking.services.guards.working_time import keep_working_time
from booking.services.mail.owe import owe_offer
from booking.services.waitlist.end_waiting import end_waiting
from booking.services.waitlist.freed_moments import FreedMoments

# Each try costs a transaction. The next run goes on with the other entries.
MOST_TRIES = 200


def make_offers(*, now: datetime) -> int:
    """Offer free time to the waiting list, in the order of joining; returns the number of offers.

    Each entry is offered the earliest opening that fits its wishes and came free since it asked,
    if no other offer to its address is open; a hold keeps it until the offer
    is answered or runs out. Outside the hours for mail nothing is offered, so no time is held
    either. Two runs at once wait for each other at each entry, so no entry
    overtakes another.
    """
    end_waiting(now=now)
    practice = practice_rules()
    if not practice.mail_hours.include(now):
        return 0
    entries = list(WaitlistEntry.objects.to_be_asked(now).for_page().prefetch_related("offers"))
    free = FreedMoments(practice, entries, now)
    made = tries = 0
    for entry in entries:
        fitting = free.fitting(entry)
        first = next(fitting, None)
        if first and tries < MOST_TRIES:
            tries += 1
            offer = _offer_first(entry, chain([first], fitting), free.practice, now)
            if offer:
                free.take(offer)
                made += 1
    return made


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
    """Offer an opening.

    Raises NotWaiting, also while another offer to the address is open, or the error that keeps the
    patient from having the time.
    """
    keep_working_time()
    entry = locked_entry(entry.pk)
    lock_offer_address(entry.patient.offer_address)
    of_address = WaitlistOffer.objects.open().to_address(entry.patient.offer_address)
    if not entry.is_waiting or not entry.is_confirmed or of_address.exists():
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
