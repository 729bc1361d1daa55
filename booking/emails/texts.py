"""The words in a letter that the practice may change, and ours where it did not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from booking.choices import LetterKind
from booking.models import MailText
from booking.models.mail_text import Variable, filled

Texts = Mapping[LetterKind, Promise | str]

SUBJECTS: Texts = {
    LetterKind.BOOKED: _("Your appointment on {dag} at {uur}"),
    LetterKind.MOVED: _("Changed: your appointment is now on {dag} at {uur}"),
    LetterKind.CANCELLED: _("Cancelled: your appointment on {dag} at {uur}"),
    LetterKind.CALLED_OFF: _("Cancelled: your appointment on {dag} at {uur}"),
    LetterKind.SERIES: _("Your appointments at {praktijk}"),
    LetterKind.SERIES_CHANGED: _("Changed: your appointments at {praktijk}"),
    LetterKind.REMINDER: _("Reminder: your appointment on {dag} at {uur}"),
    LetterKind.ENTRY: _("Your place on the waiting list at {praktijk}"),
    LetterKind.OFFER: _("A time has become available: {dag} at {uur}"),
    LetterKind.LINKS: _("The link to your appointments at {praktijk}"),
}
OPENINGS: Texts = {
    LetterKind.BOOKED: _("Your appointment is confirmed:"),
    LetterKind.MOVED: _("Something has changed."),
    LetterKind.CANCELLED: _("This appointment is cancelled, as you asked:"),
    LetterKind.CALLED_OFF: _("We are sorry: we had to cancel this appointment."),
    LetterKind.SERIES: _("Your appointments are confirmed:"),
    LetterKind.SERIES_CHANGED: _("Your appointments have changed. This is how they stand now:"),
    LetterKind.REMINDER: _("You are expected here soon:"),
    LetterKind.ENTRY: _(
        "You are on the waiting list. When a time that suits you becomes available, we send you an"
        " e-mail."
    ),
    LetterKind.OFFER: _(
        "You are on our waiting list. This time has become available, and we keep it for you until"
        " {tot}:"
    ),
    LetterKind.LINKS: _("You asked for the link to your appointments. Here it is:"),
}
CLOSINGS: Texts = {
    LetterKind.BOOKED: _("See you soon"),
    LetterKind.MOVED: _("See you soon"),
    LetterKind.CANCELLED: _("Kind regards"),
    LetterKind.CALLED_OFF: _("Kind regards"),
    LetterKind.SERIES: _("See you soon"),
    LetterKind.SERIES_CHANGED: _("Kind regards"),
    LetterKind.REMINDER: _("See you soon"),
    LetterKind.ENTRY: _("Kind regards"),
    LetterKind.OFFER: _("Kind regards"),
    LetterKind.LINKS: _("Kind regards"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """`opening` and `closing` are paragraphs."""

    subject: str
    opening: list[str]
    closing: list[str]


def default_text(kind: LetterKind, language: str) -> MailText:
    """Ours, in the language that is active, with words in braces as the practice types them."""
    return MailText(
        kind=kind,
        language=language,
        subject=str(SUBJECTS[kind]),
        opening=str(OPENINGS[kind]),
        closing=str(CLOSINGS[kind]),
    )


def words_of(text: MailText | None, kind: LetterKind, values: dict[Variable, str]) -> Words:
    """Each from `text`, or ours where it is empty or missing."""
    ours = default_text(kind, "")
    own = text or ours
    subject = filled(own.subject.strip() or ours.subject, values)
    return Words(
        " ".join(subject.splitlines()),
        _paragraphs(filled(own.opening.strip() or ours.opening, values)),
        _paragraphs(filled(own.closing.strip() or ours.closing, values)),
    )


def _paragraphs(text: str) -> list[str]:
    """Parted by empty lines."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]
