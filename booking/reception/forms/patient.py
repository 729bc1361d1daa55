"""Name and contact details of a patient, as the desk types them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from booking.models import Patient
from booking.models.patient import ContactDetails
from booking.public.forms.typed import MailField, NameField, PhoneField
from booking.reception.forms.cursor import CursorAtError
from booking.text.formats import typed_phone_text


class PatientForm(forms.Form):
    """Name of the patient, and a phone number or an e-mail address to reach them."""

    name = NameField(
        label=_("Name"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = PhoneField(
        required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "off"})
    )
    email = MailField(
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("With an address the patient gets a confirmation, a few minutes from now."),
    )
    contact_name = NameField(
        label=_("Contact person"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("For a child or relative: whom we write to and call."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"),
        choices=[("", _("As before")), *settings.LANGUAGES],
        required=False,
        help_text=_("Somebody new gets them in Dutch, if you choose nothing."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        mistyped = "phone" in self.errors or "email" in self.errors
        if not data.get("phone") and not data.get("email") and not mistyped:
            self.add_error("phone", _("Fill in a phone number or an e-mail address."))
        return data

    @staticmethod
    def initial_for(patient: Patient) -> dict[str, Any]:
        """Initial values from the stored details, by which booking finds the same patient again."""
        known = {name: getattr(patient, name) for name in ("name", "contact_name", "email")}
        return known | {"phone": typed_phone_text(patient.phone)}

    def details(self) -> ContactDetails:
        """Contact details as typed; call it on a valid form only."""
        data = self.cleaned_data
        return ContactDetails(
            name=data["name"],
            contact_name=data["contact_name"],
            email=data["email"],
            phone=data["phone"].as_e164 if data["phone"] else "",
            language=data["language"],
        )


class NewPatientForm(CursorAtError, PatientForm):
    """A patient who is added without an appointment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_cursor("name")
        self.fields["email"].help_text = ""
