"""The letter that tells of a new time or another therapist."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.emails.blocks import Block, Paragraph
from booking.emails.context import VisitContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import change, facts
from booking.emails.samples import MadeUp
from booking.models import Appointment
from booking.models.known_time import KnownTime
from booking.text.formats import moment_text, time_text


class Moved(Letter[VisitContext]):
    """Change of one appointment, told from the time that the patient knew."""

    subject = gettext_lazy("Changed: your appointment is now on {dag} at {uur}")
    opening = gettext_lazy("Something has changed.")
    closing = gettext_lazy("See you soon")
    variables = VisitContext.variables
    shown_in_calendars = True

    def middle(self, context: VisitContext) -> list[Block]:
        return [
            Paragraph(_moved_from(context)),
            facts(context, context.visit),
            *change(context),
        ]

    def sample(self, made_up: MadeUp) -> VisitContext:
        before, visit = made_up.visit(days=6), made_up.visit()
        known = KnownTime.as_it_stands(before)
        return made_up.about_visit(visit, known=known)


LETTER = Moved()


def _moved_from(context: VisitContext) -> str:
    """The sentence that leads to the facts.

    Example: told of 10:00 with Noor, who sees the patient at 11:00 now: "Your appointment has been
    moved from … at 10:00 to:". A mail that is sent again names no time before.
    """
    visit, known = context.visit, context.known
    if known is None or known == KnownTime.as_it_stands(visit):  # the second: sent again
        return _("Your appointment is now:")
    if known.starts_at == visit.starts_at:
        return _otherwise_then(visit, known)
    words = {"moment": moment_text(known.starts_at), "therapist": known.practitioner.name}
    if known.practitioner == visit.practitioner:
        return _("Your appointment has been moved from %(moment)s to:") % words
    return _("Your appointment has been moved from %(moment)s with %(therapist)s to:") % words


def _otherwise_then(visit: Appointment, known: KnownTime) -> str:
    """The sentence on an appointment that still starts at the time that the patient knew.

    Example: "Het begin blijft hetzelfde. Je afspraak duurt nu tot 10.45 u:".
    """
    if known.practitioner != visit.practitioner:
        names = {"now": visit.practitioner.name, "before": known.practitioner.name}
        return _("The time stays the same. You will see %(now)s instead of %(before)s:") % names
    end = time_text(visit.ends_at)
    return _("The start stays the same. Your appointment now lasts until %(end)s:") % {"end": end}
