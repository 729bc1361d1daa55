"""Positions of editors' comments, moved along when a citation before them changes its length.

Wagtail keeps the position of a comment as `[{"key": paragraph, "start": 3, "end": 9}]`, in the
UTF-16 units of JavaScript.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from blog.linking.found import TypedCitation
from blog.linking.plain import TAG, Text

KEYED = re.compile(r'\bdata-block-key="([^"<>]+)"[^<>]*+>')


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a paragraph: the stretch from `start` to `end` is now `length` units long."""

    key: str
    start: int
    end: int
    length: int


def changes(text: Text, mentions: Iterable[TypedCitation]) -> list[Change]:
    """Changes of the paragraphs of a text when these citations are stored, in order."""
    paragraphs = list(KEYED.finditer(text.html))
    found = []
    for mention in sorted(mentions, key=lambda one: one.start):
        start, end = text.span(mention.start, mention.end)
        around = [paragraph for paragraph in paragraphs if paragraph.end() <= start]
        if around:
            before = units(text.html[around[-1].end() : start])
            cited = units(text.html[start:end])
            length = len(" ".join(one.label for one in mention.cited).encode("utf-16-le")) // 2
            found.append(Change(around[-1][1], before, before + cited, length))
    return found


def units(html: str) -> int:
    """The length of the text in this HTML, in UTF-16 units."""
    return len(unescape(TAG.sub("", html)).encode("utf-16-le", "surrogatepass")) // 2


def moved(position: str, changed: Sequence[Change]) -> str:
    """Move the position of a comment; one that cannot be read stays as it is."""
    try:
        places = json.loads(position)
        return json.dumps([moved_place(place, changed) for place in places])
    except (ValueError, TypeError, KeyError):
        return position


def moved_place(place: dict[str, Any], changed: Sequence[Change]) -> dict[str, Any]:
    """Move the start and the end of a comment along with the changes in its paragraph."""
    own = [change for change in changed if change.key == place["key"]]
    return place | {edge: place[edge] + shift(edge, place[edge], own) for edge in ("start", "end")}


def shift(edge: str, old: int, changed: Iterable[Change]) -> int:
    """Distance by which a position moves; inside a citation, up to the edge of the stored one."""
    total = 0
    for change in changed:
        if old >= change.end:
            total += change.length - (change.end - change.start)
        elif old > change.start:
            total += change.start - old + (change.length if edge == "end" else 0)
    return total
