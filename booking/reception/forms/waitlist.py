"""The form of a waiting-list entry for somebody without an appointment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.models import Treatment
from booking.public.forms.waitlist import WishesForm
from booking.reception.forms.cursor import CursorAtError
from booking.reception.forms.patient import PatientForm


class DeskWishesForm(WishesForm):
    """Wishes of a patient, asked of the desk instead of the patient."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].label = _("Which days suit the patient?")
        self.fields["practitioner"].error_messages["invalid_choice"] = _(
            "The website books nobody with this therapist. Choose somebody else."
        )


class EntryForm(CursorAtError, PatientForm, DeskWishesForm):
    """Waiting-list entry of somebody on the phone: who it is, and when they can come.

    `key` travels with the form, so that a second click adds no second entry.
    """

    treatment = forms.ModelChoiceField(
        Treatment.objects.filter(is_online=True),
        label=_("Treatment"),
        empty_label=_("Choose a treatment"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = (
        "name",
        "contact_name",
        "phone",
        "email",
        "language",
        "treatment",
        "practitioner",
        "weekdays",
        "parts",
        "from_day",
        "until_day",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_cursor("name")
        self.fields["email"].help_text = _("We mail what is offered. Without an address: call.")

    @property
    def known(self) -> dict[str, str]:
        """Typed values that the form of an appointment asks for too, by the names of its fields."""
        names = ("treatment", *PatientForm.base_fields)
        return {name: self[name].value() or "" for name in names}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        treatment, person = data.get("treatment"), data.get("practitioner")
        if treatment and person and not treatment.practitioners.filter(pk=person).exists():
            self.add_error("practitioner", _("This therapist does not give this treatment."))
        return data
