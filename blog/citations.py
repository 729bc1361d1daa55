"""Numbers for the sources that an article cites: one pass over its whole HTML, by first mention.

The rich-text handler of `references` leaves `<a data-citation="7">(Battié e.a., 2009)</a>` where
reference 7 is cited.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from references.models import Reference

# Each sign is looked at a bounded number of times, also in hostile text: a run of spaces is entered
# at its start only, and a label ends at the next link.
MARKER = re.compile(
    r'(?P<space>(?<!\s)\s*)<a data-citation="(?P<id>\d{1,18})">'
    r"(?P<label>[^<]*(?:<(?!/?a\b)[^<]*)*)</a>"
)
# The word joiner in front keeps a number on the line of the word that it belongs to.
LINK = '\u2060<sup><a class="citation" href="#{}" id="{}" role="doc-biblioref">[{}]</a></sup>'


@dataclass(slots=True)
class CitedSource:
    """A row of the list "Bronnen"; `mentions` are the ids of the places in the text, in order."""

    reference: Reference
    number: int
    mentions: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"bron-{self.number}"


def cited_ids(html: str) -> list[int]:
    """Primary keys in the order of first mention, each once."""
    return list(dict.fromkeys(int(match["id"]) for match in MARKER.finditer(html)))


def number(html: str, references: Mapping[int, Reference]) -> tuple[SafeString, list[CitedSource]]:
    """The HTML with numbered links, and the list that they lead to.

    What names a reference that is gone keeps its label as plain text.
    """
    cited: dict[int, CitedSource] = {}

    def numbered(match: re.Match[str]) -> str:
        reference = references.get(int(match["id"]))
        if reference is None:
            return match["space"] + match["label"]
        source = cited.setdefault(reference.pk, CitedSource(reference, len(cited) + 1))
        mention = f"verwijzing-{source.number}-{len(source.mentions) + 1}"
        source.mentions.append(mention)
        return format_html(LINK, source.anchor, mention, source.number)

    # Safe as the HTML that came in: only numbers of our own are added.
    return mark_safe(MARKER.sub(numbered, html)), list(cited.values())  # noqa: S308
