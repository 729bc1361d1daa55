"""The letter that confirms a waiting-list entry."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking import links
from booking.choices import Weekday
from booking.emails.blocks import Block, Button, Items, Note, Paragraph
from booking.emails.context import EntryContext
from booking.emails.letters.base import Letter
from booking.emails.paragraphs import for_whom, labelled
from booking.emails.samples import MadeUp
from booking.models import WaitlistEntry
from booking.scheduling.clock import clinic_date
from booking.scheduling.parts_of_day import PartOfDay
from booking.text.formats import day_of_year_text, moment_text


class Entry(Letter[EntryContext]):
    """Confirmation of an entry with the wishes in it, and the link to change or end it."""

    subject = gettext_lazy("Your place on the waiting list at {praktijk}")
    opening = gettext_lazy(
        "You are on the waiting list. When a time that suits you becomes available, we send you an"
        " e-mail."
    )
    closing = gettext_lazy("Kind regards")
    variables = EntryContext.variables

    def preheader(self, _context: EntryContext) -> str:
        """The hint to keep this mail: its link is the way back."""
        return _("Use this e-mail to find your place again.")

    def middle(self, context: EntryContext) -> list[Block]:
        entry = context.entry
        return [
            Items(_("What you asked for:"), [*wishes_of(entry), *for_whom(context)]),
            *_appointment_stays(entry),
            Paragraph(
                _("Answer soon when we e-mail you a time: the mail says how long we keep it.")
            ),
            Button(_("Change when you can come, or leave the list"), links.waiting_url(entry)),
            Note(_("Did you not ask for this? Leave the list and you will hear no more about it.")),
        ]

    def sample(self, made_up: MadeUp) -> EntryContext:
        return EntryContext(
            patient=made_up.patient,
            practice=made_up.practice,
            now=made_up.now,
            entry=sample_entry(made_up),
        )


LETTER = Entry()


def sample_entry(made_up: MadeUp) -> WaitlistEntry:
    """Make up an entry for an appointment that should come earlier."""
    own = made_up.visit()
    return WaitlistEntry(
        patient=made_up.patient,
        treatment=own.treatment,
        practitioner=own.practitioner,
        appointment=own,
        weekdays=[Weekday.MONDAY, Weekday.THURSDAY],
        parts=[PartOfDay.MORNING],
        from_day=clinic_date(made_up.now),
        until_day=own.day,
    )


def wishes_of(entry: WaitlistEntry) -> list[str]:
    """Word the wishes of an entry, a line for each."""
    with_whom = entry.practitioner.name if entry.practitioner else _("No preference")
    first, last = day_of_year_text(entry.from_day), day_of_year_text(entry.until_day)
    return [
        labelled(_("Therapist"), with_whom),
        labelled(_("Days"), ", ".join(entry.shown_weekdays) or _("Any day")),
        labelled(_("Hours"), ", ".join(entry.shown_parts) or _("Any hour")),
        labelled(_("Period"), _("%(first)s to %(last)s") % {"first": first, "last": last}),
    ]


def _appointment_stays(entry: WaitlistEntry) -> list[Block]:
    if entry.appointment is None:
        return []
    moment = {"moment": moment_text(entry.appointment.starts_at)}
    told = _("You keep your appointment on %(moment)s until you accept an earlier time.")
    return [Paragraph(told % moment)]
