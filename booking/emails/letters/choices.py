"""The letter to a patient whose therapist cannot come, with other times to choose from."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.emails.blocks import Block, Button, Items, Note, Paragraph
from booking.emails.context import SubstitutionContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import for_whom
from booking.emails.samples import MadeUp
from booking.models import Substitute, Substitution
from booking.substitution_links import choices_url
from booking.text.formats import length_text, moment_text, phone_text


class Choices(Letter[SubstitutionContext]):
    """Question which other time suits a patient whose therapist cannot come.

    Example: Noor is ill on Tuesday. The patient of 10:00 may choose 14:00 with Wout on the same
    day, or 10:00 with Noor on Friday; the first answer moves the appointment there.
    """

    subject = gettext_lazy("Please choose another time: your appointment on {dag} at {uur}")
    opening = gettext_lazy(
        "We are sorry: {kinesitherapeut} cannot be there on {dag} at {uur}, so this appointment"
        " cannot take place then. We keep these times for you:"
    )
    closing = gettext_lazy("Kind regards")
    variables = SubstitutionContext.variables

    def preheader(self, context: SubstitutionContext) -> str:
        """The last moment to answer."""
        until = {"moment": moment_text(context.substitution.answer_until)}
        return _("We keep the other times for you until %(moment)s.") % until

    def middle(self, context: SubstitutionContext) -> list[Block]:
        until = {"moment": moment_text(context.substitution.answer_until)}
        kept = _("We keep them until %(moment)s. Then we call you.") % until
        first = _("What you choose first is booked at once.")
        return [
            *map(Paragraph, for_whom(context)),
            Items(_("Choose one of these:"), [_in_words(one) for one in context.choices]),
            Button(_("Choose a time"), choices_url(context.substitution)),
            Paragraph(_none_suits(context), context.practice.phone),
            Note(f"{kept} {first}"),
        ]

    def sample(self, made_up: MadeUp) -> SubstitutionContext:
        visit = made_up.visit(days=1)
        substitution = Substitution(
            appointment=visit,
            practitioner=visit.practitioner,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            answer_until=made_up.now + timedelta(hours=3),
        )
        days = [made_up.visit(days=days) for days in (2, 4)]
        return SubstitutionContext(
            patient=made_up.patient,
            practice=made_up.practice,
            now=made_up.now,
            substitution=substitution,
            choices=[
                Substitute(
                    practitioner=one.practitioner, starts_at=one.starts_at, ends_at=one.ends_at
                )
                for one in days
            ],
        )


LETTER = Choices()


def _in_words(choice: Substitute) -> str:
    return _("%(moment)s, with %(therapist)s (%(length)s)") % {
        "moment": moment_text(choice.starts_at),
        "therapist": choice.practitioner.name,
        "length": length_text(choice.length),
    }


def _none_suits(context: SubstitutionContext) -> str:
    told = _("None of these suits? Say so on the same page, and we call you.")
    phone = phone_text(context.practice.phone)
    call = _("You can also call us: %(phone)s.") % {"phone": phone} if phone else ""
    return f"{told} {call}".strip()
