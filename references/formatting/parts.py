"""A formatted reference as a row of parts, written out as HTML or as plain text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

# A sentence that ends like this needs no full stop: "Is het de schijf?" and not "?.".
ENDED = re.compile(r"[.?!…][\"'”’»)\]]*$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Part(NamedTuple):
    """`role` names what the words are; `href` makes them a link; `lang` is a BCP 47 tag.

    `element` is the HTML element around them where "span" is not it: "cite", "i". `copied` is
    what plain text has in place of `text`: a link may be shown shorter than it is.
    """

    text: str
    role: str = ""
    href: str = ""
    lang: str = ""
    element: str = ""
    copied: str = ""


Sentence = list[Part]


def shown(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def to_text(parts: Iterable[Part]) -> str:
    return "".join(part.copied or part.text for part in parts)


def join_sentences(sentences: Iterable[Sentence]) -> Iterator[Part]:
    """Full stops and spaces between; none after a link at the end: it would be copied along."""
    written = [sentence for sentence in sentences if shown(sentence)]
    for position, sentence in enumerate(written):
        yield from sentence
        last = position == len(written) - 1
        stop = "" if ENDED.search(shown(sentence)) or (last and sentence[-1].href) else "."
        if end := stop if last else f"{stop} ":
            yield Part(end)


def to_html(parts: Iterable[Part]) -> SafeString:
    """Escapes every text and every address; only the tags around them are ours."""
    markup, texts = [], []
    for part in parts:
        markup.append(around(part))
        texts += [part.href, part.text] if is_link(part) else [part.text]
    return format_html("".join(markup), *texts)


def around(part: Part) -> str:
    """The HTML of a part with "{}" for what must be escaped."""
    if is_link(part):
        return '<a href="{}" rel="noopener external">{}</a>'
    if not part.role and not part.element:
        return "{}"
    element = part.element or "span"
    role = f' class="source__{part.role}"' if part.role else ""
    lang = f' lang="{part.lang}"' if LANGUAGE.fullmatch(part.lang) else ""
    return f"<{element}{role}{lang}>{{}}</{element}>"


def is_link(part: Part) -> bool:
    return part.href.startswith(("https://", "http://"))
