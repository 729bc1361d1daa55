"""One look at a pasted list: which entries are still to do, and what was saved of it.

The text itself goes along from screen to screen and is read again each time, so that nothing has to
be remembered on the server. `todo` are the places of the entries that no decision was taken on.
"""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from references.editing.import_forms import EntryForm
from references.formats import detect
from references.library import importing
from references.library.importing import Outcome, Row, Wish
from references.works.entries import Entry
from references.works.names import INVISIBLE

# So many have all their fields on one screen: Django takes a thousand fields in one go.
ON_ONE_SCREEN = 25


class Review:
    def __init__(self, pasted: str | bytes, *, user: Any, data: QueryDict | None = None) -> None:
        """With `data`, what came back from the screen with the entries."""
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
        self.forms = [self.form(place, data) for place in self.todo[:ON_ONE_SCREEN]]

    def form(self, place: int, data: QueryDict | None = None) -> EntryForm:
        return EntryForm(
            data,
            row=self.rows[place],
            prefix=f"e{place}",
            may_change=self.user.has_perm("references.change_reference"),
        )

    @property
    def later(self) -> int:
        """How many entries wait for a next screen."""
        return len(self.todo) - len(self.forms)

    @property
    def todo_text(self) -> str:
        return ",".join(map(str, self.todo))

    @property
    def refused(self) -> int:
        return sum(form.is_bound for form in self.forms)

    @property
    def suggestions(self) -> int:
        return sum(len(form.row.entry.suggestions) for form in self.forms)

    def save(self, *, with_rest: bool) -> None:
        """Do as this screen says. What cannot be saved stays on it, with the reasons."""
        wanted = {
            place: form
            for place, form in zip(self.todo[:ON_ONE_SCREEN], self.forms, strict=True)
            if form.wanted
        }
        later = self.todo[ON_ONE_SCREEN:]
        with importing.one_at_a_time():
            self.save_forms([form for form in wanted.values() if form.is_valid()])
            if with_rest:
                later = self.save_sound(later)
        refused = {place: form for place, form in wanted.items() if form.errors}
        self.rows = importing.recognise(self.batch.entries)
        self.todo = [*refused, *later]
        self.forms = [refused.get(place) or self.form(place) for place in self.todo[:ON_ONE_SCREEN]]

    def save_forms(self, forms: list[EntryForm]) -> None:
        """An editor's correction may have made it a work that is there already."""
        edited = [Entry(form.wish.raw, form.wish.csl) for form in forms]
        for form, row in zip(forms, importing.recognise(edited), strict=True):
            form.refuse_known(row)
        good = [form for form in forms if not form.errors]
        for form, outcome in zip(good, self.save_wishes(form.wish for form in good), strict=True):
            for problem in outcome.problems:
                form.add_error(None, problem)

    def save_sound(self, places: list[int]) -> list[int]:
        """Returns those that somebody has to look at."""
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
        outcomes = importing.save(wishes, origin=self.batch.origin, user=self.user)
        self.saved += [outcome for outcome in outcomes if outcome.reference]
        return outcomes


def is_sound(row: Row) -> bool:
    """Whether it can be saved unseen."""
    entry = row.entry
    doubtful = entry.warnings or entry.suggestions or row.known or row.twin is not None
    return "title" in entry.csl and not doubtful
