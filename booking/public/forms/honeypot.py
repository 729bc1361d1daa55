"""A field that people do not see: a machine fills it in, or a browser that is too helpful."""

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

# For the layout of a form that crispy renders; others include the template.
HONEYPOT = Field("website", template="booking/includes/honeypot.html")


class HoneypotMixin(forms.Form):
    """Filled in, nothing happens and the form is shown again with the field empty.

    So a person whose browser filled it in presses once more; a machine that fills in every field
    never gets further, and reads nothing that tells it why.
    """

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
                _("Something went wrong. Press the button once more, or call us."),
            )
        return data
