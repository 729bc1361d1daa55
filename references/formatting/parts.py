"""A formatted source as a list of parts, which become HTML or plain text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

# A sentence with this ending gets no full stop: "Is het de schijf?" instead of "?.".
ENDED = re.compile(r"[.?!…][\"'”’»)\]]*$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Part(NamedTuple):
    """A piece of a formatted source, with its meaning and its markup.

    `role` names what the words are; `href` makes them a link; `lang` is a BCP 47 tag. `element` is
    the HTML element if it is not "span": "cite", "i". `copied` replaces `text` in plain text,
    because a link may be shown shorter than it is.
    """

    text: str
    role: str = ""
    href: str = ""
    lang: str = ""
    element: str = ""
    copied: str = ""


Sentence = list[Part]


def shown(parts: Iterable[Part]) -> str:
    """The text as it is shown."""
    return "".join(part.text for part in parts)


def to_text(parts: Iterable[Part]) -> str:
    """The text as it is copied, with addresses in full."""
    return "".join(part.copied or part.text for part in parts)


def join_sentences(sentences: Iterable[Sentence]) -> Iterator[Part]:
    """Put full stops and spaces between sentences.

    A link at the end gets none, since it would be copied along.
    """
    written = [sentence for sentence in sentences if shown(sentence)]
    for position, sentence in enumerate(written):
        yield from sentence
        last = position == len(written) - 1
        stop = "" if ENDED.search(shown(sentence)) or (last and sentence[-1].href) else "."
        if end := stop if last else f"{stop} ":
            yield Part(end)


def to_html(parts: Iterable[Part]) -> SafeString:
    """Write the parts as HTML. All texts and addresses are escaped."""
    markup, texts = [], []
    for part in parts:
        markup.append(around(part))
        texts += [part.href, part.text] if is_link(part) else [part.text]
    return format_html("".join(markup), *texts)


def around(part: Part) -> str:
    """The HTML of a part with "{}" in place of what must be escaped."""
    if is_link(part):
        return '<a href="{}" rel="noopener external">{}</a>'
    if not part.role and not part.element:
        return "{}"
    element = part.element or "span"
    role = f' class="source__{part.role}"' if part.role else ""
    lang = f' lang="{part.lang}"' if LANGUAGE.fullmatch(part.lang) else ""
    return f"<{element}{role}{lang}>{{}}</{element}>"


def is_link(part: Part) -> bool:
    """Tell whether the part is a link to a web page."""
    return part.href.startswith(("https://", "http://"))
