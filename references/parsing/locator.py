"""The numbers of a source: date, volume, issue and pages, which all styles put together.

Examples: "2019 Jun 1;32(13):1435-42", "2019, 49(6), 425–436", "vol. 49, no. 6, pp. 425–436, Jun.
2019", "49, 425–436 (2019)", "49, e15723".
"""

import re
from dataclasses import dataclass, field
from typing import Any

from references.parsing import dates
from references.parsing.alphabet import DASH, LETTER
from references.parsing.numbers import assign

# The numbers stand within so many characters from the end of a line.
REACH = 240
PAGE = (
    rf"(?:(?<![{LETTER}])(?:[A-Z]{{1,6}}|[a-z]{{1,7}}))?"
    r"\d{1,20}(?:\.[a-z]?\d{1,4}(?!\d))?(?:[a-z](?![^\W_]))?"
)
TOKEN = re.compile(
    rf"(?P<month>(?i:{dates.MONTH}|(?:{dates.SEASONS})(?![^\W\d_])))"
    r"|(?P<supplement>(?<![^\W\d_])(?i:suppl(?:ement)?|spec(?:ial)?\.? (?:no|issue)|pt|part|deel)"
    r"(?![^\W\d_])\.?\s?[A-Z]?\d{0,3}(?![^\W\d_]))"
    r"|(?P<volume>(?<![^\W\d_])(?i:volume|vol|jaargang|jrg|jg|bd|band)(?![^\W\d_])\.?:?)"
    r"|(?P<issue>(?<![^\W\d_])(?i:number|nummer|nos?|nrs?|n°|issue|iss|afl|num)(?![^\W\d_])\.?:?)"
    r"|(?P<page>(?<![^\W\d_])(?:(?i:pages?|pp|pag|blz|pg|p)|"
    r"(?:[Aa]rticle|[Aa]rtikel|art\.)(?:\s?(?:no\.?|number|id|nr\.?|nummer))?)(?![^\W\d_])\.?:?)"
    rf"|(?P<range>{PAGE}\s?[{DASH}]{{1,2}}\s?{PAGE})"
    rf"|(?P<number>{PAGE})"
    rf"|(?P<sign>[\s.,;:()/&{DASH}\ue000])"
    r"|(?P<word>[^\W\d_]+|.)"
)
GLUED = re.compile(r"[A-Z]{1,6}(?=(?:19|20)\d\d$)|[A-Z]{2,6}(?=\d{1,3}$)")


@dataclass(slots=True)
class Locator:
    """The numbers that were read; `start` is the index in the line at which they begin."""

    start: int
    csl: dict[str, Any] = field(default_factory=dict)

    @property
    def in_a_journal(self) -> bool:
        """Tell whether the numbers are those of a journal article."""
        return any(key in self.csl for key in ("volume", "issue", "page"))


def read(line: str, head_year: int | None) -> Locator:
    """Read the numbers at the end of a line.

    `head_year` stands with the authors, so that the numbers hold no other year.
    """
    start = beginning(line)
    tail = line[start:]
    locator = Locator(start)
    if date := choose_date(tail, head_year):
        locator.csl["issued"] = dates.read(date)
        tail = blanked(tail, date.start(), date.end())
    locator.csl |= assign(list(TOKEN.finditer(tail)))
    return locator


def beginning(line: str) -> int:
    """The index at which the last stretch of numbers and their labels begins."""
    tokens = list(TOKEN.finditer(line, max(0, len(line) - REACH)))
    first = len(tokens)
    while first and not tokens[first - 1]["word"]:
        first -= 1
    first = beyond_a_bracket(tokens, first)
    while first < len(tokens) and (tokens[first]["sign"] or "(") != "(":
        first += 1
    if first == len(tokens):
        return len(line)
    token = tokens[first]
    glued = GLUED.match(token["number"] or "")
    last = not any(later["number"] or later["range"] for later in tokens[first + 1 :])
    return token.start() + (glued.end() if glued and not last else 0)


def beyond_a_bracket(tokens: list[re.Match[str]], first: int) -> int:
    """Skip a bracket that belongs to the name of the journal.

    Examples: "(Phila Pa 1976)", and "(1985)" if a date follows.
    """
    closing = next((n for n in range(first, len(tokens)) if tokens[n][0] == ")"), None)
    if closing is None:
        return first
    inside = "".join(token[0] for token in tokens[first:closing])
    later = "".join(token[0] for token in tokens[closing + 1 :])
    unopened = "(" not in inside
    dated = re.fullmatch(r"\s*\((?:19|20)\d\d", inside) and re.match(
        r"[.,]?\s?(?:19|20)\d\d(?!\d)", later
    )
    return closing + 1 if unopened or dated else first


def choose_date(tail: str, head_year: int | None) -> re.Match[str] | None:
    """The likeliest date among the numbers."""
    ranges = [token.span() for token in TOKEN.finditer(tail) if token["range"]]
    candidates = [date for date in dates.find(tail) if may_be_a_date(tail, date, ranges)]
    if head_year:
        candidates = [
            date
            for date in candidates
            if dates.year_of(date) == head_year
            and (dates.has_month(date) or in_brackets(tail, date))
        ]
    ranked = sorted(candidates, key=lambda date: rank(tail, date))
    return ranked[0] if ranked else None


def may_be_a_date(tail: str, date: re.Match[str], ranges: list[tuple[int, int]]) -> bool:
    """Tell whether a match can be a date instead of pages.

    It is a page after a colon or a label and in a range, which "1704-11" is too.
    """
    before = tail[: date.start()]
    if date["y3"] and not date["d3"] and re.search(r"\d\s?\)?\s?,\s?$", before):
        return False
    if dates.has_month(date) and not date["y3"]:
        return True
    if re.search(r"(?:\d\s?\)?\s?:|\bpp?\.|\bpages?|\barticle|\bvol\.?)\s?$", before, re.I):
        return False
    return bool(date["y3"]) or not any(start <= date.start() < end for start, end in ranges)


def rank(tail: str, date: re.Match[str]) -> int:
    """The likelihood of a date, 0 being the highest."""
    if dates.has_month(date):
        return 0
    if re.match(r"\s?;", tail[date.end() :]):
        return 1
    return 2 if in_brackets(tail, date) else 3


def in_brackets(tail: str, date: re.Match[str]) -> bool:
    """Tell whether a date stands between brackets."""
    return tail[: date.start()].rstrip().endswith("(") and tail[date.end() :].startswith(")")


def blanked(text: str, start: int, end: int) -> str:
    """Replace a part of a text by gaps of the same length, which keep its neighbours apart."""
    return text[:start] + "\ue000" * (end - start) + text[end:]
