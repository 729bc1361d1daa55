"""The letter that tells how a series stands after a change."""

from django.utils.translation import gettext_lazy

from booking.choices import CancelledBy
from booking.emails.blocks import Block
from booking.emails.context import SeriesContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import change_series, visits_of_series
from booking.emails.samples import MadeUp
from booking.models import AppointmentSeries


class SeriesChanged(Letter[SeriesContext]):
    """Change of a series, told by all its appointments as they are now."""

    subject = gettext_lazy("Changed: your appointments at {praktijk}")
    opening = gettext_lazy("Your appointments have changed. This is how they stand now:")
    closing = gettext_lazy("Kind regards")
    variables = SeriesContext.variables
    shown_in_calendars = True

    def middle(self, context: SeriesContext) -> list[Block]:
        return [visits_of_series(context), *change_series(context)]

    def sample(self, made_up: MadeUp) -> SeriesContext:
        cancelled = made_up.cancelled_visit(by=CancelledBy.PATIENT, days=15)
        return made_up.about_series(AppointmentSeries(sequence=1), made_up.visit(), cancelled)


LETTER = SeriesChanged()
