"""The note that the desk keeps with a patient or an appointment."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE = 300


def note_is_short(name: str) -> models.CheckConstraint:
    """A constraint that a note is no longer than LONGEST_NOTE."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length("note"), LONGEST_NOTE), name=name
    )


def joined_notes(*notes: str) -> str:
    """Notes one below the other, each once. May be longer than LONGEST_NOTE."""
    return "\n".join(dict.fromkeys(note for note in notes if note))


class Noted(models.Model):
    """A row with a note for colleagues, which no mail and no page for patients shows.

    It may name somebody, so it is erased with the details of the patient.
    """

    note = models.TextField(
        _("note"),
        max_length=LONGEST_NOTE,
        blank=True,
        default="",
        help_text=_(
            "Practical only, such as the bell to ring: nothing about the complaint or the"
            " treatment. For colleagues, 300 characters at most."
        ),
    )

    class Meta:
        abstract = True
