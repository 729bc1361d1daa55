"""Parts of a source that a form shows and that have no column."""

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from references.works import labels

if TYPE_CHECKING:
    from references.models.reference import Reference


class Part:
    """A variable of the CSL-JSON, with what a screen that compares rows asks of a field."""

    many_to_many = False
    flatchoices: tuple[Any, ...] = ()

    def __init__(self, variable: str) -> None:
        self.name = variable
        self.verbose_name: str | Promise = labels.LABELS[variable]

    def value_from_object(self, source: "Reference") -> str:
        return labels.shown(self.name, source.csl.get(self.name))

    def take_over(self, source: "Reference", stored: "Reference") -> None:
        """Give a source what the other one has of this variable."""
        others = {name: value for name, value in source.csl.items() if name != self.name}
        theirs = {self.name: stored.csl[self.name]} if self.name in stored.csl else {}
        source.csl = others | theirs


VARIABLES = (
    *("author", "volume", "issue", "page", "accessed"),
    *("editor", "edition", "publisher", "publisher-place"),
)
PARTS = tuple(map(Part, VARIABLES))
