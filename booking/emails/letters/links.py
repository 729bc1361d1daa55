"""The letter with the link to all appointments of a patient, who asked for it on the website."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Button, Note
from booking.emails.context import LinksContext
from booking.emails.letters.base import Letter
from booking.emails.samples import MadeUp


class Links(Letter[LinksContext]):
    """Link to all appointments of the patient."""

    subject = gettext_lazy("The link to your appointments at {praktijk}")
    opening = gettext_lazy("You asked for the link to your appointments. Here it is:")
    closing = gettext_lazy("Kind regards")
    variables = LinksContext.variables

    def middle(self, context: LinksContext) -> list[Block]:
        return [
            Button(
                _("View, move or cancel your appointments"),
                links.visits_url(context.patient, now=context.now),
            ),
            Note(_("Whoever has this link sees your appointments: keep it to yourself.")),
            Note(_("Did you not ask for this mail? Then you need not do anything.")),
        ]

    def ending(self, _context: LinksContext) -> list[Block]:
        """Leave out the link: the letter is about nothing else."""
        return []

    def sample(self, made_up: MadeUp) -> LinksContext:
        return LinksContext(patient=made_up.patient, practice=made_up.practice, now=made_up.now)


LETTER = Links()
