from collections.abc import Collection
from datetime import datetime

from booking.choices import AppointmentStatus, OfferStatus
from booking.models import Appointment, Practitioner, WaitlistOffer
from booking.scheduling.spans import Span
from booking.services.guards.freed import note_freed_holds
from booking.services.mail.owe import owe_withdrawal


def withdraw_what_is_closed(
    people: Collection[int], worked: Collection[tuple[int, Span]], *, now: datetime
) -> list[WaitlistOffer]:
    """Release holds and withdraw offers with `people` (ids) that lie outside `worked` time.

    The same goes for those of a treatment that cannot be booked online with the practitioner any
    more. A series is released as a whole. The patient of an offer keeps the turn and is owed a
    mail; of one that ran out already nobody is told anything, as no worker came to end it. Returns
    the offers that were withdrawn. Call it under the lock of working time.
    """
    online = Practitioner.objects.online().filter(pk__in=people, treatments__is_online=True)
    given = set(online.values_list("pk", "treatments"))

    def is_closed(person: int, treatment: int, span: Span) -> bool:
        is_worked = any(pk == person and one.covers(span) for pk, one in worked)
        return not is_worked or (person, treatment) not in given

    offers = [
        offer
        for offer in WaitlistOffer.objects.open().filter(practitioner__in=people).for_page()
        if is_closed(offer.practitioner_id, offer.entry.treatment_id, offer.span)
    ]
    held = Appointment.objects.filter(status=AppointmentStatus.PENDING, ends_at__gt=now)
    closed = [
        hold
        for hold in held.filter(practitioner__in=people)
        if is_closed(hold.practitioner_id, hold.treatment_id, hold.span)
    ]
    _release(closed, now)
    withdrawn = [offer for offer in offers if offer.is_open(now)]
    for offer in offers:
        if offer in withdrawn:
            offer.answer(OfferStatus.WITHDRAWN, now)
            owe_withdrawal(offer, now=now)
        else:
            offer.lapse(now)
        offer.save()
    return withdrawn


def _release(closed: Collection[Appointment], now: datetime) -> None:
    """Release these holds, each with the others of its series."""
    held = Appointment.objects.filter(status=AppointmentStatus.PENDING)
    series = {hold.series_id for hold in closed if hold.series_id}
    together = held.filter(series__in=series).values_list("pk", flat=True)
    # In the order of all locks. One that is being booked right now is waited for: by then it is no
    # hold any more, and stays.
    pks = {*together, *(hold.pk for hold in closed)}
    holds = list(held.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",)))
    note_freed_holds(holds, now=now)
    for hold in holds:
        hold.end_hold(now)
        hold.save()
