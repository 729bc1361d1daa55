"""The letter that offers a time to somebody on the waiting list."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Button, Note, Paragraph
from booking.emails.context import OfferContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import facts
from booking.emails.samples import MadeUp
from booking.models import WaitlistEntry, WaitlistOffer
from booking.text.formats import moment_text


class Offer(Letter[OfferContext]):
    """Offer of an earlier time, with until when it is kept and the link to answer.

    Example: offered at 10:00 and kept for three hours. `{tot}` in the opening is today at 13:00.
    """

    subject = gettext_lazy("A time has become available: {dag} at {uur}")
    opening = gettext_lazy(
        "You are on our waiting list. This time has become available, and we keep it for you until"
        " {tot}:"
    )
    closing = gettext_lazy("Kind regards")
    variables = OfferContext.variables

    def preheader(self, context: OfferContext) -> str:
        """The last moment to answer."""
        until = {"moment": moment_text(context.offer.expires_at)}
        return _("We keep it for you until %(moment)s.") % until

    def middle(self, context: OfferContext) -> list[Block]:
        offer = context.offer
        no_harm = _("If it does not suit you, everything stays as it is.")
        too_late = _("If you do not answer in time, we offer it to somebody else.")
        return [
            facts(context, offer),
            *_appointment_replaced(offer),
            Button(_("Take this moment, or let it go"), links.offer_url(offer)),
            Note(f"{no_harm} {too_late}"),
        ]

    def sample(self, made_up: MadeUp) -> OfferContext:
        own, earlier = made_up.visit(), made_up.visit(days=3)
        entry = WaitlistEntry(patient=made_up.patient, treatment=own.treatment, appointment=own)
        offer = WaitlistOffer(
            entry=entry,
            practitioner=earlier.practitioner,
            starts_at=earlier.starts_at,
            ends_at=earlier.ends_at,
            expires_at=made_up.now + timedelta(hours=3),
        )
        return OfferContext(
            patient=made_up.patient, practice=made_up.practice, now=made_up.now, offer=offer
        )


LETTER = Offer()


def _appointment_replaced(offer: WaitlistOffer) -> list[Block]:
    if offer.entry.appointment is None:
        return []
    moment = {"moment": moment_text(offer.entry.appointment.starts_at)}
    return [Paragraph(_("It takes the place of your appointment on %(moment)s.") % moment)]
