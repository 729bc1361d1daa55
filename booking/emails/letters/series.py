"""The letter that confirms a series of appointments."""

from django.utils.translation import gettext_lazy

from booking.emails.blocks import Block
from booking.emails.context import SeriesContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import bring_along, change_series, policy, visits_of_series
from booking.emails.samples import MadeUp
from booking.models import AppointmentSeries


class Series(Letter[SeriesContext]):
    """Confirmation of all appointments of a series at once."""

    subject = gettext_lazy("Your appointments at {praktijk}")
    opening = gettext_lazy("Your appointments are confirmed:")
    closing = gettext_lazy("See you soon")
    variables = SeriesContext.variables
    shown_in_calendars = True

    def middle(self, context: SeriesContext) -> list[Block]:
        first = next(iter(context.visits), None)
        return [
            visits_of_series(context),
            *([bring_along(first.treatment)] if first else []),
            *change_series(context),
            *policy(context, first),
        ]

    def sample(self, made_up: MadeUp) -> SeriesContext:
        visits = [made_up.visit(days=days) for days in (8, 15, 22)]
        return made_up.about_series(AppointmentSeries(), *visits)


LETTER = Series()
