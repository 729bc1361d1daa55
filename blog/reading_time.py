"""The time that an article takes to read.

Only words of the body count, at 228 a minute for Dutch. It is the one reading time that anybody
sees: Wagtail's own counts the sources and the author too, and is hidden from its panel of checks.
"""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import strip_tags

from references.library.mentions import cited_in

WORDS_PER_MINUTE = 228
# Unicode's word boundaries: "hernia's" and "3.5" are one word, "rug-en" is two.
WORD = re.compile(r"\w+(?:['’.]\w+|,\d+)*")
# A label ends at the next link, so each character is read a bounded number of times.
LINK = re.compile(r"(?P<tag><a\b[^<>]*>)[^<]*(?:<(?!/?a\b)[^<]*)*</a>")
BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


def words_in(rich_text: str) -> int:
    """Count the words that the author wrote, without the labels of citations."""
    text = strip_tags(BLOCK_END.sub(" ", without_citations(rich_text)))
    return len(WORD.findall(unescape(text)))


def without_citations(rich_text: str) -> str:
    return LINK.sub(lambda link: "" if cited_in(link["tag"]) else link[0], rich_text)


def minutes(rich_texts: Iterable[str]) -> int:
    """Reading time in whole minutes, rounded half up, at least 1."""
    words = sum(map(words_in, rich_texts))
    return max(1, (2 * words + WORDS_PER_MINUTE) // (2 * WORDS_PER_MINUTE))
