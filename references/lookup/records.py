"""A registry's record of a work, brought to our spelling. Pure functions.

Values in another shape than expected are left out, never guessed.
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

# Publishers put one of these in capitals before the title of a work that was taken back.
MARK = re.compile(r"(RETRACTED|WITHDRAWN|REMOVED)(?: ARTICLE| CHAPTER)?\s?[:.]\s?")
MARKS = {
    "RETRACTED": NoticeKind.RETRACTION,
    "WITHDRAWN": NoticeKind.WITHDRAWAL,
    "REMOVED": NoticeKind.REMOVAL,
}


@dataclass(frozen=True, slots=True)
class Record:
    """A work as a registry describes it.

    `csl` has our variables as far as it knows them, and "available-date" for the day online. It may
    lack a type or a title, so `references.works.csl.normalise` may refuse it.
    """

    csl: Csl
    publication_types: tuple[str, ...] = ()
    notices: list[Stored] = field(default_factory=list)


def known(raw: Mapping[str, Any]) -> Csl:
    """Keep the variables that can be stored, in their normal form."""
    csl, _problems = csl_json.sift(raw)
    if online := date(raw.get("available-date")):
        csl["available-date"] = online
    return csl


def date(value: object) -> dict[str, Any]:
    """Read a date; {} if it is none."""
    with suppress(ValueError):
        return csl_json.as_date(value)
    return {}


def first_date(values: Iterable[object]) -> dict[str, Any]:
    """Read the first of the values that is a date; {} if none is."""
    return next(filter(None, map(date, values)), {})


def iso_day(value: object) -> str:
    """Read a date as "2021-03-04", "2021-03" or "2021"; "" if it is none."""
    return csl_json.iso(next(iter(csl_json.date_parts(date(value))), []))


def text(value: object) -> str:
    """Read a text, or the first of a list of texts; "" if it is neither."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[Mapping[str, Any]]:
    """Read a list of objects; anything else is left out."""
    listed = value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, Mapping)]


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; anything else is left out."""
    listed = value if isinstance(value, list) else []
    return tuple(one for one in listed if isinstance(one, str))


def plain(value: object) -> str:
    """Read a text as one line without markup."""
    return one_line(markup.plain(text(value)))


def unmarked(title: str, source: str) -> tuple[str, list[Stored]]:
    """Take "RETRACTED:" off a title and return that mark as a notice."""
    mark = MARK.match(title)
    if not mark:
        return title, []
    notice = {"kind": MARKS[mark[1]].value, "date": "", "doi": "", "source": source}
    return title[mark.end() :], [notice]


def weighed(told: list[Stored], marked: list[Stored]) -> list[Stored]:
    """Normalise the notices, and the marks in the title unless a notice says as much.

    A mark has no day, so it adds nothing to a notice of the retraction.
    """
    known = notices.standing(told) == Standing.RETRACTED
    return notices.normalise(told if known else [*told, *marked])


def without_shouting(name: Name) -> Name:
    """Write a family name in capitals as people write it.

    Example: "JANSEN-MCGILL" becomes "Jansen-McGill".
    """
    family = name.get("family", "")
    return {**name, "family": spoken(family)} if len(family) > 1 and family.isupper() else name


def spoken(family: str) -> str:
    """Capitalise each part of a family name."""
    words = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), family)
    return re.sub(r"\bMc[a-z]", lambda start: start[0][:2] + start[0][2].upper(), words)
