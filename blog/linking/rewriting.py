"""Typed citations replaced in rich text by stored ones; every other character stays as it is."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from blog.linking.found import Cited, TypedCitation
from blog.linking.plain import TAG, Text
from references import richtext


def replace(text: Text, mentions: Iterable[TypedCitation]) -> str:
    """Replace typed citations in HTML by stored ones; `mentions` do not overlap."""
    written, position = [], 0
    for mention in sorted(mentions, key=lambda one: one.start):
        start, end = text.span(mention.start, mention.end)
        closed, opened = tags_across(text.html[start:end])
        written += [text.html[position:start], *closed, stored(mention), *opened]
        position = end
    return "".join([*written, text.html[position:]])


def tags_across(html: str) -> tuple[list[str], list[str]]:
    """Tags that are only closed, and tags that are only opened, in this stretch of HTML."""
    closed: list[str] = []
    opened: list[str] = []
    for tag in TAG.finditer(html):
        if not tag["close"]:
            opened.append(tag[0])
        elif opened:
            opened.pop()
        else:
            closed.append(tag[0])
    return closed, opened


def stored(mention: TypedCitation) -> SafeString:
    """The citations as the editor stores them; a space between two makes them one group."""
    entities = [entity(cited) for cited in mention.cited]
    return SafeString(" ".join(entities))


def entity(cited: Cited) -> SafeString:
    """A citation of one work, as the editor stores it."""
    data = {"locator": cited.locator, "form": cited.form}
    return richtext.stored_citation(cited.work.pk, cited.label, data)
