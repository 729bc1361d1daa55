"""The choice of the details that stay when two patients are merged."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models import Patient
from booking.models.note import joined_notes
from booking.models.patient import ContactDetails
from booking.reception.forms.note import note_field
from booking.text.formats import phone_text

FIELDS = ("name", "contact_name", "phone", "email", "language")
EMPTY = "–"
BOTH_NOTES = gettext_lazy(
    "Both notes, one below the other. 300 characters at most: shorten it if it is longer."
)


class MergeForm(forms.Form):
    """A choice for each detail that differs between two patients.

    `shown` binds the answer to what the page showed: whoever changed a detail since is asked again,
    and so is who told the two apart, which `are_apart` says.
    """

    data: Any

    def __init__(
        self, *args: Any, patients: tuple[Patient, Patient], are_apart: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.patients, self.are_apart = patients, are_apart
        self.same: list[tuple[str, str]] = []
        for name in FIELDS:
            label = str(Patient._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
            values = [self._shown(name, patient) for patient in patients]
            if len(set(values)) == 1:
                self.same.append((label, values[0]))
                continue
            filled = [place for place, value in enumerate(values) if value != EMPTY]
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=list(enumerate(values)),
                initial=filled[-1],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the two.")},
            )
        self._add_note()
        self.fields["shown"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self._all_shown()
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("shown") != self._all_shown():
            self.data = {**self.data.dict(), "shown": self._all_shown()}
            raise forms.ValidationError(_("The details changed meanwhile: look once more."))
        return data

    def details(self) -> ContactDetails:
        """The chosen details. For a valid form."""
        both = [asdict(patient.contact_details) for patient in self.patients]
        chosen = {name: both[int(self.cleaned_data.get(name, 0))][name] for name in FIELDS}
        return ContactDetails(**chosen)

    def note(self) -> str:
        """The note that stays. For a valid form."""
        both = joined_notes(*(patient.note for patient in self.patients))
        return str(self.cleaned_data.get("note", both))

    def _add_note(self) -> None:
        """Ask for the note when both have one, or else list the only one among what stays."""
        label = str(Patient._meta.get_field("note").verbose_name).capitalize()
        notes = {patient.note for patient in self.patients} - {""}
        if len(notes) > 1:
            both = joined_notes(*(patient.note for patient in self.patients))
            self.fields["note"] = note_field(label=label, initial=both, help_text=BOTH_NOTES)
        elif notes:
            self.same.append((label, notes.pop()))

    def _all_shown(self) -> str:
        rows = [
            (one.pk, *(str(getattr(one, name)) for name in (*FIELDS, "note")))
            for one in self.patients
        ]
        return salted_hmac("booking.reception.merging", repr((rows, self.are_apart))).hexdigest()[
            :16
        ]

    def _shown(self, name: str, patient: Patient) -> str:
        if name == "phone":
            return phone_text(patient.phone) or EMPTY
        if name == "language":
            return str(patient.get_language_display())
        return str(getattr(patient, name)) or EMPTY
