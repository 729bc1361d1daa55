"""Preview of a mail, for whoever writes its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar

from booking.choices import LetterKind
from booking.emails.compose import calendar_of, write_letter
from booking.emails.letters import sample_of
from booking.models import MailText
from booking.text.formats import moment_text


@dataclass(frozen=True, slots=True)
class Preview:
    """One mail as its reader gets it.

    `calendar` has a line for each event of its calendar file; empty when it carries none.
    """

    subject: str
    preheader: str
    html: str
    text: str
    calendar: Sequence[str]


def preview_of(text: MailText, *, now: datetime) -> Preview:
    """Mail with these words, about patients who do not exist. Nothing is sent."""
    with translation.override(text.language):
        kind = LetterKind(text.kind)
        context = sample_of(kind, now=now)
        letter = write_letter(kind, context, text)
        entry = calendar_of(kind, context)
        html, plain = letter.as_html(), letter.as_text()
    return Preview(letter.subject, letter.preheader, html, plain, calendar_lines(entry))


def calendar_lines(entry: str) -> list[str]:
    """One line for each event of a calendar file: state, time, subject and place."""
    if not entry:
        return []
    return [
        ", ".join(
            [
                _("cancelled") if event["STATUS"] == "CANCELLED" else _("fixed"),
                moment_text(event.decoded("DTSTART")),
                str(event["SUMMARY"]),
                str(event["LOCATION"]),
            ]
        )
        for event in Calendar.from_ical(entry).walk("VEVENT")
    ]
