"""Tails of typed citations, behind the name: "et al.", a year, a page, a PMID or a DOI."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from references.works.identifiers import strip_trailing

OTHERS = (
    r" {0,2},? {0,2}(?<!\w)(?:et\.? {0,2}al\b\.?+|e\. ?a\b\.?+|ea\.|c\. ?s\.|"
    r"(?:en|and|&) {1,2}(?:(?:zijn|haar|hun) {1,2})?"
    r"(?:collega'?s|collegae|colleagues|medewerkers|anderen|co-?auteurs|team)\b)(?!'s\b)"
)
# Neither decimals nor a period such as "2019-2021".
YEAR = r"(?<![\w/-])(?<!\d[.,])(?:(?:1[5-9]|20)\d\d[a-f]?|[zn]\. ?d\.)(?!\w)(?! ?[-–/] ?\d)"
# "2019", "2019a, b", "2019; 2020 en 2021"
YEARS = rf"(?P<years>{YEAR}(?: ?(?:[,;&]|en ) ?(?:{YEAR}|[a-f](?= ?[,;&)\]]| en ))){{0,4}})"
LOCATOR = (
    r"(?: ?[,:] ?(?P<locator>(?:pp?\.|blz\.?|pag\.?|pagina(?:'s)?|hfst\.?|hoofdstuk|tabel|"
    r"fig\.|figuur|§) ?\d\w{0,8}(?: ?[-–] ?\d\w{0,8})?))?"
)
NUMBER = (
    r"(?<![\w/.])(?:PMID ?:? ?(?P<pmid>[1-9]\d{0,7})(?!\d)|"
    r"(?:doi ?:? ?|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,9}/[^\s\ufffc]{1,300}))"
)


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


IS_OTHERS = compiled(OTHERS)
IS_NUMBER = compiled(NUMBER)
IN_BRACKETS = compiled(rf" {{0,2}}[(\[] ?{YEARS}{LOCATOR} ?[)\]]")
IN_WORDS = compiled(rf" (?:uit|in) (?:het jaar )?{YEARS}(?P<locator>(?!))?")
# A year that none of these reads, as in "et al. (2019-2021)": it is not known which work that is.
UNREAD_YEAR = re.compile(r"[ ,([]{0,3}(?:1[5-9]|20)\d\d(?!\d)")
BARE = compiled(rf"(?P<comma> ?,)? {{0,2}}{YEARS}{LOCATOR}")
# Words that stick to a DOI when a space was lost.
GLUED = compiled(r"[.,;](?:PMID|PMCID|Epub)\b.{0,40}$")
BEFORE_NUMBER = re.compile(r" {0,2}(?P<opened>\() ?| ?[,;] ?")
CLOSES = re.compile(r" ?\)")
BEGINS = compiled(rf"{OTHERS}| {{0,2}}[(\[] ?{YEAR}|(?: ?,)? {{1,2}}{YEAR}|{NUMBER}")
ONE_YEAR = re.compile(r"(?P<year>\d{4})?(?P<letter>[a-f])?(?!\w)|[zn]\. ?d\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Year:
    """A year in a citation; `number` is None for "z.d.", `letter` is the "a" of "2019a"."""

    number: int | None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Tail:
    """The part of a citation behind the name.

    `others` tells that more authors are meant ("et al."), `bracketed` that the year has brackets of
    its own, `comma` that a comma stands between name and year, and `unread` that a year follows
    that could not be read. A PMID or DOI alone has neither years nor others.
    """

    start: int
    end: int
    others: bool = False
    years: tuple[Year, ...] = ()
    bracketed: bool = False
    comma: bool = False
    unread: bool = False
    locator: str = ""
    pmid: str = ""
    doi: str = ""


def tails(text: str) -> Iterator[Tail]:
    """Find the tails of citations in a text, in order."""
    position = 0
    while begin := BEGINS.search(text, position):
        tail = tail_at(text, begin.start())
        position = max(tail.end, begin.start() + 1)
        if tail.end > begin.start():
            yield tail


def tail_at(text: str, start: int) -> Tail:
    """Read the tail that begins at `start`; an empty one if there is none."""
    others = IS_OTHERS.match(text, start)
    end = others.end() if others else start
    years = IN_BRACKETS.match(text, end) or BARE.match(text, end)
    if others and not years:
        years = IN_WORDS.match(text, end)
    end = years.end() if years else end
    pmid, doi, end = number_behind(text, end) if end > start else number_at(text, start)
    return Tail(
        start,
        end,
        others=others is not None,
        years=tuple(read_years(years["years"])) if years else (),
        bracketed=years is not None and years.re is IN_BRACKETS,
        comma=years is not None and years.re is BARE and years["comma"] is not None,
        unread=UNREAD_YEAR.match(text, end) is not None,
        locator=(years["locator"] or "") if years else "",
        pmid=pmid,
        doi=doi,
    )


def number_behind(text: str, start: int) -> tuple[str, str, int]:
    """Read the PMID or DOI behind a citation, as (PMID, DOI, end).

    If there is none, both are empty and the end is `start`.
    """
    before = BEFORE_NUMBER.match(text, start)
    if before:
        pmid, doi, end = number_at(text, before.end())
        closing = CLOSES.match(text, end) if before["opened"] else None
        if end > before.end() and (closing or not before["opened"]):
            return pmid, doi, closing.end() if closing else end
    return "", "", start


def number_at(text: str, start: int) -> tuple[str, str, int]:
    """Read the PMID or DOI at `start`, as (PMID, DOI, end).

    If there is none, both are empty and the end is `start`.
    """
    number = IS_NUMBER.match(text, start)
    if number is None:
        return "", "", start
    if number["pmid"]:
        return number["pmid"], "", number.end()
    doi = strip_trailing(GLUED.sub("", number["doi"]))
    return "", doi.lower(), number.start("doi") + len(doi)


def read_years(text: str) -> Iterator[Year]:
    """Read years: "2019a, b; z.d." gives 2019 a, 2019 b and no year."""
    number: int | None = None
    for one in ONE_YEAR.finditer(text):
        if one[0]:
            number = int(one["year"]) if one["year"] else (number if one["letter"] else None)
            yield Year(number, (one["letter"] or "").lower())
