"""CSL-JSON, the form in which a work is stored: its shape, its normal form and its columns.

Pure functions. A date is `{"date-parts": [[year, month, day]]}`; month and day are optional, and a
second list ends a range. A name is `{"family", "given", "suffix"}` or `{"literal"}`.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from references.choices import ReferenceType
from references.errors import InvalidCsl, InvalidIdentifier
from references.works.identifiers import NORMALISERS
from references.works.names import Name, family, normalise_name, one_line

Csl: TypeAlias = dict[str, Any]

TEXTS = {
    "title": 1000,
    "container-title": 500,
    "container-title-short": 200,
    "collection-title": 500,
    "publisher": 200,
    "publisher-place": 200,
    "volume": 50,
    "issue": 50,
    "page": 50,
    "edition": 50,
    "genre": 100,
    "ISBN": 50,
    "ISSN": 50,
    "language": 35,
    "abstract": 20_000,
    "DOI": 500,
    "PMID": 500,
    "PMCID": 500,
    "URL": 2000,
}
NAMES = ("author", "editor")
DATES = ("issued", "accessed")
MOST_NAMES = 500
TITLE_KEY = 250
# The years from the first printed books to beyond any date that a publisher announces.
YEARS = range(1450, 2101)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the database indexes, all derived from the CSL-JSON."""

    type: str
    title: str
    year: int | None
    first_author: str
    container_title: str
    doi: str
    pmid: str
    pmcid: str
    url: str
    title_key: str
    search_text: str


COLUMN_NAMES = tuple(field.name for field in fields(Columns))


def normalise(raw: Mapping[str, Any]) -> Csl:
    """Bring a work to its normal form, without unknown variables. Raises InvalidCsl."""
    csl, problems = sift(raw)
    for needed, message in (
        ("title", _("A work has a title.")),
        ("type", _("Say what kind of work this is.")),
    ):
        if needed not in csl:
            problems.setdefault(needed, message)
    if problems:
        raise InvalidCsl(problems)
    return csl


def sift(raw: Mapping[str, Any]) -> tuple[Csl, dict[str, str]]:
    """Split a work into the variables that can be stored and the problems of the others."""
    csl: Csl = {}
    problems: dict[str, str] = {}
    for variable, value in raw.items():
        try:
            if read := as_variable(variable, value):
                csl[variable] = read
        except (InvalidIdentifier, ValueError) as error:
            problems[variable] = str(error)
    return csl, problems


def as_variable(variable: str, value: object) -> object:
    """Normalise a variable; falsy if empty or unknown. Raises InvalidIdentifier, ValueError."""
    if value in (None, "", [], {}):
        return None
    if variable == "type":
        return as_type(value)
    if variable in NAMES:
        return as_names(value)
    if variable in DATES:
        return as_date(value)
    return as_text(variable, value) if variable in TEXTS else None


def as_type(value: object) -> str:
    """Check the type of a work. Raises ValueError."""
    if value not in ReferenceType.values:
        raise ValueError(_("This kind of work is not known."))
    return str(value)


def as_text(variable: str, value: object) -> str:
    """Bring a text to one line. Raises InvalidIdentifier or ValueError.

    Registries give some texts as a number or as the only item of a list.
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(_("This is not a text."))
    text = one_line(str(value))
    if variable in NORMALISERS:
        text = NORMALISERS[variable](text)
    if len(text) > TEXTS[variable]:
        raise ValueError(
            _("This is longer than %(limit)d characters.") % {"limit": TEXTS[variable]}
        )
    return text


def as_names(value: object) -> list[Name]:
    """Bring a list of names to its normal form. Raises ValueError."""
    if not isinstance(value, list) or not all(isinstance(name, Mapping) for name in value):
        raise ValueError(_("This is not a list of names."))
    if len(value) > MOST_NAMES:
        raise ValueError(_("These are more than %(limit)d names.") % {"limit": MOST_NAMES})
    names = [normalise_name(name) for name in value]
    return [name for name in names if name]


def as_date(value: object) -> dict[str, list[list[int]]]:
    """Bring a date to its normal form; {} if it is not known. Raises ValueError."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        raise ValueError(_("This is not a date."))
    dates = [as_date_part(part) for part in parts[:2]]
    return {"date-parts": [part for part in dates if part]} if dates and dates[0] else {}


def as_date_part(part: list[object]) -> list[int]:
    """Read year, month and day, [] for Crossref's unknown date [[null]]. Raises ValueError."""
    numbers: list[int] = []
    for number in part[:3]:
        if not re.fullmatch(r"\d{1,4}", str(number)):
            break
        numbers.append(int(str(number)))
    for number, possible in zip(numbers, (YEARS, range(1, 13), range(1, 32)), strict=False):
        if number not in possible:
            raise ValueError(_("This year or date is not possible."))
    return numbers


def date_parts(date: Mapping[str, Any]) -> list[list[int]]:
    """The lists of a date: one, or two for a range; [] if the date is not known."""
    return date.get("date-parts") or []


def issued(csl: Mapping[str, Any]) -> list[list[int]]:
    return date_parts(csl.get("issued", {}))


def year(csl: Mapping[str, Any]) -> int | None:
    """The year in which a work appeared; None if it is not known."""
    dates = issued(csl)
    return dates[0][0] if dates else None


def day(date: Mapping[str, Any]) -> datetime.date | None:
    """The full date; None if a part of it is unknown or it is not in the calendar."""
    parts = next(iter(date_parts(date)), [])
    try:
        return datetime.date(*parts) if len(parts) == 3 else None
    except ValueError:
        return None


def of_day(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def iso(parts: Iterable[int]) -> str:
    """Join the parts of a date. Example: [1998, 5] becomes "1998-05"."""
    return "-".join(f"{number:02}" for number in parts)


def makers(csl: Mapping[str, Any]) -> list[Name]:
    """The authors; the editors if no author is known, also those of the book around a chapter."""
    return csl.get("author") or csl.get("editor") or []


def columns(csl: Csl) -> Columns:
    """Derive the columns of a work that `normalise` returned."""
    people = makers(csl)
    identifiers = [csl.get("DOI", "").lower(), csl.get("PMID", ""), csl.get("PMCID", "")]
    known_year = str(year(csl) or "")
    words = [csl["title"], *map(family, people), csl.get("container-title", ""), known_year]
    return Columns(
        type=csl["type"],
        title=csl["title"],
        year=year(csl),
        first_author=family(people[0]) if people else "",
        container_title=csl.get("container-title", ""),
        doi=identifiers[0],
        pmid=identifiers[1],
        pmcid=identifiers[2],
        url=csl.get("URL", ""),
        title_key=title_key(csl["title"]),
        search_text=fold(" ".join([*words, *identifiers])),
    )


def title_key(title: str) -> str:
    """Reduce a title to a key that other spacing, punctuation, case and accents don't change.

    The key is cut off because an index takes no long text, so titles with one key may still differ.
    """
    return squeezed(title)[:TITLE_KEY]


def squeezed(text: str) -> str:
    """Reduce a text to its letters and digits, without case and accents."""
    return "".join(filter(str.isalnum, fold(text)))


def fold(text: str) -> str:
    """Remove case and accents, so that a search for "battie" finds "Battié"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
