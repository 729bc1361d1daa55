"""The order of a source list by author, as APA prescribes it.

Names are compared letter by letter without signs. A shorter name comes before a longer one that
starts with it, one author before several, and no date before a date. A particle belongs to the
name, as in Belgium: "van Dillen" stands under V.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

from references.choices import ReferenceType
from references.formatting.people import bare_initials, credited
from references.works.csl import fold, issued, year
from references.works.names import family

# English and Dutch articles at the start of a title, which do not count.
ARTICLE = re.compile(r"(?:a|an|the|de|het|een) ")


class Work(Protocol):
    """Anything that has the CSL-JSON of a work."""

    @property
    def csl(self) -> Mapping[str, Any]: ...


AnyWork = TypeVar("AnyWork", bound=Work)
Key: TypeAlias = tuple[list[tuple[str, str]], int, list[int], str]


def by_author(works: Iterable[AnyWork]) -> list[AnyWork]:
    """Sort works by author."""
    return sorted(works, key=lambda work: list_key(work.csl))


def list_key(csl: Mapping[str, Any]) -> Key:
    """The key by which works are sorted."""
    title = ARTICLE.sub("", letters(csl.get("title", "")), count=1)
    names = [(letters(family(name)), fold(bare_initials(name))) for name in credited(csl)]
    return names or [(title, "")], year(csl) or 0, printed_day(csl), title


def letters(text: str) -> str:
    """Reduce a text to its letters, digits and spaces, without case and accents."""
    return re.sub(r"[^\w\s]", "", fold(text))


def printed_day(csl: Mapping[str, Any]) -> list[int]:
    """The month and day of a web page; [] for other works, for which APA prints none."""
    dates = issued(csl)
    return dates[0][1:] if dates and csl.get("type") == ReferenceType.WEBPAGE else []
