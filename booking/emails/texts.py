"""The words around the facts of a letter: the practice's own where it wrote any, else ours."""

import re
from dataclasses import dataclass

from booking.choices import LetterKind
from booking.emails.letters import LETTERS
from booking.models import MailText
from booking.models.mail_text import Variable, filled


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their values filled in. `opening` and `closing` are lists of paragraphs."""

    subject: str
    opening: list[str]
    closing: list[str]


def default_text(kind: LetterKind, language: str) -> MailText:
    """Our words for one kind of letter, not stored, with variables as the practice types them.

    They are in the active language; `language` is only noted.
    """
    letter = LETTERS[kind]
    return MailText(
        kind=kind,
        language=language,
        subject=str(letter.subject),
        opening=str(letter.opening),
        closing=str(letter.closing),
    )


def words_of(text: MailText | None, kind: LetterKind, values: dict[Variable, str]) -> Words:
    """Fill the values into the practice's `text`, or into ours for each field that it left empty.

    Example: an opening "Welcome {naam}" and no subject or closing. The letter opens with "Welcome
    Mia" and has our subject and closing.
    """
    ours = default_text(kind, "")
    own = text or ours
    subject = filled(own.subject.strip() or ours.subject, values)
    return Words(
        " ".join(subject.splitlines()),
        _paragraphs(filled(own.opening.strip() or ours.opening, values)),
        _paragraphs(filled(own.closing.strip() or ours.closing, values)),
    )


def _paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]
