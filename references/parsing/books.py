"""Books, chapters and other works with a publisher instead of a journal."""

import re
from typing import Any

from references.parsing import authors, dates, locator
from references.parsing.alphabet import GAP, LETTER, UPPER
from references.parsing.name_patterns import ROLE
from references.parsing.titles import TRIM, part, part_quoted, pieces, trimmed

# "In:" after the title of a chapter; without the colon only before editors or StatPearls.
WITHIN = re.compile(
    r"(?:(?<=[.?!,;\"”’])|(?<=\s))\s?[Ii]n:\s?"
    r"|(?<=[.?!,\"”’])\s?In\s(?=StatPearls|[^.]{0,10}[^()]{0,160}\((?:Eds?|Reds?|Ed\(s\))\b)"
)
EDITION = re.compile(
    r"[\s,(]{0,4}\b(?P<edition>\d{1,2}(?:st|nd|rd|th|e|de|ste)?|first|second|third|fourth|"
    r"fifth|tweede|derde|vierde|vijfde|herziene)\s?(?:rev(?:ised)?\.? )?"
    r"(?:ed(?:ition)?|druk|editie|uitgave)"
    r"(?![^\W\d_])\.?[,)]?\s?",
    re.IGNORECASE,
)
PAGES = re.compile(
    r"[\s,(]{0,4}\b(?:pp?|blz|pag)\.?\s?(?P<page>[\dA-Za-z]{1,8}\s?[-–—]\s?[\dA-Za-z]{1,8})\)?"
)
IMPRINT = re.compile(
    rf"(?P<place>[{UPPER}][{LETTER} '’,()/-]{{1,50}}):\s?"
    r"(?P<publisher>[^:;\ue000]{2,120}?)[\s.,;\ue000]{0,6}$"
)
REPORT = re.compile(
    r"\b(?:reports?|rapport|guidelines?|(?:praktijk)?richtlijn(?:en)?|"
    r"white ?paper|factsheet)\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    rf"[\s.,;\[(]{{0,4}}(?:(?:last )?updated?|bijgewerkt(?: op)?)?\s?:?\s?"
    rf"(?:{dates.DATE.pattern})[\s.\])]{{0,4}}$",
    re.IGNORECASE,
)


def split_chapter(text: str) -> tuple[str, str]:
    """Split a text into a chapter and the book around it; the book is "" if there is none."""
    found = WITHIN.search(text, 3)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def read_chapter(chapter: str, book: str) -> dict[str, Any]:
    """Read a chapter and the book around it."""
    csl: dict[str, Any] = {}
    if updated := UPDATED.search(chapter):
        csl["issued"] = dates.read(updated)
        chapter = chapter[: updated.start()]
    chapter = next(iter(pieces(chapter)), "")
    quoted = part_quoted(chapter)
    csl["title"] = quoted.title if quoted else trimmed(chapter)
    inside = read_book(book)
    csl["container-title"] = inside.pop("title", "")
    return inside | csl


def read_book(text: str, head_year: int | None = None) -> dict[str, Any]:
    """Read a book with its editors, edition, pages, year and publisher."""
    csl: dict[str, Any] = {}
    editors = authors.read(text)
    if editors.names and (role := ROLE.match(text, editors.end)):
        csl["editor"] = editors.names
        text = text[role.end() :]
    for name, pattern in (("edition", EDITION), ("page", PAGES)):
        if found := pattern.search(text):
            csl[name] = found[name]
            text = text[: found.start()] + GAP + text[found.end() :]
    numbers = locator.read(text, head_year)
    named = {name: numbers.csl[name] for name in ("issued", "page") if name in numbers.csl}
    return named | csl | read_imprint(text[: numbers.start])


def read_imprint(text: str) -> dict[str, str]:
    """Read "Title. Place: Publisher" or "Title. Publisher"."""
    parted = part(text)
    if imprint := IMPRINT.fullmatch(parted.inside):
        place, publisher = imprint["place"].strip(TRIM), imprint["publisher"].strip(TRIM)
        return {"title": parted.title, "publisher-place": place, "publisher": publisher}
    return {"title": parted.title, "publisher": parted.inside}
