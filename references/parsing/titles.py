"""Splitting the text between authors and numbers into the title and its journal or publisher."""

import re
from dataclasses import dataclass
from itertools import pairwise

from references.parsing.abbreviations import WORD, is_abbreviation, names_a_journal
from references.parsing.alphabet import GAP, LETTER, UPPER

# Opening quote -> the quotes that may close it; some lists mix straight and curly ones.
QUOTES = {"“": '”"“', "„": '”“"', '"': '"”', "”": "”", "«": "»", "‘": "’'", "'": "'’"}
# The end of a sentence; if the space after it was lost, the next capital shows it.
SENTENCE_END = re.compile(
    rf"(?:(?<=[{LETTER}\d)\]%”’\"'])(?<!\bSt)(?<!\bDr)(?<!\bvs)\.[”’\"]?|[?!…]\.?[”’\"]?)(?:\s+(?=\S)|(?=[{UPPER}][{LETTER}])|(?<=[^{UPPER}]\.)(?=[{UPPER}]\s))"
)
# The second half of names such as "The Journal of bone and joint surgery. American volume".
SECOND_HALF = re.compile(
    r"(?:(?:American|British|European|Asian) )?(?:volume|edition)\b|Series\s?[A-Z]\b|"
    r"Part\s?[A-Z]\b|Biological sciences|Medical sciences|Clinical sciences|General sciences",
    re.IGNORECASE,
)
MEDIUM = re.compile(
    r"\s?\[(?:internet|online|website|webpagina|web page|e-?book|pdf)\]", re.IGNORECASE
)
# "Loading a tendon, J. Orthop. Res.": the comma before the first abbreviation.
COMMA_BEFORE_ABBREVIATION = re.compile(rf",\s(?=[{UPPER}][{LETTER}]{{0,9}}\.\s*$)")
TRIM = " \ue000.,;:"


@dataclass(slots=True)
class Parted:
    """The title of a work, and `inside`: its journal, site or publisher."""

    title: str
    inside: str = ""


def part(text: str, *, of_journal: bool = False) -> Parted:
    """Split a text into title and journal, site or publisher.

    `of_journal` tells that the work is an article, so that a comma may separate the two as well.
    """
    text, *others = pieces(MEDIUM.sub(GAP, text)) or [""]
    if others:
        return Parted(trimmed(text), others[-1].strip(TRIM))
    if quoted := part_quoted(text):
        return quoted
    segments = sentences(text.rstrip(TRIM))
    if len(segments) < 2:
        return part_by_comma(text, of_journal=of_journal)
    first = start_of_inside(segments)
    if first == 1 and (comma := COMMA_BEFORE_ABBREVIATION.search(segments[0])):
        return Parted(trimmed(text[: comma.start()]), text[comma.start() + 1 :].strip(TRIM))
    return Parted(trimmed("".join(segments[:first])), "".join(segments[first:]).strip(TRIM))


def pieces(text: str) -> list[str]:
    """Split a text at the gaps where something was taken out, since no title crosses one."""
    stripped = [piece.strip(" ,;:") for piece in text.split(GAP)]
    return [piece for piece in stripped if any(map(str.isalnum, piece))]


def part_quoted(text: str) -> Parted | None:
    """Split a text that begins with a quoted title; None if it does not.

    The last quote that closes beside punctuation ends the title, since others may be inside it.
    """
    closers = QUOTES.get(text[:1], "")
    for position in range(len(text) - 1, 1, -1):
        if text[position] not in closers:
            continue
        beside = text[position - 1] + text[position + 1 : position + 2]
        inside = text[position + 1 :].strip(TRIM)
        if len(beside) == 1 or beside[0] in ".,?!" or beside[1] in ".,;":
            return Parted(trimmed(text[1:position]), inside) if closes(inside) else None
    return None


def closes(inside: str) -> bool:
    """Tell whether no other quote opens in the rest, as after a quoted word of a title."""
    return not any(sign in inside for sign in "“„‘")


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    ends = [0, *(found.end() for found in SENTENCE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def start_of_inside(segments: list[str]) -> int:
    """The index of the first sentence that belongs to the journal or publisher.

    Those are the last one and the others in a name such as "J. Orthop. Sports Phys. Ther.".
    """
    first = len(segments) - 1
    if first > 1 and SECOND_HALF.match(segments[first]):
        first -= 1
    while first > 1 and (
        is_abbreviated(segments[first - 1])
        or (first > 2 and is_one_word(segments[first - 1]) and is_abbreviated(segments[first - 2]))
    ):
        first -= 1
    return first


def is_abbreviated(segment: str) -> bool:
    """Tell whether a sentence looks like an abbreviated name of a journal."""
    words = WORD.findall(segment)
    if not words or not segment.rstrip().endswith("."):
        return False
    capitals = all(word[0].isupper() or word in {"of", "the", "and", "for"} for word in words)
    acronym = len(words) == 1 and len(words[0]) > 2 and words[0].isupper()
    return capitals and (acronym or is_abbreviation(words[-1]))


def is_one_word(segment: str) -> bool:
    """Tell whether a sentence is one word, as an unknown abbreviation among known ones."""
    return re.fullmatch(rf"[{UPPER}][{LETTER}]{{1,9}}\.\s*", segment) is not None


def part_by_comma(text: str, *, of_journal: bool) -> Parted:
    """Split at the last comma, if the name of a journal follows it."""
    title, comma, inside = text.rpartition(", ")
    if comma and len(title.split()) > 2:
        capitals = all(word[0].isupper() for word in WORD.findall(inside) if len(word) > 3)
        if names_a_journal(inside) or (of_journal and capitals):
            return Parted(trimmed(title), inside.strip(TRIM))
    return Parted(trimmed(text))


def trimmed(title: str) -> str:
    """Trim a title; an abbreviation at its end ("in the U.K.") keeps its full stop."""
    title = title.strip(" \ue000,;:")
    return title if re.search(rf"\.\.\.$|\.[{UPPER}]\.$", title) else title.rstrip(". ")
