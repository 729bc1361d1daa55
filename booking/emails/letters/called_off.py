"""The letter that says sorry for an appointment which the practice had to cancel."""

from django.utils.translation import gettext_lazy

from booking.choices import CancelledBy
from booking.emails.blocks import Block
from booking.emails.context import VisitContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import what_is_cancelled
from booking.emails.samples import MadeUp


class CalledOff(Letter[VisitContext]):
    """Cancellation of one appointment by the practice."""

    subject = gettext_lazy("Cancelled: your appointment on {dag} at {uur}")
    opening = gettext_lazy("We are sorry: we had to cancel this appointment.")
    closing = gettext_lazy("Kind regards")
    variables = VisitContext.variables
    shown_in_calendars = True

    def middle(self, context: VisitContext) -> list[Block]:
        return what_is_cancelled(context)

    def sample(self, made_up: MadeUp) -> VisitContext:
        return made_up.about_visit(made_up.cancelled_visit(by=CancelledBy.PRACTICE))


LETTER = CalledOff()
