"""The form of the library. Its parameters have Dutch names, as readers see them in the address."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from references.public.library import Choices, Selection
from references.works.csl import YEARS


def one_of(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """Build the field of a choice."""
    # Crispy's own class for a select is not in our style sheet.
    widget = forms.Select(attrs={"class": "form-control"})
    return forms.ChoiceField(label=label, choices=choices, widget=widget, required=False)


class LibraryForm(forms.Form):
    """The search in the library, sent by GET, with all fields optional.

    A value that cannot be chosen is reported and otherwise ignored.
    """

    PARAMETERS: ClassVar = {
        "words": "zoek",
        "since": "van",
        "until": "tot",
        "study_type": "soort",
        "subject": "onderwerp",
        "free": "gratis",
    }
    REFINING: ClassVar = ("since", "until", "study_type", "subject", "free")

    words = forms.CharField(
        label=_("Search in the sources"),
        max_length=200,
        required=False,
        help_text=_("A subject, a word from the title, an author, a journal or a DOI."),
    )
    since = forms.IntegerField(
        label=_("From the year"), min_value=YEARS.start, max_value=YEARS.stop - 1, required=False
    )
    until = forms.IntegerField(
        label=_("Up to the year"), min_value=YEARS.start, max_value=YEARS.stop - 1, required=False
    )
    free = forms.BooleanField(label=_("Free to read"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", gettext("All kinds")), *choices.study_types]
        subjects = [("", gettext("All subjects")), *choices.subjects]
        self.fields["study_type"] = one_of(gettext("Kind of study"), kinds)
        self.fields["subject"] = one_of(gettext("Subject"), subjects)

    def add_prefix(self, field_name: str) -> str:
        return self.PARAMETERS.get(field_name, field_name)

    @property
    def selection(self) -> Selection:
        """The selection that the valid fields ask for, after validation."""
        return Selection(**self.cleaned_data)

    @property
    def refines(self) -> bool:
        """Tell whether anything besides words was asked for, even an invalid value."""
        return any(self.data.get(self.add_prefix(name)) for name in self.REFINING)
