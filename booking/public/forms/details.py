"""The form for personal details: who an appointment is for, and how to reach them."""

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from booking.models.patient import ContactDetails
from booking.public.forms.fields import FieldsOnly
from booking.public.forms.honeypot import HONEYPOT, HoneypotMixin
from booking.public.forms.typed import MailField, NameField, PhoneField


class DetailsForm(HoneypotMixin):
    """The patient, how to reach them, and their consent."""

    name = NameField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("First name and last name of the person who comes."),
        error_messages={"required": _("Fill in your name.")},
    )
    contact_name = NameField(
        label=_("Your own name"),
        required=False,
        help_text=_("Fill in above who comes, and here who you are. We write to you and call you."),
    )
    email = MailField(help_text=_("We send the confirmation here. With it you can cancel too."))
    phone = PhoneField(
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Only to reach you about what you book here."),
    )
    consent = forms.BooleanField(
        label=_("You may use my details for what I book here, and I have read how to cancel."),
        error_messages={"required": _("We need your consent: tick the box.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FieldsOnly(
            HONEYPOT,
            "name",
            Field("contact_name", template="booking/includes/for_somebody_else.html"),
            "email",
            "phone",
            Field("consent", template="booking/includes/consent.html"),
        )

    def details(self) -> ContactDetails:
        """Return the details in the language of the page. For a valid form."""
        name, contact = self.cleaned_data["name"], self.cleaned_data["contact_name"]
        return ContactDetails(
            name=name,
            contact_name="" if contact.casefold() == name.casefold() else contact,
            email=self.cleaned_data["email"],
            phone=self.cleaned_data["phone"].as_e164,
            language=get_language() or "nl",
        )
