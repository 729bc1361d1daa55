"""The letter that asks to confirm a waiting-list entry from the website."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Button, Items, Note
from booking.emails.context import EntryContext
from booking.emails.letters.base import Letter
from booking.emails.letters.entry import sample_entry, wishes_of
from booking.emails.paragraphs import for_whom
from booking.emails.samples import MadeUp
from booking.models.waitlist import CONFIRM_WITHIN


class Confirm(Letter[EntryContext]):
    """Request to show that the mail arrives, with the wishes of the entry; it names a button."""

    subject = gettext_lazy("Confirm your place on the waiting list at {praktijk}")
    opening = gettext_lazy(
        "You asked for a place on our waiting list. Confirm it with the button below: only then do"
        " we offer you what becomes available."
    )
    closing = gettext_lazy("Kind regards")
    variables = EntryContext.variables

    def preheader(self, _context: EntryContext) -> str:
        """The hint that one press is all it takes."""
        return _("One press of a button, and you are on the list.")

    def middle(self, context: EntryContext) -> list[Block]:
        entry = context.entry
        return [
            Button(_("Confirm my place"), links.confirm_entry_url(entry)),
            Items(_("What you asked for:"), [*wishes_of(entry), *for_whom(context)]),
            Note(_("Your turn counts from the moment that you asked.")),
            Note(_unless_confirmed()),
        ]

    def sample(self, made_up: MadeUp) -> EntryContext:
        entry = sample_entry(made_up)
        entry.appointment = None
        return EntryContext(
            patient=made_up.patient, practice=made_up.practice, now=made_up.now, entry=entry
        )


LETTER = Confirm()


def _unless_confirmed() -> str:
    ends = _("Without it your place ends by itself after %(days)s days.")
    ignore = _("Did you not ask for this? Then you need not do anything.")
    return f"{ends % {'days': CONFIRM_WITHIN.days}} {ignore}"
