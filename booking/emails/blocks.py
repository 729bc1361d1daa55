"""What a letter is made of. Its text and its HTML show the same blocks: neither lacks a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol


class Block(Protocol):
    """`template` shows it as HTML, `as_text` as plain text. What it holds is plain text."""

    template: ClassVar[str]

    def as_text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    template: ClassVar[str] = "booking/emails/paragraph.html"
    text: str

    def as_text(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Note:
    """In smaller letters."""

    template: ClassVar[str] = "booking/emails/note.html"
    text: str

    def as_text(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Facts:
    """The headline stands out: when it is."""

    template: ClassVar[str] = "booking/emails/facts.html"
    headline: str
    lines: Sequence[str]

    def as_text(self) -> str:
        return "\n".join(f"  {line}" for line in [self.headline, *self.lines])


@dataclass(frozen=True, slots=True)
class Items:
    template: ClassVar[str] = "booking/emails/items.html"
    title: str
    items: Sequence[str]

    def as_text(self) -> str:
        return "\n".join([self.title, *(f"- {item}" for item in self.items)])


@dataclass(frozen=True, slots=True)
class VisitLine:
    """`state` is empty for a visit that stands."""

    when: str
    practitioner: str
    state: str


@dataclass(frozen=True, slots=True)
class Visits:
    template: ClassVar[str] = "booking/emails/visits.html"
    visits: Sequence[VisitLine]
    lines: Sequence[str]

    def as_text(self) -> str:
        visits = [
            f"- {visit.when}, {visit.practitioner}" + (f" ({visit.state})" if visit.state else "")
            for visit in self.visits
        ]
        return "\n".join([*visits, "", *self.lines])


@dataclass(frozen=True, slots=True)
class Button:
    template: ClassVar[str] = "booking/emails/button.html"
    label: str
    url: str

    def as_text(self) -> str:
        return f"{self.label}\n{self.url}"


@dataclass(frozen=True, slots=True)
class Link:
    """For what few look for."""

    template: ClassVar[str] = "booking/emails/link.html"
    label: str
    url: str

    def as_text(self) -> str:
        return f"{self.label}\n{self.url}"
