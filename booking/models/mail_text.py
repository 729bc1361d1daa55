import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from booking.choices import LetterKind

BRACES = re.compile(r"\{(?P<word>[a-z]+)\}|[{}]")


class Variable(TextChoices):
    """Words that the practice can write between braces, to be replaced by a fact of the mail."""

    NAME = "naam", _("whom the mail greets")
    DAY = "dag", _("day of the appointment")
    TIME = "uur", _("hour of the appointment")
    THERAPIST = "kinesitherapeut", _("name of the therapist")
    UNTIL = "tot", _("until when an answer counts")
    PRACTICE = "praktijk", _("name of the practice")
    PHONE = "telefoon", _("phone number of the practice")

    @property
    def in_braces(self) -> str:
        return f"{{{self.value}}}"


# The variables that each letter can fill in. The letters stand above the models, so
# booking/apps.py enters theirs when the site starts. A kind that is missing here raises KeyError:
# no text is stored unchecked.
VARIABLES: dict[LetterKind, tuple[Variable, ...]] = {}
# A subject is shown on locked screens, so it must not name a person.
FIT_FOR_A_SUBJECT = (Variable.DAY, Variable.TIME, Variable.PRACTICE)


def variables_of(kind: LetterKind, *, subject: bool = False) -> tuple[Variable, ...]:
    """Variables that can be filled in for this kind of mail, or in its subject."""
    known = VARIABLES[kind]
    return tuple(one for one in known if one in FIT_FOR_A_SUBJECT) if subject else known


class MailText(models.Model):
    """The practice's own words for one kind of mail in one language.

    A part that is empty keeps the words that come with the project.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=LetterKind)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    opening = models.TextField(_("before the facts"), max_length=1000, blank=True)
    closing = models.TextField(_("after the facts"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                name="one_text_per_kind_and_language",
                violation_error_message=_(
                    "There is a text for this mail in this language already."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    @property
    def is_own(self) -> bool:
        """Tell whether the practice wrote any part of it."""
        return bool(self.subject or self.opening or self.closing)

    def clean(self) -> None:
        super().clean()
        kind = LetterKind(self.kind)
        refused = {
            "subject": _refusal(self.subject, variables_of(kind, subject=True)),
            "opening": _refusal(self.opening, variables_of(kind)),
            "closing": _refusal(self.closing, variables_of(kind)),
        }
        if len(self.subject.splitlines()) > 1:
            refused["subject"] = str(_("Write the subject on one line."))
        errors = {field: message for field, message in refused.items() if message}
        if errors:
            raise ValidationError(errors)


def _refusal(text: str, allowed: Iterable[Variable]) -> str:
    """The reason why a text is refused, or nothing: braces may hold allowed variables only."""
    allowed = tuple(allowed)
    for match in BRACES.finditer(text):
        if match["word"] not in allowed:
            words = ", ".join(variable.in_braces for variable in allowed)
            return _(
                "“%(found)s” cannot be filled in. Between braces only these words can stand here:"
                " %(words)s."
            ) % {"found": _around(text, match.start()), "words": words}
    return ""


def _around(text: str, start: int) -> str:
    """An excerpt of the text from `start` on, by which its writer can find the place."""
    until = text.find("}", start)
    return text[start : until + 1 if start < until <= start + 30 else start + 10].strip()


def filled(text: str, values: dict[Variable, str]) -> str:
    """Replace the words between braces by their values; braces within a value stay as they are.

    Example: "Dag {naam}" with NAME "Jos" becomes "Dag Jos".
    """
    known = {variable.value: value for variable, value in values.items()}
    return BRACES.sub(lambda match: known.get(match["word"], match[0]), text)
