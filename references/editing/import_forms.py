"""The box into which a list is pasted, and the form of each entry that was found in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from references.choices import CitationStyle
from references.editing.forms import FIELD_OF, ReferenceForm
from references.formats import detect
from references.formatting.styles import STYLES
from references.library.importing import Row, Wish, lacking
from references.models import Reference
from references.works.csl import Csl
from references.works.labels import LABELS

# These are shown apart, since an article would show four empty fields.
BOOK_FIELDS = ("editors", "edition", "publisher", "publisher_place")
SKIP, NEW, ANYWAY = "skip", "new", "anyway"
KNOWN_BY_NOW = _("This work is in the library by now. Choose again what to do with it.")


class PastedText(forms.CharField):
    """A text field that drops the characters without a print that come along with a copy."""

    widget = forms.Textarea(attrs={"rows": 14, "spellcheck": "false"})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\x00", "")


class PasteForm(forms.Form):
    """The box to paste in, or a file instead."""

    text = PastedText(
        label=_("List or file contents"),
        required=False,
        strip=False,
        help_text=_(
            "The source list of an article as it stands there, one work on each line. BibTeX, RIS, "
            "PubMed (NBIB), CSL-JSON and a list of DOIs or PMIDs are recognised by themselves."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("At most 1 MB of text, for example from Zotero, EndNote or PubMed."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        upload = cleaned.get("file")
        if upload and upload.size > detect.LARGEST:
            self.add_error("file", gettext("This file is too large: 1 MB is the most."))
        elif not upload and not cleaned.get("text", "").strip():
            self.add_error("text", gettext("Paste a list, or choose a file."))
        return cleaned

    @property
    def pasted(self) -> str | bytes:
        """The text or the bytes of the file. Call it once, after validation."""
        upload = self.cleaned_data["file"]
        return upload.read() if upload else self.cleaned_data["text"]


@dataclass(frozen=True, slots=True)
class MarkedField:
    """A field with a mark: "recognised", "empty" or "suggestion"."""

    bound: BoundField
    mark: str


class EntryForm(ReferenceForm):
    """The fields of one entry, and what the editor wants to do with it."""

    action = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect)
    accept = forms.BooleanField(label=_("Take the proposed spaces over"), required=False)

    def __init__(self, *args: Any, row: Row, may_change: bool = True, **kwargs: Any) -> None:
        self.row, self.known = row, row.known
        instance = Reference(csl=row.entry.csl, raw=row.entry.raw)
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["accessed"].widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        self.fields["authors"].widget.attrs["rows"] = 3
        self.fields["action"].choices = choices(row, may_change=may_change, bound=self.is_bound)
        self.fields["action"].error_messages["invalid_choice"] = KNOWN_BY_NOW
        self.initial["action"] = SKIP if row.known or row.twin is not None else NEW

    @property
    def wanted(self) -> bool:
        """Tell whether it is to be saved. Can be asked before validation."""
        return self.data.get(self.add_prefix("action")) != SKIP

    @property
    def wish(self) -> Wish:
        """The wish to save it, after validation."""
        action = self.cleaned_data["action"]
        completes = int(action) if action.isdecimal() else None
        return Wish(self.row.entry.raw, self.instance.csl, completes)

    def as_csl(self, cleaned: dict[str, Any]) -> Csl:
        """Build the work with the accepted suggestions.

        A field that the editor has changed gets no suggestion.
        """
        csl = super().as_csl(cleaned)
        if cleaned.get("accept"):
            for variable, suggested in self.row.entry.suggestions.items():
                if csl.get(variable) == self.row.entry.csl.get(variable):
                    csl[variable] = suggested
        return csl

    def refuse_duplicates(self, csl: Csl) -> None:
        """Leave this to the review, which compares all entries at once."""

    def _post_clean(self) -> None:
        """Leave this to saving, which validates the model.

        A source that is only completed would look like a double here.
        """

    def refuse_known(self, row: Row) -> None:
        """Report that the work, as it was corrected, is there already.

        `row` is the entry as it was recognised after the correction.
        """
        if self.cleaned_data["action"] != NEW:
            return
        if row.known:
            self.known = row.known
            self.add_error("action", KNOWN_BY_NOW)
        elif row.twin is not None:
            self.add_error("action", gettext("An entry above has become the same work."))

    def offered(self) -> Iterator[BoundWidget]:
        """The actions to choose from.

        "Another work all the same" is offered only if the work may be there already.
        """
        doubled = self.known or self.row.twin is not None or self["action"].errors
        return (one for one in self["action"] if doubled or one.data["value"] != ANYWAY)

    @property
    def summary(self) -> str:
        """The source as one line."""
        csl = self.row.entry.csl
        return (
            STYLES[CitationStyle.VANCOUVER].entry_text(csl)
            if csl.get("title")
            else self.row.entry.raw
        )

    @property
    def is_open(self) -> bool:
        """Tell whether the entry is shown unfolded because somebody must look at it."""
        return bool(self.errors or self.row.entry.warnings)

    def main_fields(self) -> Iterator[MarkedField]:
        """The fields that all works have."""
        apart = {"action", "accept", *BOOK_FIELDS}
        return (self.marked(name) for name in self.fields if name not in apart)

    def book_fields(self) -> Iterator[MarkedField]:
        """The fields of books and chapters."""
        return (self.marked(name) for name in BOOK_FIELDS)

    @property
    def says_book(self) -> bool:
        """Tell whether one of those has a value or an error."""
        return any(self[name].value() or self[name].errors for name in BOOK_FIELDS)

    def marked(self, name: str) -> MarkedField:
        """Mark a field by what is known of it."""
        bound = self[name]
        if name in {FIELD_OF[variable] for variable in self.row.entry.suggestions}:
            return MarkedField(bound, "suggestion")
        return MarkedField(bound, "recognised" if bound.initial else "empty")

    @property
    def proposals(self) -> list[tuple[str | Promise, list[tuple[str, bool]]]]:
        """The suggestions under their labels, in the pieces that `repaired` gives."""
        entry = self.row.entry
        return [
            (LABELS[variable], repaired(entry.csl[variable], text))
            for variable, text in entry.suggestions.items()
        ]


def choices(row: Row, *, may_change: bool, bound: bool) -> list[tuple[str, str]]:
    """The actions for an entry, which depend on whether the library has its work.

    A correction may turn it into a work that is there. The form then comes back, and "anyway" is a
    choice as well.
    """
    anyway = (ANYWAY, gettext("Save as another work all the same"))
    skip = (SKIP, gettext("Do not save"))
    if not row.known and row.twin is None:
        return [(NEW, gettext("Save it")), skip, *([anyway] if bound else [])]
    found = [skip]
    for reference in row.known if may_change else []:
        if lacks := lacking(reference, row.entry.csl):
            told = ", ".join(str(LABELS[variable]) for variable in lacks)
            text = gettext("Complete “%(source)s” with: %(fields)s")
            found.append((str(reference.pk), text % {"source": reference, "fields": told}))
    return [*found, anyway]


def repaired(before: str, after: str) -> list[tuple[str, bool]]:
    """Split a suggestion into pieces; the flag is true for a space that was put back."""
    pieces: list[tuple[str, bool]] = []
    at, since = 0, 0
    for place, sign in enumerate(after):
        if sign == " " and before[at : at + 1] != " ":
            pieces += [(after[since:place], False), (sign, True)]
            since = place + 1
        else:
            at += 1
    return [(text, new) for text, new in [*pieces, (after[since:], False)] if text]
