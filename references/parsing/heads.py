"""The text before the title: authors or editors and, in author-year styles, the year."""

import re
from dataclasses import dataclass, field
from typing import Any

from references.parsing import authors, dates
from references.parsing.alphabet import GAP, LETTER
from references.parsing.name_patterns import ORGANISATION, ROLE
from references.parsing.titles import sentences
from references.works.names import Name

YEAR = re.compile(
    rf"[\s.,;:]{{0,3}}(?:\((?P<inside>[^()]{{4,40}})\)"
    rf"|(?P<bare>{dates.YEAR})[a-h]?(?=\s?[.,:)](?!\d)))[\s.,:;]{{0,3}}"
)
ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…")
UNDATED = re.compile(r"n\.?\s?d\.?|z\.?\s?[dj]\.?|in press|in druk|zonder datum", re.IGNORECASE)
# The name of an organisation: the text before a year or a quoted title, if it names no person.
BEFORE_YEAR = re.compile(
    r"(?P<name>[^()\ue000“”„\"?!]{2,160}?)(?:\s\([A-Z][A-Za-z]{1,9}\))?"
    rf"(?:[\s.,]*(?=\([^()]{{0,20}}\d{{4}}|\([zn]\.?\s?[djDJ])|[.,]\s(?={dates.YEAR}[a-h]?\.\s)|,\s?(?=[“„\"]))"
)
FOLLOWED = re.compile(rf"[^\ue000]*?[{LETTER}]{{3,}}")


@dataclass(slots=True)
class Head:
    """The names and the date before the title.

    `names_end` and `end` are the indexes at which the names and the whole head end.
    """

    names: list[Name] = field(default_factory=list)
    editors: bool = False
    issued: dict[str, Any] = field(default_factory=dict)
    names_end: int = 0
    end: int = 0
    et_al: bool = False

    @property
    def year(self) -> int | None:
        """The year; None if the head has none."""
        return self.issued["date-parts"][0][0] if self.issued else None


def read(body: str) -> Head:
    """Read the head of a line."""
    found = authors.read(body)
    cut_off = found.et_al or ELLIPSIS.search(body, 0, found.end) is not None
    head = Head(found.names, end=found.end, et_al=cut_off)
    if not head.names:
        read_organisation(head, body)
    elif role := ROLE.match(body, head.end):
        head.editors, head.end = True, role.end()
    head.names_end = head.end
    take_year(head, body)
    return head


def take_year(head: Head, body: str) -> None:
    """Read the year after the names, if there is one."""
    written = YEAR.match(body, head.end) if head.names else None
    if not written:
        return
    date = next(iter(dates.find(written["inside"] or written["bare"])), None)
    if date:
        head.issued = dates.read(date)
    if date or UNDATED.match(written["inside"] or ""):
        head.end = written.end()


def read_organisation(head: Head, body: str) -> None:
    """Read the name of an organisation, if the line begins with one."""
    if before := BEFORE_YEAR.match(body):
        year = YEAR.match(body, before.end())
        quoted = body[before.end()] in '“„"'
        if quoted or (year and FOLLOWED.match(body, year.end())):
            head.names, head.end = [{"literal": before["name"].strip(" .,")}], before.end()
            return
    segments = sentences(body)
    short = len(segments[0].split()) <= 12 and GAP not in segments[0] if segments else False
    if len(segments) > 2 and short and ORGANISATION.search(segments[0]):
        head.names = [{"literal": segments[0].strip(" .,")}]
        head.end = len(segments[0])
