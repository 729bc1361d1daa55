"""The form for personal details: who an appointment is for, and how to reach them."""

import re
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from booking.models.patient import ContactDetails
from booking.public.forms.fields import FieldsOnly, MailField
from booking.public.forms.honeypot import HONEYPOT, HoneypotMixin

# Characters of markup, links and addresses; control characters; marks that turn the direction of
# the text after them; and the full stops of other scripts, which make a link too.
NOT_IN_A_NAME = r"<>@/\\:{}\[\]\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u3002\uff0e\uff61"
# A name is mailed to an address that nobody checked, so it must not carry a link, a second line or
# a phone number. The pattern takes linear time, also for a megabyte of text.
plain_name = RegexValidator(
    rf"\A(?=.*?[^\W\d_])(?!(?:\D*\d){{6}})[^{NOT_IN_A_NAME}]*+\Z",
    _("Fill in a name as you would write it on an envelope."),
)


def tidy_name(name: str) -> str:
    """Reduce white space to single spaces, and put one after a full stop inside a word.

    Mail programs would make a link of a bare domain. Example: "jan.be " becomes "jan. be".
    """
    return " ".join(re.sub(r"\.(?=\w\w)", ". ", name).split())


class NameField(forms.CharField):
    """A person's name, tidied before its length is checked: the column holds the tidied name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, validators=[plain_name], **kwargs)

    def to_python(self, value: Any) -> str:
        return tidy_name(super().to_python(value) or "")


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
    phone = PhoneNumberField(
        label=_("Phone"),
        region="BE",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Only to reach you about what you book here."),
        error_messages={
            "required": _("Fill in your phone number."),
            "invalid": _("This phone number is not right. It looks like 0470 12 34 56."),
        },
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
