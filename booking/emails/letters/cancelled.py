"""The letter that confirms a cancellation which the patient asked for."""

from django.utils.translation import gettext_lazy

from booking.choices import CancelledBy
from booking.emails.blocks import Block
from booking.emails.context import VisitContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import what_is_cancelled
from booking.emails.samples import MadeUp


class Cancelled(Letter[VisitContext]):
    """Cancellation of one appointment by its patient, online or through the desk."""

    subject = gettext_lazy("Cancelled: your appointment on {dag} at {uur}")
    opening = gettext_lazy("This appointment is cancelled, as you asked:")
    closing = gettext_lazy("Kind regards")
    variables = VisitContext.variables
    shown_in_calendars = True

    def middle(self, context: VisitContext) -> list[Block]:
        return what_is_cancelled(context)

    def sample(self, made_up: MadeUp) -> VisitContext:
        return made_up.about_visit(made_up.cancelled_visit(by=CancelledBy.PATIENT))


LETTER = Cancelled()
