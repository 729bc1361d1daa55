"""Whom a visit is for, and how to reach them."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from booking.forms.honeypot import HONEYPOT, HoneypotMixin
from booking.services.book import ContactDetails

# A name is mailed to an address that nobody checked: it cannot carry a link or a second line.
plain_name = RegexValidator(
    r"^[^\x00-\x1f<>@/\\:{}\[\]]*[^\W\d_][^\x00-\x1f<>@/\\:{}\[\]]*\Z",
    _("Fill in a name as you would write it on an envelope."),
)


def tidy_name(name: str) -> str:
    """With single spaces, and one after a full stop: mail programs make links of bare domains."""
    return " ".join(re.sub(r"\.(?=\w\w)", ". ", name).split())


class DetailsForm(HoneypotMixin):
    """Whom the visit is for, and how to reach them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("First name and last name of the person who comes."),
        error_messages={"required": _("Fill in your name.")},
    )
    contact_name = forms.CharField(
        label=_("Your own name"),
        max_length=100,
        required=False,
        validators=[plain_name],
        help_text=_("Fill in above who comes, and here who you are. We write to you and call you."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the confirmation here. With it you can cancel too."),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This e-mail address is not right. It looks like name@example.be."),
        },
    )
    phone = PhoneNumberField(
        label=_("Phone"),
        region="BE",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Only to reach you about this appointment."),
        error_messages={
            "required": _("Fill in your phone number."),
            "invalid": _("This phone number is not right. It looks like 0470 12 34 56."),
        },
    )
    consent = forms.BooleanField(
        label=_("You may use my details for this appointment, and I have read how to cancel."),
        error_messages={"required": _("We need your consent to make the appointment.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            HONEYPOT,
            "name",
            Field("contact_name", template="booking/includes/for_somebody_else.html"),
            "email",
            "phone",
            Field("consent", template="booking/includes/consent.html"),
        )

    def details(self) -> ContactDetails:
        """For a valid form."""
        name, contact = (tidy_name(self.cleaned_data[field]) for field in ("name", "contact_name"))
        return ContactDetails(
            name=name,
            contact_name="" if contact.casefold() == name.casefold() else contact,
            email=self.cleaned_data["email"],
            phone=self.cleaned_data["phone"].as_e164,
            language=get_language() or "nl",
        )
