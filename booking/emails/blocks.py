"""The pieces that a letter is made of.

Plain text and HTML are two showings of the same blocks, so neither can lack a fact. A new sort of
block has an `as_text` and a template in `templates/booking/emails/`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol


class Block(Protocol):
    """Piece of a letter that can be shown as HTML, by `template`, and as plain text.

    Its fields are plain text; the template escapes them.
    """

    template: ClassVar[str]

    def as_text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in it are kept. The `phone` that its text names becomes a link."""

    template: ClassVar[str] = "booking/emails/paragraph.html"
    text: str
    phone: str = ""

    def as_text(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in small print."""

    template: ClassVar[str] = "booking/emails/note.html"
    text: str

    def as_text(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Facts:
    """A box with the facts of one appointment. The headline, its day and time, stands out."""

    template: ClassVar[str] = "booking/emails/facts.html"
    headline: str
    lines: Sequence[str]

    def as_text(self) -> str:
        return "\n".join(f"  {line}" for line in [self.headline, *self.lines])


@dataclass(frozen=True, slots=True)
class Items:
    """A list with a title."""

    template: ClassVar[str] = "booking/emails/items.html"
    title: str
    items: Sequence[str]

    def as_text(self) -> str:
        return "\n".join([self.title, *(f"- {item}" for item in self.items)])


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One appointment of a series. `state` is empty unless it is cancelled; `note` may be empty."""

    when: str
    practitioner: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visits:
    """A box with the appointments of a series, and below them the lines that hold for all."""

    template: ClassVar[str] = "booking/emails/visits.html"
    visits: Sequence[VisitLine]
    lines: Sequence[str]

    def as_text(self) -> str:
        """The appointments as a list, then an empty line and the lines below."""
        visits = [
            f"- {visit.when}, {visit.practitioner}"
            + "".join(f" ({remark})" for remark in (visit.state, visit.note) if remark)
            for visit in self.visits
        ]
        return "\n".join([*visits, "", *self.lines])


@dataclass(frozen=True, slots=True)
class Button:
    """A link that stands out: the main thing to do."""

    template: ClassVar[str] = "booking/emails/button.html"
    label: str
    url: str

    def as_text(self) -> str:
        return f"{self.label}\n{self.url}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in small print, for something that few readers need."""

    template: ClassVar[str] = "booking/emails/link.html"
    label: str
    url: str

    def as_text(self) -> str:
        return f"{self.label}\n{self.url}"
