"""The works that a text can name, as the comparison needs them."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from blog.linking.plain import ALIKE
from references.formatting.people import credited
from references.works import csl as csl_json
from references.works.csl import Csl, fold
from references.works.names import Name, family

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*+")
# "World Health Organization (WHO)" is named without what stands behind it in brackets.
ASIDE = re.compile(r"\s*[(\[].*")
LONGEST_NAME_LIST = 6


@dataclass(frozen=True)
class Work:
    """A work as texts name it; `raw` is its pasted line, which may say that it is "2019a"."""

    pk: int
    csl: Csl = field(compare=False)
    raw: str = field(default="", compare=False)

    @property
    def title(self) -> str:
        return str(self.csl["title"])

    @cached_property
    def year(self) -> int | None:
        return csl_json.year(self.csl)

    @cached_property
    def pmid(self) -> str:
        return str(self.csl.get("PMID", ""))

    @cached_property
    def doi(self) -> str:
        return str(self.csl.get("DOI", "")).lower()

    @cached_property
    def people(self) -> list[Name]:
        """The people whom a text names: authors, or else editors."""
        return credited(self.csl)[:LONGEST_NAME_LIST]

    @cached_property
    def families(self) -> list[list[str]]:
        """The words of each family name, without case and accents."""
        return [words(ASIDE.sub("", family(person)) or family(person)) for person in self.people]

    @cached_property
    def endings(self) -> frozenset[str]:
        """The last words of the family names, for a quick test whether the work is named at all."""
        return frozenset(family[-1] for family in self.families if family)

    @cached_property
    def first_initial(self) -> str:
        """The first initial of the first author; "" when not known."""
        given = self.people[0].get("given", "") if self.people else ""
        return fold(given[:1])

    def is_listed_as(self, year: int, letter: str) -> bool:
        """Tell whether the pasted line itself says "2019a"."""
        return re.search(rf"(?<!\w){year}{letter}(?!\w)", self.raw) is not None


def words(name: str) -> list[str]:
    return [fold(word) for word in WORD.findall(name.translate(ALIKE))]
