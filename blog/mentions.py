"""The places in the text where an article cites: their words and their links."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from references.formatting import mention as wording
from references.formatting.numbers import FEWEST_IN_A_RANGE, runs
from references.formatting.styles import Style
from references.models import Reference

# Keeps a number on the line of the word that it belongs to.
WORD_JOINER = "\u2060"


class Source(Protocol):
    """A row of the source list, as far as its mentions need it."""

    reference: Reference
    number: int
    suffix: str

    @property
    def anchor(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a source; `place` is the anchor that the list leads back to.

    A narrative mention is part of its sentence, such as "Naam (2019)".
    """

    source: Source
    place: str
    locator: str = ""
    narrative: bool = False

    @property
    def worded(self) -> wording.Mention:
        return wording.Mention(self.source.reference.csl, self.source.suffix, self.locator)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a group: its words, and the mentions behind it.

    Example: the link "3–5" has three mentions behind it.
    """

    mentions: Sequence[Mention]
    text: str
    before: str = ""

    def html(self, address: str) -> SafeString:
        """The link as HTML, with the ids of all its mentions."""
        first, *others = self.mentions
        text: SafeString | str = self.text
        for other in others:  # each place has its id, for the way back from the list
            text = format_html('<span id="{}">{}</span>', other.place, text)
        anchors = dict.fromkeys(mention.source.anchor for mention in self.mentions)
        cites = format_html(' data-cites="{}"', " ".join(anchors)) if len(anchors) > 1 else ""
        return format_html(
            '<a class="citation" href="{}#{}" id="{}" role="doc-biblioref"{}>{}</a>',
            *(address, first.source.anchor, first.place, cites, text),
        )


def write(group: Sequence[Mention], style: Style, *, space: str, address: str) -> SafeString:
    """Write neighbouring mentions as one group; `space` stood before them."""
    narrated = group[0].narrative
    name, year = wording.narrative_parts(group[0].worded) if narrated else ("", "")
    if style.numbered:
        links = by_number(group)
        linked = format_html("{}<sup>{}</sup>", WORD_JOINER, in_brackets("[", links, "]", address))
        return format_html("{}{}{}", space, name, linked) if narrated else linked
    if narrated:
        return format_html("{}{} {}", space, name, Link(group, year).html(address))
    return format_html("{}{}", space or " ", in_brackets("(", by_name(group), ")", address))


def in_brackets(opening: str, links: Iterable[Link], closing: str, address: str) -> SafeString:
    match list(links):
        case [link]:  # the brackets make a bigger target
            return Link(link.mentions, f"{opening}{link.text}{closing}").html(address)
        case several:
            parts = ((link.before, link.html(address)) for link in several)
            return format_html("{}{}{}", opening, format_html_join("", "{}{}", parts), closing)


def by_name(group: Sequence[Mention]) -> list[Link]:
    """Links by author and year in the order of the list; one that is named twice stands once."""
    alike: dict[tuple[int, str], list[Mention]] = defaultdict(list)
    for mention in group:
        alike[number_of(mention), mention.locator].append(mention)
    places = list(alike.values())
    pieces = wording.pieces([mentions[0].worded for mentions in places])
    return [Link(places[piece.position], piece.text, piece.before) for piece in pieces]


def by_number(group: Sequence[Mention]) -> list[Link]:
    """Links by number in their order: "1", "3–5" and, with a place in the work, "7 (p. 12)"."""
    plain = [mention for mention in group if not mention.locator]
    links = [
        Link([mention], f"{mention.source.number} ({mention.locator})")
        for mention in group
        if mention.locator
    ]
    for run in runs(mention.source.number for mention in plain):
        whole = [run] if len(run) >= FEWEST_IN_A_RANGE else [[number] for number in run]
        for numbers in whole:
            behind = [mention for mention in plain if mention.source.number in numbers]
            text = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
            links.append(Link(sorted(behind, key=number_of), text))
    links.sort(key=lambda link: number_of(link.mentions[0]))
    return [Link(link.mentions, link.text, ", " if n else "") for n, link in enumerate(links)]


def number_of(mention: Mention) -> int:
    return mention.source.number
