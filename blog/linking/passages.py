"""The rich texts in the body of an article, with their places so that they can be written back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText

from blog.blocks import SectionBlock
from blog.linking import plain
from blog.linking.plain import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """One rich text of the body.

    `key` is the block's id with the field, `number` counts blocks from 1.
    """

    key: str
    number: int
    heading: str
    text: Text


def passages(body: StreamValue) -> Iterator[Passage]:
    """Rich texts of a body in order, each with the section heading above it."""
    heading = ""
    for number, block in enumerate(body, start=1):
        if isinstance(block.block, SectionBlock):
            heading = block.value
        for path, rich_text in rich_texts(block.value):
            yield Passage(f"{block.id}{path}", number, heading, plain.read(rich_text.source))


def rich_texts(value: Any) -> Iterator[tuple[str, RichText]]:
    if isinstance(value, RichText):
        yield "", value
    elif isinstance(value, StructValue):
        for name, part in value.items():
            for path, rich_text in rich_texts(part):
                yield f".{name}{path}", rich_text


def write(body: StreamValue, changed: Mapping[str, str]) -> None:
    """Put new HTML in the passages with these keys."""
    for block in body:
        if block.id in changed:
            block.value = RichText(changed[block.id])
        elif isinstance(block.value, StructValue):
            write_fields(block.value, block.id, changed)


def write_fields(value: StructValue, key: str, changed: Mapping[str, str]) -> None:
    for name, part in value.items():
        path = f"{key}.{name}"
        if path in changed:
            value[name] = RichText(changed[path])
        elif isinstance(part, StructValue):
            write_fields(part, path, changed)
