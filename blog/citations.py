"""Citations made ready for readers: one pass over the whole HTML of an article.

The rich-text handler of `references` leaves
`<a data-citation="7" data-locator="p. 12" data-form="narrative">Battié e.a. (2009)</a>` where
reference 7 is cited. Pure functions: page, preview, feed and print all come from here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from django.utils.safestring import SafeString, mark_safe

from blog import mentions
from references.formatting.styles import Style, letter, suffixes
from references.models import Reference
from references.richtext import NARRATIVE
from references.works.csl import Csl

# Each character is read a bounded number of times, also in hostile text: a run of spaces is entered
# at its start only, and a label ends at the next link.
MARKER = re.compile(
    r'(?P<space>(?<!\s)\s*)<a data-citation="(?P<id>\d{1,18})"'
    r'(?: data-locator="(?P<locator>[^"<>]*)")?(?: data-form="(?P<form>[^"<>]*)")?>'
    r"(?P<label>[^<]*(?:<(?!/?a\b)[^<]*)*)</a>"
)
# What may stand between citations that a reader sees as one: "(A, 2009), (B, 2010)".
BETWEEN = re.compile(r"[\s,;]*")


@dataclass(slots=True)
class Source:
    """One row of the source list; `mentions` are the ids of its mentions in the text, in order."""

    reference: Reference
    number: int
    style: Style
    suffix: str = ""
    mentions: list[str] = field(default_factory=list)

    @property
    def csl(self) -> Csl:
        return self.reference.csl

    @property
    def anchor(self) -> str:
        return f"bron-{self.number}"

    @property
    def entry(self) -> SafeString:
        return self.style.entry_html(self.csl, self.suffix)

    @property
    def ways_back(self) -> list[tuple[str, str]]:
        """A letter and an anchor for each mention in the text, such as ("a", "verwijzing-3-1")."""
        return [(letter(place), mention) for place, mention in enumerate(self.mentions)]

    def mention(self) -> str:
        """Add a mention of this source in the text and return its anchor."""
        self.mentions.append(f"verwijzing-{self.number}-{len(self.mentions) + 1}")
        return self.mentions[-1]


def cited_ids(html: str) -> list[int]:
    """Primary keys of the cited references in the order of first mention, each once."""
    return list(dict.fromkeys(int(match["id"]) for match in MARKER.finditer(html)))


def cite(
    html: str, references: Mapping[int, Reference], style: Style, *, address: str = ""
) -> tuple[SafeString, list[Source]]:
    """Turn the citations in the HTML into links to the list; return it with a Source per reference.

    Sources are numbered by first mention; those that are not cited come last. A citation of a
    reference that is gone keeps its label as plain text. `address` goes before "#bron-1" when the
    list stands on another page.
    """
    found = [match for match in MARKER.finditer(html) if int(match["id"]) in references]
    cited = [references[int(match["id"])] for match in found]
    sources = listed([*cited, *references.values()], style)
    pieces, position = [], 0
    for group in groups(html, found):
        places = [as_mention(match, sources[references[int(match["id"])].pk]) for match in group]
        pieces.append(without_markers(html[position : group[0].start()]))
        pieces.append(mentions.write(places, style, space=group[0]["space"], address=address))
        position = group[-1].end()
    pieces.append(without_markers(html[position:]))
    # As safe as the HTML that came in, since whatever is added is escaped.
    return mark_safe("".join(pieces)), list(sources.values())  # noqa: S308


def listed(references: Iterable[Reference], style: Style) -> dict[int, Source]:
    """Sources by primary key, each once, in the order given."""
    unique = {reference.pk: reference for reference in references}
    letters = suffixes([reference.csl for reference in unique.values()])
    return {
        reference.pk: Source(reference, number, style, suffix)
        for number, (reference, suffix) in enumerate(
            zip(unique.values(), letters, strict=True), start=1
        )
    }


def groups(html: str, found: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Group neighbouring citations in brackets; one that is part of the sentence stands alone."""
    group: list[re.Match[str]] = []
    for match in found:
        if group and not joins(html, group[-1], match):
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def joins(html: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Tell whether a citation belongs in one group with the one before it."""
    in_brackets = not is_narrative(before) and not is_narrative(match)
    return in_brackets and BETWEEN.fullmatch(html, before.end(), match.start()) is not None


def is_narrative(match: re.Match[str]) -> bool:
    return match["form"] == NARRATIVE


def as_mention(match: re.Match[str], source: Source) -> mentions.Mention:
    return mentions.Mention(
        source=source,
        place=source.mention(),
        locator=unescape(match["locator"] or ""),
        narrative=is_narrative(match),
    )


def without_markers(html: str) -> str:
    return MARKER.sub(r"\g<space>\g<label>", html)
