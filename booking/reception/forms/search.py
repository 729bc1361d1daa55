"""The field that finds a patient; its words stand in no address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.public.forms.typed import LineField


class SearchForm(forms.Form):
    """Part of a name, a phone number or an e-mail address."""

    zoek = LineField(
        label=_("Find a patient"),
        help_text=_("Part of the name, the phone number or the e-mail address."),
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An id of its own: the field stands in the forms of the desk too.
        self.auto_id = "zoek_%s"
