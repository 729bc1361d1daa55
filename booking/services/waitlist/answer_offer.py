from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from booking.choices import NotificationKind, OfferStatus, WaitlistStatus
from booking.errors import AlreadyCancelled, HoldExpired, NotThere, NotWaiting
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from booking.models.rules import rules_for
from booking.services.guards.keeping import keep
from booking.services.guards.limits import refuse_beyond_limits
from booking.services.guards.locking import locked_entry, locked_practitioner, locked_visit
from booking.services.guards.policy import policy_with
from booking.services.guards.shown import refuse_unless_offer_as_shown
from booking.services.mail.nudge import nudge_offers
from booking.services.mail.owe import owe
from booking.services.visits.move import move
from booking.services.waitlist.retract_offers import retract_offers

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def accept_offer(
    *,
    offer: WaitlistOffer,
    now: datetime,
    agreed_to: str = "",
    by_user: "User | None" = None,
    shown: str = "",
) -> Appointment:
    """Give the patient the time on offer: move the patient's appointment there, or book one.

    `agreed_to` holds the words on cancelling that the page showed; an appointment that moves keeps
    those it was booked with. The last moment for changes online does not bind, as the practice
    itself offers the time. An offer that ran out is good while nobody else took its time. A second
    call returns the appointment of the first. `shown` is the version of the offer on the screen of
    the desk. Raises HoldExpired, NotWaiting, NotExpected (the appointment has begun), NotThere,
    TimeTaken, OwnVisitThen, TooManyThatDay, TooManyVisits, ChangedMeanwhile.
    """
    entry = locked_entry(offer.entry_id)
    offer = WaitlistOffer.objects.for_page().get(pk=offer.pk)
    if offer.is_accepted and entry.appointment:
        return entry.appointment
    refuse_unless_offer_as_shown(offer, shown, by_user, leads_to=OfferStatus.ACCEPTED)
    if not entry.is_waiting:
        raise NotWaiting
    if offer.is_withdrawn:
        raise NotThere(offer.practitioner.first_name)
    if offer.hold is None or offer.is_declined:
        raise HoldExpired
    visit = _move_or_book(entry, offer.hold, agreed_to, now, by_user)
    offer.answer(OfferStatus.ACCEPTED, now)
    offer.save()
    retract_offers(entry, now)
    entry.appointment = visit
    entry.close(WaitlistStatus.SERVED, now)
    entry.note_change(by_user, now)
    entry.save()
    return visit


def _move_or_book(
    entry: WaitlistEntry,
    hold: Appointment,
    agreed_to: str,
    now: datetime,
    by_user: "User | None",
) -> Appointment:
    # If the patient's appointment was cancelled, be it at this very moment, the offer is booked as
    # a new one: the patient said yes to it.
    if entry.appointment and not entry.appointment.is_cancelled:
        with suppress(AlreadyCancelled):
            return move(held=hold, now=now, bound_by_cut_off=False, by_user=by_user)
    with locked_practitioner(hold.practitioner_id):
        hold = locked_visit(hold.pk)
        rules = rules_for(hold.treatment)
        keep([hold], rules=rules, now=now)
        refuse_beyond_limits(entry.patient, [hold.span], hold.treatment, rules=rules, now=now)
        hold.book(entry.patient, now, policy_with(agreed_to, now=now))
        hold.moves = None
        hold.note_change(by_user, now)
        hold.save()
        owe(hold, NotificationKind.BOOKED, now=now)
        return hold


@transaction.atomic
def decline_offer(
    *, offer: WaitlistOffer, now: datetime, by_user: "User | None" = None, shown: str = ""
) -> WaitlistOffer:
    """Decline an offer, whose time then goes to the next entry; this entry keeps waiting.

    Returns the offer as it stands then: one that was accepted, or that ran out, stays that. A
    second call does nothing. `shown` is the version of the offer on the screen of the desk.
    Raises ChangedMeanwhile, DoneAlready.
    """
    entry = locked_entry(offer.entry_id)
    offer = WaitlistOffer.objects.for_page().get(pk=offer.pk)
    refuse_unless_offer_as_shown(offer, shown, by_user, leads_to=OfferStatus.DECLINED)
    if offer.status == OfferStatus.OPEN:
        retract_offers(entry, now)
        entry.note_change(by_user, now)
        entry.save()
        transaction.on_commit(nudge_offers)
        offer.refresh_from_db(fields=["status", "answered_at"])
    return offer
