"""Sources that are pasted into the chooser: shown first, and then chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from references.choices import CitationStyle
from references.editing.import_forms import PastedText
from references.formats import detect
from references.formatting.styles import STYLES
from references.library import importing
from references.library.importing import Row, Wish
from references.models import Reference
from references.works.entries import SetAside

# Nobody cites more in one place; a longer list has a screen of its own.
MOST = 20


class PasteForm(forms.Form):
    """The box in the chooser to paste in."""

    text = PastedText(
        label=gettext_lazy("Paste a source"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A line of a source list, a DOI, a PMID or BibTeX. Several at once can be pasted too."
        ),
    )


@dataclass(slots=True)
class Found:
    """A work that was pasted; `place` is its index in the text."""

    place: int
    row: Row
    problems: list[str] = field(default_factory=list)

    @property
    def reference(self) -> Reference | None:
        """The source that the library has of it; None if it has none."""
        return self.row.known[0] if self.row.known else None

    @property
    def can_be_chosen(self) -> bool:
        """Tell whether enough is known to cite it."""
        return bool(self.reference or self.row.entry.csl.get("title"))

    def __str__(self) -> str:
        csl = self.reference.csl if self.reference else self.row.entry.csl
        return STYLES[CitationStyle.VANCOUVER].entry_text(csl) if csl.get("title") else self.raw

    @property
    def raw(self) -> str:
        return self.row.entry.raw

    @property
    def suggestions(self) -> Iterable[str]:
        """The suggested texts, which a source of the library does not need."""
        return self.row.entry.suggestions.values() if not self.reference else ()

    def wish(self, *, accept: bool) -> Wish:
        """The wish to save it; with `accept`, the suggestions replace the texts."""
        suggested = self.row.entry.suggestions if accept else {}
        return Wish(self.raw, {**self.row.entry.csl, **suggested})


class Pasted:
    """The works in a pasted text, at most twenty."""

    def __init__(self, text: str) -> None:
        self.text = text
        batch = detect.read(text)
        self.origin, self.set_aside = batch.origin, batch.set_aside
        self.entries = batch.entries[:MOST]
        self.found = self.recognised()
        if over := len(batch.entries[MOST:]):
            reason = _("This box takes %(most)d sources. Paste a list in the library.")
            self.set_aside.append(SetAside(f"+ {over}", reason % {"most": MOST}))

    def recognised(self) -> list[Found]:
        """Compare the works with the library. Each work is listed once."""
        rows = importing.recognise(self.entries)
        return [Found(place, row) for place, row in enumerate(rows) if row.twin is None]

    @property
    def can_be_chosen(self) -> bool:
        return any(one.can_be_chosen for one in self.found)

    @property
    def saves_something(self) -> bool:
        """Tell whether a work can be chosen that the library does not have."""
        return any(one.can_be_chosen and not one.reference for one in self.found)

    @property
    def suggestions(self) -> bool:
        return any(one.suggestions for one in self.found)

    @property
    def problems(self) -> list[str]:
        return [problem for one in self.found for problem in one.problems]

    @property
    def to_fill_in(self) -> Reference | None:
        """The only work, if too little of it was understood to save it; None otherwise."""
        match self.found:
            case [one] if not one.can_be_chosen:
                return Reference(csl=one.row.entry.csl, raw=one.raw, origin=self.origin)
        return None

    def choose(
        self, places: Collection[str], *, accept: bool, user: User | AnonymousUser
    ) -> list[Reference]:
        """Return the chosen sources, and save those that the library lacks.

        A work that could not be saved has its `problems`.
        """
        chosen = []
        with importing.one_at_a_time():
            self.found = self.recognised()
            for one in self.found:
                if str(one.place) not in places or not one.can_be_chosen:
                    continue
                if reference := one.reference or self.save(one, accept=accept, user=user):
                    chosen.append(reference)
        return chosen

    def save(self, one: Found, *, accept: bool, user: User | AnonymousUser) -> Reference | None:
        """Save one work; None if it has problems."""
        wish = one.wish(accept=accept)
        [outcome] = importing.save([wish], origin=self.origin, user=user)
        one.problems = outcome.problems
        return outcome.reference
