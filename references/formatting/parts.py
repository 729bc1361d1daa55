"""A formatted reference as a row of parts, written out as HTML or as plain text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

# A sentence that ends like this needs no full stop: "Is het de schijf?" and not "?.".
ENDED = re.compile(r"[.?!…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """`role` names what the words are; `href` makes them a link; `lang` is a BCP 47 tag."""

    text: str
    role: str = ""
    href: str = ""
    lang: str = ""


Sentence = list[Part]


def text_of(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def join_sentences(sentences: Iterable[Sentence]) -> Iterator[Part]:
    """Full stops and spaces between; none after a link at the end: it would be copied along."""
    written = [sentence for sentence in sentences if text_of(sentence)]
    for position, sentence in enumerate(written):
        yield from sentence
        last = position == len(written) - 1
        if not ENDED.search(text_of(sentence)) and not (last and sentence[-1].href):
            yield Part(".")
        if not last:
            yield Part(" ")


def to_html(parts: Iterable[Part]) -> SafeString:
    return format_html_join("", "{}", ((part_html(part),) for part in parts))


def part_html(part: Part) -> SafeString:
    if part.href:
        return format_html('<a href="{}" rel="noopener external">{}</a>', part.href, part.text)
    if not part.role:
        return escape(part.text)
    tag = "cite" if part.role == "title" else "span"
    lang = format_html(' lang="{}"', part.lang) if part.lang else ""
    return format_html('<{} class="source__{}"{}>{}</{}>', tag, part.role, lang, part.text, tag)
