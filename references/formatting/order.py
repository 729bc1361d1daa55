"""The order of a list by author.

As APA has it: letter by letter without signs, nothing before something, one author before several,
no date before a date. A particle belongs to the name, as in Belgium: "van Dillen" stands under V.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

from references.choices import ReferenceType
from references.formatting.people import bare_initials, credited
from references.works.csl import fold, issued, year
from references.works.names import family

# English and Dutch articles at the head of a title, which do not count.
ARTICLE = re.compile(r"(?:a|an|the|de|het|een) ")


class Work(Protocol):
    @property
    def csl(self) -> Mapping[str, Any]: ...


AnyWork = TypeVar("AnyWork", bound=Work)
Key: TypeAlias = tuple[list[tuple[str, str]], int, list[int], str]


def by_author(works: Iterable[AnyWork]) -> list[AnyWork]:
    return sorted(works, key=lambda work: list_key(work.csl))


def list_key(csl: Mapping[str, Any]) -> Key:
    title = ARTICLE.sub("", letters(csl.get("title", "")), count=1)
    names = [(letters(family(name)), fold(bare_initials(name))) for name in credited(csl)]
    return names or [(title, "")], year(csl) or 0, printed_day(csl), title


def letters(text: str) -> str:
    return re.sub(r"[^\w\s]", "", fold(text))


def printed_day(csl: Mapping[str, Any]) -> list[int]:
    """Month and day where APA prints them: of a web page."""
    dates = issued(csl)
    return dates[0][1:] if dates and csl.get("type") == ReferenceType.WEBPAGE else []
