"""The form of a note with an appointment or a patient."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.models import Appointment, Patient
from booking.models.note import LONGEST_NOTE
from booking.models.shown import version_of
from booking.public.forms.typed import TextField
from booking.reception.forms.cursor import CursorAtError
from booking.reception.forms.shown import show_version

LABELS = {Appointment: _("Note with this appointment"), Patient: _("Note with the patient")}


def note_field(**kwargs: Any) -> TextField:
    """A field for a note of some lines."""
    too_long = _("A note has %(limit_value)d characters at most; this one has %(show_value)d.")
    field = TextField(
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": too_long},
        **kwargs,
    )
    # A browser would cut what is pasted without a word; the server says that it is too long.
    field.widget.attrs.pop("maxlength")
    return field


class NoteForm(CursorAtError, forms.Form):
    """Note with one row, filled in with what stands there; it carries the version of that note.

    `address` takes it; it is empty for whoever may only read the note. Ids name the model, as a
    page has two of these forms.
    """

    note = note_field()

    def __init__(
        self, row: Appointment | Patient, *, now: datetime, address: str = "", data: Any = None
    ) -> None:
        kind = row._meta.model_name
        super().__init__(data, initial={"note": row.note}, auto_id=f"id_{kind}_%s")
        self.row, self.address = row, address
        field = self.fields["note"]
        field.label = LABELS[type(row)]
        field.help_text = str(type(row)._meta.get_field("note").help_text)
        show_version(self, self.version(now))

    def version(self, now: datetime) -> str:
        """The note as it stands now, for the form to send back."""
        return version_of(self.row, now, only=["note"])

    def refuse(self, reason: str, now: datetime) -> None:
        """Show why the note was not stored; the form then carries the one that stands there now."""
        self.add_error("note", reason)
        self.put_cursor("note")
        show_version(self, self.version(now), anew=True)
