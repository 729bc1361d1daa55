"""The field that finds a patient; its words stand in no address."""

import re
from string import capwords
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.public.forms.typed import LineField

# Of a phone number with spaces, each part; no name has two digits.
PART_OF_NUMBER = re.compile(r"[+(]*\d[\d./()-]+")


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


def details_in(words: str) -> dict[str, str]:
    """Fields of somebody new whom a search did not find: the name, the number and the address.

    Example: "jan maes 0470 11 22 33" has the name "Jan Maes" and the phone "0470 11 22 33".
    """
    parts = words.split()
    mails = [part for part in parts if "@" in part]
    numbers = [part for part in parts if PART_OF_NUMBER.fullmatch(part)]
    name = " ".join(part for part in parts if part not in [*mails, *numbers])
    return {
        "name": capwords(name) if name.islower() else name,
        "phone": " ".join(numbers),
        "email": " ".join(mails),
    }
