"""The letter that reminds of an appointment."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Link
from booking.emails.context import VisitContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import bring_along, change, facts
from booking.emails.samples import MadeUp


class Reminder(Letter[VisitContext]):
    """Reminder of one appointment. Calendars show it already, so none goes along."""

    subject = gettext_lazy("Reminder: your appointment on {dag} at {uur}")
    opening = gettext_lazy("You are expected here soon:")
    closing = gettext_lazy("See you soon")
    variables = VisitContext.variables

    def middle(self, context: VisitContext) -> list[Block]:
        return [
            facts(context, context.visit),
            bring_along(context.visit.treatment),
            *change(context),
        ]

    def ending(self, context: VisitContext) -> list[Block]:
        """The link to all appointments; reminders are switched off on that page."""
        url = links.visits_url(context.patient, now=context.now)
        return [Link(_("All your appointments, and no more reminders"), url)]

    def sample(self, made_up: MadeUp) -> VisitContext:
        return made_up.about_visit(made_up.visit(days=1))


LETTER = Reminder()
