"""What a registry says of one work, brought to our spelling. Pure functions.

Answers are read with patience: what has another shape than agreed is left out, never guessed.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from references.choices import Standing
from references.formats import markup
from references.works import csl as csl_json
from references.works import notices
from references.works.csl import Csl
from references.works.names import Name, one_line
from references.works.notices import NoticeKind, Stored

# Set in capitals by the publisher, in front of a title that was taken back.
MARK = re.compile(r"(RETRACTED|WITHDRAWN|REMOVED)(?: ARTICLE| CHAPTER)?\s?[:.]\s?")
MARKS = {
    "RETRACTED": NoticeKind.RETRACTION,
    "WITHDRAWN": NoticeKind.WITHDRAWAL,
    "REMOVED": NoticeKind.REMOVAL,
}


@dataclass(frozen=True, slots=True)
class Record:
    """`csl` has what it knows of our variables, and "available-date" for the day online.

    It may lack a type or a title; `references.works.csl.normalise` need not take it.
    """

    csl: Csl
    publication_types: tuple[str, ...] = ()
    notices: list[Stored] = field(default_factory=list)


def known(raw: Mapping[str, Any]) -> Csl:
    """The variables that can be stored."""
    csl, _problems = csl_json.sift(raw)
    if online := date(raw.get("available-date")):
        csl["available-date"] = online
    return csl


def date(value: object) -> dict[str, Any]:
    """{} for what is no date."""
    with suppress(ValueError):
        return csl_json.as_date(value)
    return {}


def first_date(values: Iterable[object]) -> dict[str, Any]:
    return next(filter(None, map(date, values)), {})


def iso_day(value: object) -> str:
    """ "2021-03-04", as far as it is known."""
    return csl_json.iso(next(iter(csl_json.date_parts(date(value))), []))


def text(value: object) -> str:
    """Of a text, or of the first in a list of texts."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[Mapping[str, Any]]:
    listed = value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, Mapping)]


def texts(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(one for one in listed if isinstance(one, str))


def plain(value: object) -> str:
    return one_line(markup.plain(text(value)))


def unmarked(title: str, source: str) -> tuple[str, list[Stored]]:
    """The title without "RETRACTED:", and that mark as a notice."""
    mark = MARK.match(title)
    if not mark:
        return title, []
    notice = {"kind": MARKS[mark[1]].value, "date": "", "doi": "", "source": source}
    return title[mark.end() :], [notice]


def weighed(told: list[Stored], marked: list[Stored]) -> list[Stored]:
    """A mark says nothing more where a notice tells of the same, with its day."""
    known = notices.standing(told) == Standing.RETRACTED
    return notices.normalise(told if known else [*told, *marked])


def without_shouting(name: Name) -> Name:
    """ "JANSEN-MCGILL" is how a database shouts, not how anyone is called."""
    family = name.get("family", "")
    return {**name, "family": spoken(family)} if len(family) > 1 and family.isupper() else name


def spoken(family: str) -> str:
    words = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), family)
    return re.sub(r"\bMc[a-z]", lambda start: start[0][:2] + start[0][2].upper(), words)
