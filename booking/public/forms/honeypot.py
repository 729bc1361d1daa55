"""A hidden field that people leave empty and machines fill in."""

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

# For the layout of a form that crispy renders; other pages include the template themselves.
HONEYPOT = Field("website", template="booking/includes/honeypot.html")


class HoneypotMixin(forms.Form):
    """A form that is shown again, with the hidden field emptied, when that field was filled in.

    A person whose browser filled it in presses the button once more. A machine that fills in every
    field never gets further, and reads nothing that tells it why.
    """

    data: MultiValueDict[str, str]

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.pop("website", ""):
            self.data = self.data.copy()
            self.data[self.add_prefix("website")] = ""
            self.add_error(
                None,
                _("Something went wrong. Press the button once more."),
            )
        return data
