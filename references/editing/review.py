"""The review of a pasted list: the entries that are still to do, and those that were saved.

The text goes along from screen to screen and is read again each time, so that the server has to
remember nothing. `todo` holds the indexes of the entries without a decision.
"""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.http import QueryDict

from references.editing.import_forms import EntryForm
from references.formats import detect
from references.library import importing
from references.library.importing import Outcome, Row, Wish
from references.models import Reference
from references.works.entries import Entry
from references.works.names import INVISIBLE

# Entries on one screen: Django accepts a thousand fields at once.
ON_ONE_SCREEN = 25


class Review:
    """One screen of the review."""

    def __init__(
        self, pasted: str | bytes, *, user: User | AnonymousUser, data: QueryDict | None = None
    ) -> None:
        """Read the list; `data` is what the screen with the entries sent back."""
        text = detect.as_text(pasted)
        self.text = "" if detect.why_no_text(text) else INVISIBLE.sub("", text)
        self.user = user
        self.batch = detect.read(pasted)
        self.rows = importing.recognise(self.batch.entries)
        self.todo = list(range(len(self.rows)))
        if data is not None:
            asked = set(data.get("todo", "").split(","))
            self.todo = [place for place in self.todo if str(place) in asked]
        if data and data.get("accept_all"):
            data = data.copy()
            data.update({f"e{place}-accept": "on" for place in self.todo[:ON_ONE_SCREEN]})
        self.saved: list[Outcome] = []
        # Sources that stayed as they were, as the library has these works already.
        self.known: list[Reference] = []
        self.forms = [self.form(place, data) for place in self.todo[:ON_ONE_SCREEN]]

    def form(self, place: int, data: QueryDict | None = None) -> EntryForm:
        """Build the form of an entry."""
        return EntryForm(
            data,
            row=self.rows[place],
            prefix=f"e{place}",
            may_change=self.user.has_perm("references.change_reference"),
        )

    @property
    def later(self) -> int:
        """The number of entries that wait for a next screen."""
        return len(self.todo) - len(self.forms)

    @property
    def todo_text(self) -> str:
        """The indexes to do, as the hidden field holds them."""
        return ",".join(map(str, self.todo))

    @property
    def is_done(self) -> bool:
        """Tell whether sources were found and nothing is left to decide."""
        return bool(self.rows) and not self.todo

    @property
    def is_all_known(self) -> bool:
        """Tell whether the library has every work on this screen already."""
        return bool(self.forms) and all(form.known for form in self.forms)

    @property
    def refused(self) -> int:
        """The number of forms that came back with errors."""
        return sum(form.is_bound for form in self.forms)

    @property
    def suggestions(self) -> int:
        """The number of suggestions on this screen."""
        return sum(len(form.row.entry.suggestions) for form in self.forms)

    def save(self, *, with_rest: bool) -> None:
        """Save what this screen asks for; with `with_rest`, also the sound entries of the others.

        Entries that cannot be saved stay on the screen, with the reasons.
        """
        wanted = {
            place: form
            for place, form in zip(self.todo[:ON_ONE_SCREEN], self.forms, strict=True)
            if form.wanted
        }
        later = self.todo[ON_ONE_SCREEN:]
        self.known = self.known_in(set(self.todo[:ON_ONE_SCREEN]) - set(wanted))
        with importing.one_at_a_time():
            self.save_forms([form for form in wanted.values() if form.is_valid()])
            if with_rest:
                later = self.save_sound(later)
        refused = {place: form for place, form in wanted.items() if form.errors}
        self.rows = importing.recognise(self.batch.entries)
        self.todo = [*refused, *later]
        self.forms = [refused.get(place) or self.form(place) for place in self.todo[:ON_ONE_SCREEN]]

    def known_in(self, places: Collection[int]) -> list[Reference]:
        """The sources of the library that are the works at these places, each once."""
        known = [one for place in sorted(places) for one in self.rows[place].known]
        return list(dict.fromkeys(known))

    def save_forms(self, forms: list[EntryForm]) -> None:
        """Save valid forms, unless a correction turned one into a work that is there already."""
        edited = [Entry(form.wish.raw, form.wish.csl) for form in forms]
        for form, row in zip(forms, importing.recognise(edited), strict=True):
            form.refuse_known(row)
        good = [form for form in forms if not form.errors]
        for form, outcome in zip(good, self.save_wishes(form.wish for form in good), strict=True):
            for problem in outcome.problems:
                form.add_error(None, problem)

    def save_sound(self, places: list[int]) -> list[int]:
        """Save the sound entries; return the indexes of those that need a look."""
        fresh = importing.recognise([self.rows[place].entry for place in places])
        sound = [
            place
            for place, row in zip(places, fresh, strict=True)
            if is_sound(self.rows[place]) and not row.known
        ]
        entries = [self.rows[place].entry for place in sound]
        outcomes = self.save_wishes(Wish(entry.raw, entry.csl) for entry in entries)
        done = {place for place, outcome in zip(sound, outcomes, strict=True) if outcome.reference}
        return [place for place in places if place not in done]

    def save_wishes(self, wishes: Iterable[Wish]) -> list[Outcome]:
        """Save wishes and remember the saved ones."""
        outcomes = importing.save(wishes, origin=self.batch.origin, user=self.user)
        self.saved += [outcome for outcome in outcomes if outcome.reference]
        return outcomes


def is_sound(row: Row) -> bool:
    """Tell whether an entry can be saved without a look at it."""
    entry = row.entry
    doubtful = entry.warnings or entry.suggestions or row.known or row.twin is not None
    return "title" in entry.csl and not doubtful
