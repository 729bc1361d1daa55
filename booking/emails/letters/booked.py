"""The letter that confirms an appointment."""

from django.utils.translation import gettext_lazy

from booking.emails.blocks import Block
from booking.emails.context import VisitContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import bring_along, change, facts, policy
from booking.emails.samples import MadeUp


class Booked(Letter[VisitContext]):
    """Confirmation of one appointment, with what to bring and the rules on cancelling."""

    subject = gettext_lazy("Your appointment on {dag} at {uur}")
    opening = gettext_lazy("Your appointment is confirmed:")
    closing = gettext_lazy("See you soon")
    variables = VisitContext.variables
    shown_in_calendars = True

    def middle(self, context: VisitContext) -> list[Block]:
        return [
            facts(context, context.visit),
            bring_along(context.visit.treatment),
            *change(context),
            *policy(context, context.visit),
        ]

    def sample(self, made_up: MadeUp) -> VisitContext:
        return made_up.about_visit(made_up.visit())


LETTER = Booked()
