"""The letter that says that an appointment takes place after all, as its therapist is there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.emails.blocks import Block, Button, Paragraph
from booking.emails.context import SubstitutionContext
from booking.emails.letters.base import Letter
from booking.emails.letters.choices import LETTER as CHOICES
from booking.emails.paragraphs import facts
from booking.emails.samples import MadeUp


class Stands(Letter[SubstitutionContext]):
    """Good news for a patient who was asked to choose another time and did not yet."""

    subject = gettext_lazy("Takes place after all: your appointment on {dag} at {uur}")
    opening = gettext_lazy(
        "Good news: {kinesitherapeut} is there after all. Your appointment stays where it was:"
    )
    closing = gettext_lazy("See you soon")
    variables = SubstitutionContext.variables

    def middle(self, context: SubstitutionContext) -> list[Block]:
        visit = context.substitution.appointment
        return [
            facts(context, visit),
            Paragraph(_("You need not choose another time any more.")),
            Button(_("View the appointment"), links.visit_url(visit)),
        ]

    def sample(self, made_up: MadeUp) -> SubstitutionContext:
        return CHOICES.sample(made_up)


LETTER = Stands()
