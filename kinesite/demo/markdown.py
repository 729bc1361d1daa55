"""A reader of the demo practice's texts: a little Markdown, easy to edit as files.

A file is TOML between two lines `+++`, then blocks with an empty line between them:
`## Heading`, `### Question` with its answer on the next line, paragraphs, `- ` and `1. ` lists,
`![what is seen](image "caption")`, `> quote` ending in `> — who`, `> [!info] Title` with its text.
In a line: `**bold**`, `[words](/address/)`, `[number](tel:+32…)`, `[@source]`, `[@source, p. 12]`,
and `[@@source]` where its authors are part of the sentence.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

CITATION = re.compile(r"\[@(?P<narrative>@?)(?P<source>[a-z0-9-]+)(?:, (?P<locator>[^\]]+))?\]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[(?P<words>[^\]@]+)\]\((?P<address>/[a-z/-]*|tel:\+\d+)\)")
FIGURE = re.compile(r'!\[(?P<alt>.+)\]\((?P<image>[a-z-]+) "(?P<caption>.+)"\)')
NOTICE = re.compile(r"\[!(?P<level>[a-z]+)\] (?P<title>.+)")
BULLET = re.compile(r"- ")
STEP = re.compile(r"\d+\. ")
# Kinds of blocks that become one block of a page when they follow each other.
TOGETHER = {"paragraph": "text", "ul": "text", "ol": "text", "question": "questions"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a source, by its id."""

    source: str
    locator: str = ""
    narrative: bool = False


Cite: TypeAlias = Callable[[Citation], str]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text of the kind heading, question, paragraph, ul, ol, figure, quote or notice."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the demo site: its TOML in `meta`, then its blocks."""

    slug: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...]

    @property
    def citations(self) -> list[str]:
        """Ids of the cited sources, in order, each as often as it is cited."""
        return [
            found["source"]
            for block in self.blocks
            for line in block.lines
            for found in CITATION.finditer(line)
        ]

    @property
    def listed(self) -> list[str]:
        """Ids of sources that stand in the list without being cited."""
        return list(self.meta.get("listed", []))

    def grouped(self) -> Iterator[tuple[str, list[Block]]]:
        """Neighbouring paragraphs and lists as "text", questions as "questions", others singly."""
        for kind, run in groupby(self.blocks, _kind_of_run):
            if kind in TOGETHER.values():
                yield kind, list(run)
            else:
                yield from ((kind, [block]) for block in run)


def _kind_of_run(block: Block) -> str:
    return TOGETHER.get(block.kind, block.kind)


def matched(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    """Match a whole line of a demo text. Raises ValueError where it is written otherwise."""
    if found := pattern.fullmatch(line):
        return found
    raise ValueError(line)


def read_folder(folder: Path) -> list[Text]:
    return [read(path) for path in sorted(folder.glob("*.md"))]


def read(path: Path) -> Text:
    """Read a text from its file."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    meta = tomllib.loads(front)
    blocks = tuple(as_block(chunk.split("\n")) for chunk in re.split(r"\n{2,}", body.strip()))
    return Text(slug=meta.get("slug", path.stem), meta=meta, blocks=blocks)


def as_block(lines: list[str]) -> Block:
    """Read a block from its lines; the beginning of the first one tells its kind."""
    first = lines[0]
    if first.startswith("### "):
        return Block("question", (first[4:], *lines[1:]))
    if first.startswith("## "):
        return Block("heading", (first[3:],))
    if first.startswith("!["):
        return Block("figure", tuple(lines))
    if first.startswith("> "):
        quoted = tuple(line.removeprefix("> ") for line in lines)
        return Block("notice" if NOTICE.match(quoted[0]) else "quote", quoted)
    for kind, marker in (("ul", BULLET), ("ol", STEP)):
        if marker.match(first):
            return Block(kind, tuple(marker.sub("", line, count=1) for line in lines))
    return Block("paragraph", tuple(lines))


def inline(line: str, cite: Cite) -> str:
    """Write a line as HTML, with its citations by `cite`."""
    html = unbroken(BOLD.sub(r"<b>\1</b>", escape(line, quote=False)))
    html = LINK.sub(r'<a href="\g<address>">\g<words></a>', html)
    return CITATION.sub(lambda match: cite(as_citation(match)), html)


def unbroken(text: str) -> str:
    """Keep a number and its % on one line."""
    return text.replace(" %", "\u00a0%")


def as_citation(match: re.Match[str]) -> Citation:
    return Citation(match["source"], match["locator"] or "", narrative=bool(match["narrative"]))


def rich_text(blocks: Iterable[Block], cite: Cite = str) -> str:
    return "".join(_html(block, cite) for block in blocks)


def _html(block: Block, cite: Cite) -> str:
    if block.kind in {"ul", "ol"}:
        items = "".join(f"<li>{inline(line, cite)}</li>" for line in block.lines)
        return f"<{block.kind}>{items}</{block.kind}>"
    return f"<p>{inline(' '.join(block.lines), cite)}</p>"
