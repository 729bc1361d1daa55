"""The words of rich text without its tags, with the place of each character in the HTML."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from references.richtext import LINK_TYPE, is_id
from references.works.names import INVISIBLE

# Possessive: each character is read once, also in text that opens tags and never closes them.
TAG = re.compile(
    r'<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<rest>(?:[^<>"]++|"[^"<]*+")*+)>'
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
INLINE = frozenset({"a", "b", "strong", "i", "em", "sup", "sub", "u", "s", "del", "code", "span"})
# This character stands for a whole link, so that no name or number runs across one.
LINK = "\ufffc"
# Characters that an excerpt shows on either side.
AROUND = 60
# Variants of apostrophe and hyphen, replaced one for one so that both texts stay equally long.
ALIKE = str.maketrans(dict.fromkeys("’‘´`ʼ′", "'") | dict.fromkeys("\u2010\u2011", "-"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text; `cites` is a reference's primary key, `outside` means another website."""

    position: int
    label: str
    cites: int | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of a text, with the words that matter in `marked`."""

    before: str
    marked: str
    after: str


@dataclass(slots=True)
class Text:
    """Words of rich text; `even` has one character for all kinds of apostrophes and of spaces.

    Paragraphs and list items end in a line end; a link is one character. `starts` and `ends` say
    for each character where it stands in `html`.
    """

    html: str
    words: str = ""
    even: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the HTML in which these characters stand."""
        return self.starts[start], self.ends[end - 1]

    def written(self, start: int, end: int) -> str:
        """The text as a reader sees it, with links by their label."""
        labels = iter(link.label for link in self.links if start <= link.position < end)
        signs = self.words[max(start, 0) : end]
        return "".join(next(labels) if sign == LINK else sign for sign in signs).replace("\n", " ")

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The characters from `start` to `end`, with some words on either side."""
        low, high = max(0, start - AROUND), min(len(self.words), end + AROUND)
        before, after = self.written(low, start), self.written(end, high)
        if low:
            before = "…" + before.partition(" ")[2]
        if high < len(self.words):
            after = after.rpartition(" ")[0] + "…"
        return Excerpt(before.lstrip(), self.written(start, end), after.rstrip())


def read(html: str) -> Text:
    """Read the words of rich text, each character with its place in the HTML."""
    signs: list[tuple[str, int, int]] = []
    links: list[Link] = []
    for name, start, end in parts(html):
        if name == "a":
            links.append(as_link(html[start:end], len(signs)))
            signs.append((LINK, start, end))
        elif name:
            signs.append(("\n", start, end))
        else:
            signs.extend(letters(html, start, end))
    words = "".join(sign for sign, _start, _end in signs)
    return Text(
        html,
        words,
        "".join(
            " " if sign.isspace() and sign != "\n" else sign for sign in words.translate(ALIKE)
        ),
        [start for _sign, start, _end in signs],
        [end for _sign, _start, end in signs],
        links,
    )


def parts(html: str) -> Iterator[tuple[str, int, int]]:
    """Split HTML into links ("a"), line ends (named by their tag) and stretches of text ("")."""
    position, opened = 0, -1
    for tag in TAG.finditer(html):
        name = tag["name"].lower()
        if opened < 0:
            yield "", position, tag.start()
        if name == "a" and not tag["close"] and opened < 0:
            opened = tag.start()
        elif name == "a" and tag["close"] and opened >= 0:
            yield "a", opened, tag.end()
            opened = -1
        elif name not in INLINE and opened < 0:
            yield name, tag.start(), tag.end()
        position = tag.end()
    yield ("", position, len(html)) if opened < 0 else ("a", opened, len(html))


def letters(html: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Visible characters of a stretch of text with their places, entities decoded."""
    position = start
    for entity in ENTITY.finditer(html, start, end):
        yield from visible(html, position, entity.start())
        decoded = unescape(entity[0])
        if len(decoded) == 1 and not is_silent(decoded):
            yield "\u00a0" if decoded == "\n" else decoded, entity.start(), entity.end()
        position = entity.end()
    yield from visible(html, position, end)


def visible(html: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for place in range(start, end):
        if not is_silent(html[place]):
            sign = " " if html[place] in "\r\n" or html[place] == LINK else html[place]
            yield sign, place, place + 1


def is_silent(sign: str) -> bool:
    """Tell whether a character prints nothing of its own, such as a joiner or an accent."""
    return sign > "\x7f" and (bool(INVISIBLE.match(sign)) or unicodedata.combining(sign) > 0)


def as_link(html: str, position: int) -> Link:
    """Read a link from its HTML; `position` is its place in the text."""
    tag = TAG.match(html)
    attributes = dict(ATTRIBUTE.findall(tag["rest"])) if tag else {}
    label = unescape(TAG.sub("", html))
    pk = attributes.get("id", "")
    if attributes.get("linktype") == LINK_TYPE:
        return Link(position, label, int(pk) if is_id(pk) else None)
    outside = attributes.get("href", "").startswith(("http:", "https:"))
    return Link(position, label, outside=outside)
