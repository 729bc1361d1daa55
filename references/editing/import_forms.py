"""The box that takes a list, and the form of each entry that came out of it."""

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

# Filled only for books and chapters; an article would show four empty fields.
BOOK_FIELDS = ("editors", "edition", "publisher", "publisher_place")
SKIP, NEW, ANYWAY = "skip", "new", "anyway"
KNOWN_BY_NOW = _("This work is in the library by now. Choose again what to do with it.")


class PastedText(forms.CharField):
    """Signs that print nothing come along with a copy; they are dropped, not refused."""

    widget = forms.Textarea(attrs={"rows": 14, "spellcheck": "false"})

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\x00", "")


class PasteForm(forms.Form):
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
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and upload.size > detect.LARGEST:
            self.add_error("file", gettext("This file is too large: 1 MB is the most."))
        elif not upload and not cleaned.get("text", "").strip():
            self.add_error("text", gettext("Paste a list, or choose a file."))
        return cleaned

    @property
    def pasted(self) -> str | bytes:
        """Call it once, after validation."""
        upload = self.cleaned_data["file"]
        return upload.read() if upload else self.cleaned_data["text"]


@dataclass(frozen=True, slots=True)
class MarkedField:
    """A field with what the reader knew of it: "recognised", "empty" or "suggestion"."""

    bound: BoundField
    mark: str


class EntryForm(ReferenceForm):
    """Every field of one entry, and what the editor wants with it."""

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
        """Whether it is to be saved; asked before the rest is checked."""
        return self.data.get(self.add_prefix("action")) != SKIP

    @property
    def wish(self) -> Wish:
        action = self.cleaned_data["action"]
        completes = int(action) if action.isdecimal() else None
        return Wish(self.row.entry.raw, self.instance.csl, completes)

    def as_csl(self, cleaned: dict[str, Any]) -> Csl:
        """With the suggestions that were accepted, but for a field that the editor has changed."""
        csl = super().as_csl(cleaned)
        if cleaned.get("accept"):
            for variable, suggested in self.row.entry.suggestions.items():
                if csl.get(variable) == self.row.entry.csl.get(variable):
                    csl[variable] = suggested
        return csl

    def refuse_duplicates(self, csl: Csl) -> None:
        """The review does, for all the entries at once."""

    def _post_clean(self) -> None:
        """Saving asks the model; a record that is only completed would look like a double here."""

    def refuse_known(self, row: Row) -> None:
        """`row` is what the work has become in this form."""
        if self.cleaned_data["action"] != NEW:
            return
        if row.known:
            self.known = row.known
            self.add_error("action", KNOWN_BY_NOW)
        elif row.twin is not None:
            self.add_error("action", gettext("An entry above has become the same work."))

    def offered(self) -> Iterator[BoundWidget]:
        """Only where it may be another work, "anyway" says something."""
        doubled = self.known or self.row.twin is not None or self["action"].errors
        return (one for one in self["action"] if doubled or one.data["value"] != ANYWAY)

    @property
    def summary(self) -> str:
        csl = self.row.entry.csl
        return (
            STYLES[CitationStyle.VANCOUVER].entry_text(csl)
            if csl.get("title")
            else self.row.entry.raw
        )

    @property
    def is_open(self) -> bool:
        """Somebody has to look at it."""
        return bool(self.errors or self.row.entry.warnings)

    def main_fields(self) -> Iterator[MarkedField]:
        apart = {"action", "accept", *BOOK_FIELDS}
        return (self.marked(name) for name in self.fields if name not in apart)

    def book_fields(self) -> Iterator[MarkedField]:
        return (self.marked(name) for name in BOOK_FIELDS)

    @property
    def says_book(self) -> bool:
        return any(self[name].value() or self[name].errors for name in BOOK_FIELDS)

    def marked(self, name: str) -> MarkedField:
        bound = self[name]
        if name in {FIELD_OF[variable] for variable in self.row.entry.suggestions}:
            return MarkedField(bound, "suggestion")
        return MarkedField(bound, "recognised" if bound.initial else "empty")

    @property
    def proposals(self) -> list[tuple[str | Promise, list[tuple[str, bool]]]]:
        """Each suggestion in pieces, under its label."""
        entry = self.row.entry
        return [
            (LABELS[variable], repaired(entry.csl[variable], text))
            for variable, text in entry.suggestions.items()
        ]


def choices(row: Row, *, may_change: bool, bound: bool) -> list[tuple[str, str]]:
    """What can be done with an entry depends on whether its work is there already.

    A correction may make it so; then the form comes back, and "anyway" is a choice as well.
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
    """The suggestion in pieces; the spaces that were put back stand apart and are true."""
    pieces: list[tuple[str, bool]] = []
    at, since = 0, 0
    for place, sign in enumerate(after):
        if sign == " " and before[at : at + 1] != " ":
            pieces += [(after[since:place], False), (sign, True)]
            since = place + 1
        else:
            at += 1
    return [(text, new) for text, new in [*pieces, (after[since:], False)] if text]
