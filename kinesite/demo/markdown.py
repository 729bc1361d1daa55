"""Reads the texts of the demo practice: a little Markdown, easy to read and edit as files.

A file is TOML between two lines `+++`, then blocks with an empty line between them:
`## Heading`, `### Question` with its answer on the next line, paragraphs, `- ` and `1. ` lists,
`![what is seen](image "caption")`, `> quote` ending in `> — who`, `> [!info] Title` with its text.
In a line: `**bold**` and `[@source]`.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

Cite: TypeAlias = Callable[[str], str]

CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
FIGURE = re.compile(r'!\[(?P<alt>.+)\]\((?P<image>[a-z-]+) "(?P<caption>.+)"\)')
NOTICE = re.compile(r"\[!(?P<level>[a-z]+)\] (?P<title>.+)")
BULLET = re.compile(r"- ")
STEP = re.compile(r"\d+\. ")
# Blocks that are one block on a page when they stand together.
TOGETHER = {"paragraph": "text", "ul": "text", "ol": "text", "question": "questions"}


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is heading, question, paragraph, ul, ol, figure, quote or notice."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    slug: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...]

    @property
    def citations(self) -> list[str]:
        """Ids of the cited sources, in order, each as often as it is cited."""
        return [
            name for block in self.blocks for line in block.lines for name in CITATION.findall(line)
        ]

    def grouped(self) -> Iterator[tuple[str, list[Block]]]:
        """Neighbouring paragraphs and lists as "text", questions as "questions", others singly."""
        for kind, run in groupby(self.blocks, lambda block: TOGETHER.get(block.kind, block.kind)):
            if kind in TOGETHER.values():
                yield kind, list(run)
            else:
                yield from ((kind, [block]) for block in run)


def read_folder(folder: Path) -> list[Text]:
    return [read(path) for path in sorted(folder.glob("*.md"))]


def read(path: Path) -> Text:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    meta = tomllib.loads(front)
    blocks = tuple(as_block(chunk.split("\n")) for chunk in re.split(r"\n{2,}", body.strip()))
    return Text(slug=meta.get("slug", path.stem), meta=meta, blocks=blocks)


def as_block(lines: list[str]) -> Block:
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
    """As HTML; a number and its % stay on one line."""
    html = BOLD.sub(r"<b>\1</b>", escape(line, quote=False)).replace(" %", "\u00a0%")
    return CITATION.sub(lambda match: cite(match[1]), html)


def rich_text(blocks: Iterable[Block], cite: Cite = str) -> str:
    return "".join(_html(block, cite) for block in blocks)


def _html(block: Block, cite: Cite) -> str:
    if block.kind in {"ul", "ol"}:
        items = "".join(f"<li>{inline(line, cite)}</li>" for line in block.lines)
        return f"<{block.kind}>{items}</{block.kind}>"
    return f"<p>{inline(' '.join(block.lines), cite)}</p>"
