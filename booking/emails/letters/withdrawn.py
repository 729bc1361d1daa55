"""The letter that takes back an offer, as nobody works then any more."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Button, Paragraph
from booking.emails.context import OfferContext, VisitContext
from booking.emails.letters.base import Letter
from booking.emails.letters.offer import LETTER as OFFER
from booking.emails.paragraphs import what_was_offered
from booking.emails.samples import MadeUp
from booking.models import WaitlistEntry, WaitlistOffer
from booking.text.formats import moment_text


class Withdrawn(Letter[OfferContext]):
    """Withdrawal of an offer, whose patient keeps the turn on the waiting list."""

    subject = gettext_lazy("Not possible after all: {dag} at {uur}")
    opening = gettext_lazy(
        "We are sorry. We offered you this time, but our working hours have changed and it cannot"
        " be had any more:"
    )
    closing = gettext_lazy("Kind regards")
    variables = VisitContext.variables

    def middle(self, context: OfferContext) -> list[Block]:
        offer = context.offer
        return [
            what_was_offered(context, offer),
            *_appointment_stays(offer),
            Paragraph(_what_follows(offer)),
            Button(_("Your place on the waiting list"), links.waiting_url(offer.entry)),
        ]

    def sample(self, made_up: MadeUp) -> OfferContext:
        return OFFER.sample(made_up)


LETTER = Withdrawn()


def _what_follows(offer: WaitlistOffer) -> str:
    unserved = WaitlistEntry.objects.without_therapist().filter(pk=offer.entry_id)
    if unserved.exists():
        return _(
            "You keep your turn, but what you wait for cannot be booked online at the moment, or"
            " not with this therapist. You can change your wishes."
        )
    return _(
        "You need not do anything: you keep your turn, and we e-mail you when another time that"
        " suits you becomes available."
    )


def _appointment_stays(offer: WaitlistOffer) -> list[Block]:
    if offer.entry.appointment is None or not offer.entry.appointment.is_expected:
        return []
    moment = {"moment": moment_text(offer.entry.appointment.starts_at)}
    return [Paragraph(_("Your appointment on %(moment)s stays as it is.") % moment)]
