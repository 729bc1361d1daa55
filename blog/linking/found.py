"""Citations found in a text: each with the works it means, or with what is doubtful."""

from dataclasses import dataclass
from enum import StrEnum

from blog.linking.works import Work
from references import richtext


class Reason(StrEnum):
    UNKNOWN = "unknown"
    OTHER_YEAR = "other-year"
    SEVERAL = "several"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited work; `narrative` where its name is part of the sentence: "Naam e.a. (2019)"."""

    work: Work
    narrative: bool = False
    locator: str = ""

    @property
    def form(self) -> str:
        return richtext.NARRATIVE if self.narrative else ""

    @property
    def label(self) -> str:
        """The words of the citation: "(Naam e.a., 2019, p. 12)" or "Naam e.a. (2019, p. 12)"."""
        return richtext.label(self.work.csl, locator=self.locator, form=self.form)


@dataclass(frozen=True, slots=True)
class TypedCitation:
    """A typed citation: the characters from `start` to `end` cite these works."""

    start: int
    end: int
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful citation: the characters from `start` to `end`.

    `name` is the name typed there, and `works` are those that may be meant.
    """

    start: int
    end: int
    reason: Reason
    works: tuple[Work, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Citations found in a text: the sure ones and the doubtful ones."""

    mentions: list[TypedCitation]
    doubts: list[Doubt]
