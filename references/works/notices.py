"""Notices about a work after it appeared, and the standing that follows from them. Pure.

A notice is `{"kind", "date", "doi", "source"}`: a value of NoticeKind, the date as far as it is
known ("2021-03-04", "2021-03", "2021" or ""), the DOI of the notice itself, and who reported it.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from references.choices import Standing
from references.works.names import one_line

Stored: TypeAlias = dict[str, str]


class NoticeKind(models.TextChoices):
    """The kinds of notices."""

    RETRACTION = "retraction", _("Retracted")
    PARTIAL_RETRACTION = "partial-retraction", _("Retracted in part")
    WITHDRAWAL = "withdrawal", _("Withdrawn")
    REMOVAL = "removal", _("Removed by the publisher")
    CONCERN = "expression-of-concern", _("Expression of concern")
    CORRECTION = "correction", _("Corrected")
    REINSTATEMENT = "reinstatement", _("Reinstated")


class Source(models.TextChoices):
    """The registries that report notices."""

    CROSSREF = "crossref", "Crossref"
    PUBMED = "pubmed", "PubMed"
    RETRACTION_WATCH = "retraction-watch", "Retraction Watch"


TAKEN_BACK = (
    NoticeKind.RETRACTION,
    NoticeKind.PARTIAL_RETRACTION,
    NoticeKind.WITHDRAWAL,
    NoticeKind.REMOVAL,
)
# The gravest comes first. A reinstatement is not among them: it only undoes others.
KINDS_OF_STANDING = (
    (Standing.RETRACTED, TAKEN_BACK),
    (Standing.CONCERN, (NoticeKind.CONCERN,)),
    (Standing.CORRECTED, (NoticeKind.CORRECTION,)),
)
# The spellings of registries, without case, hyphens and the "in" of PubMed's "Erratum in".
SPELLINGS = {
    **{kind.value.replace("-", " "): kind for kind in NoticeKind},
    "retracted publication": NoticeKind.RETRACTION,
    "retracted and republished": NoticeKind.RETRACTION,
    "retracted": NoticeKind.RETRACTION,
    "concern": NoticeKind.CONCERN,
    "erratum": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "corrected and republished": NoticeKind.CORRECTION,
    "republished": NoticeKind.CORRECTION,
}
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
MOST = 50
LONGEST_DOI = 500
LONGEST_SOURCE = 40


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice about a work."""

    kind: NoticeKind
    date: str = ""
    doi: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """The kind in words for a reader."""
        return str(self.kind.label)

    @property
    def source_label(self) -> str:
        """The name of the registry; an unknown source is shown as it is."""
        return str(Source(self.source).label) if self.source in Source.values else self.source

    @property
    def shown_date(self) -> str:
        """The date in words: "4 maart 2021", "maart 2021", "2021" or ""."""
        year, *rest = self.date.split("-")
        month = [str(MONTHS[int(rest[0])])] if rest else []
        day = [str(int(rest[1]))] if len(rest) > 1 else []
        return " ".join([*day, *month, year])

    def undone_by(self, reinstatement: "Notice") -> bool:
        """Tell whether a reinstatement undoes this notice.

        It does unless it is known to be older. Example: a retraction of 2021-03-04 is undone by a
        reinstatement of 2021-03, and not by one of 2020.
        """
        if not reinstatement.date:
            return not self.date
        return self.date[: len(reinstatement.date)] <= reinstatement.date


def kind_of(text: str) -> NoticeKind | None:
    """Recognise the kind of a notice.

    Gives None for notices that change nothing about the content: an addendum, a new edition.
    """
    words = re.sub(r"[\s_-]+", " ", text[:100]).strip().lower().removesuffix(" in")
    return SPELLINGS.get(words)


def normalise(notices: Any) -> list[Stored]:
    """Bring notices to their normal form, oldest first; doubles and invalid ones are left out."""
    return [asdict(notice) | {"kind": notice.kind.value} for notice in read(notices)]


def read(notices: Any) -> list[Notice]:
    """Read stored notices, oldest first; doubles and invalid ones are left out."""
    listed = notices if isinstance(notices, list) else []
    known = {notice for raw in listed[:MOST] if (notice := as_notice(raw))}
    return sorted(known, key=lambda notice: (notice.date, notice.kind, notice.source, notice.doi))


def as_notice(raw: Any) -> Notice | None:
    """Read one notice; None if it is invalid."""
    if not isinstance(raw, Mapping) or not (kind := kind_of(str(raw.get("kind", "")))):
        return None
    doi, source = short(raw.get("doi"), LONGEST_DOI), short(raw.get("source"), LONGEST_SOURCE)
    return Notice(kind, day(raw.get("date")), doi, source)


def short(value: Any, limit: int) -> str:
    """Read a text in lower case, cut off at `limit`; "" if it is no text."""
    text = one_line(value) if isinstance(value, str) else ""
    return text.lower()[:limit].strip()


def day(value: Any) -> str:
    """Check a date of four, seven or ten characters; "" if it is not in the calendar."""
    text = str(value or "")
    padded = text + "-01-01"[len(text) - 4 :] if DAY.fullmatch(text) else ""
    try:
        datetime.date.fromisoformat(padded)
    except ValueError:
        return ""
    return text


def standing(notices: Any) -> str:
    """The standing of a work, as a value of Standing; "" if no notice decides it."""
    decided = decide(notices)
    return decided[0].value if decided else ""


def decisive(notices: Any) -> Notice | None:
    """The notice that decides the standing: the newest of the gravest kind."""
    decided = decide(notices)
    return decided[1] if decided else None


def decide(notices: Any) -> tuple[Standing, Notice] | None:
    """Find the standing and the notice that decides it."""
    oldest_first = read(notices)
    undoing = [notice for notice in oldest_first if notice.kind == NoticeKind.REINSTATEMENT]
    for grade, kinds in KINDS_OF_STANDING:
        counting = [
            notice for notice in oldest_first if notice.kind in kinds and holds(notice, undoing)
        ]
        if counting:
            return grade, counting[-1]
    return None


def holds(notice: Notice, reinstatements: Iterable[Notice]) -> bool:
    """Tell whether no reinstatement undoes the notice."""
    if notice.kind not in TAKEN_BACK:
        return True
    return not any(notice.undone_by(reinstatement) for reinstatement in reinstatements)
