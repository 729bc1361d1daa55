from contextlib import suppress
from datetime import datetime

from django.db import transaction

from booking.choices import NotificationKind, OfferStatus, WaitlistStatus
from booking.errors import AlreadyCancelled, HoldExpired, NotWaiting
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from booking.models.rules import rules_for
from booking.services.guards.checks import refuse_unless_kept
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_entry, locked_practitioner, locked_visit
from booking.services.guards.policy import policy_with
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import owe
from booking.services.visits.move import move
from booking.services.waitlist.retract_offers import retract_offers


@transaction.atomic
def accept_offer(*, offer: WaitlistOffer, now: datetime, agreed_to: str = "") -> Appointment:
    """Take the moment: the visit that the patient has moves there, without one it is booked.

    `agreed_to` is what the page said of cancelling; a visit that moves keeps what it was booked on.
    The cut-off for moving does not bind: the practice itself offers the moment, and whoever leaves
    a time late leaves it to the next on the list. Late is good too while nobody else took the
    moment. A second click gives what the first one did. Raises HoldExpired, NotWaiting, NotExpected
    (the visit has begun), TimeTaken, and what refuse_beyond_limits raises.
    """
    entry = locked_entry(offer.entry_id)
    offer = WaitlistOffer.objects.for_page().get(pk=offer.pk)
    if offer.is_accepted and entry.appointment:
        return entry.appointment
    if not entry.is_waiting:
        raise NotWaiting
    if offer.hold is None or offer.is_declined:
        raise HoldExpired
    visit = _move_or_book(entry, offer.hold, agreed_to, now)
    offer.answer(OfferStatus.ACCEPTED, now)
    offer.save()
    retract_offers(entry, now)
    entry.appointment = visit
    entry.close(WaitlistStatus.SERVED, now)
    entry.save()
    return visit


def _move_or_book(
    entry: WaitlistEntry, hold: Appointment, agreed_to: str, now: datetime
) -> Appointment:
    """A visit that was cancelled meanwhile is not missed: the patient said yes to this one."""
    if entry.appointment and not entry.appointment.is_cancelled:
        with suppress(AlreadyCancelled):  # at this very moment
            return move(held=hold, now=now, bound_by_cut_off=False)
    with locked_practitioner(hold.practitioner_id):
        hold = locked_visit(hold.pk)
        rules = rules_for(hold.treatment)
        refuse_unless_kept(hold, rules=rules, now=now)
        refuse_beyond_limits(entry.patient, [hold.span], hold.treatment, rules=rules, now=now)
        hold.book(entry.patient, now, policy_with(agreed_to, now=now))
        hold.moves = None
        hold.save()
        owe(hold, NotificationKind.BOOKED, now=now)
        return hold


@transaction.atomic
def decline_offer(*, offer: WaitlistOffer, now: datetime) -> None:
    """The moment goes to the next; the place on the list stays. A second click changes nothing."""
    locked_entry(offer.entry_id)
    offer = WaitlistOffer.objects.get(pk=offer.pk)
    if offer.status == OfferStatus.OPEN:
        retract_offers(offer.entry, now)
        transaction.on_commit(nudge_offers)
