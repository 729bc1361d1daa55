"""Retractions out of the file of Retraction Watch, which Crossref publishes: no work is looked up.

https://gitlab.com/crossref/retraction-watch-data: a CSV of tens of megabytes, a row per notice.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from django.db import transaction
from django.utils.translation import gettext as _

from references.errors import InvalidIdentifier, SourceError
from references.models import Reference
from references.works import notices
from references.works.identifiers import normalise_doi, normalise_pmid
from references.works.notices import Source, Stored

COLUMNS = (
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionDOI",
    "RetractionDate",
    "RetractionNature",
)
# The month comes first: "3/4/2021 0:00" is the fourth of March.
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# What stands where nothing is known.
FILLERS = {"", "0", "unavailable"}


class UnreadableFile(SourceError):
    """Not the file of Retraction Watch, or broken off."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`rows` of the file; `matched` works of ours that it names; `changed` of those.

    `unnamed` are works (primary keys) that an earlier file named and this one does not. They keep
    their notices: the file may be a part, and a retracted work must not fall silent.
    """

    rows: int
    matched: int
    changed: int
    unnamed: list[int]


def import_file(file: TextIO) -> Summary:
    """Raises UnreadableFile, and then nothing was changed."""
    works = Library()
    told: dict[int, list[Stored]] = defaultdict(list)
    read = 0
    for row in rows(file):
        read += 1
        if notices.kind_of(row["RetractionNature"]):
            for key in works.named_in(row):
                told[key].append(notice(row))
    changed = store(told)
    return Summary(read, len(told), changed, sorted(works.told_before - set(told)))


class Library:
    """Which of our works has which identifier. One query."""

    def __init__(self) -> None:
        self.by_doi: dict[str, int] = {}
        self.by_pmid: dict[str, int] = {}
        self.told_before: set[int] = set()
        works = Reference.objects.order_by().values_list("pk", "doi", "pmid", "notices")
        for key, doi, pmid, known in works.iterator():
            self.by_doi[doi] = self.by_pmid[pmid] = key
            if any(notice["source"] == Source.RETRACTION_WATCH for notice in known):
                self.told_before.add(key)
        self.by_doi.pop("", None)
        self.by_pmid.pop("", None)

    def named_in(self, row: Mapping[str, str]) -> set[int]:
        found = {
            self.by_doi.get(doi(row["OriginalPaperDOI"])),
            self.by_pmid.get(pmid(row["OriginalPaperPubMedID"])),
        }
        return {key for key in found if key is not None}


def rows(file: TextIO) -> Iterator[dict[str, str]]:
    """The columns that we use; a short row has "" for the rest."""
    reader = csv.DictReader(file, restval="")
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise UnreadableFile(
                _("The file lacks these columns: %(columns)s.") % {"columns": ", ".join(missing)}
            )
        for row in reader:
            yield {column: row[column].strip() for column in COLUMNS}
    except csv.Error as error:
        raise UnreadableFile(
            _("The file cannot be read near line %(line)d.") % {"line": reader.line_num}
        ) from error


def notice(row: Mapping[str, str]) -> Stored:
    return {
        "kind": row["RetractionNature"],
        "date": day(row["RetractionDate"]),
        "doi": doi(row["RetractionDOI"]),
        "source": Source.RETRACTION_WATCH.value,
    }


def day(text: str) -> str:
    if american := AMERICAN.match(text):
        month, number, year = american.groups()
        return f"{year}-{month:0>2}-{number:0>2}"
    iso = ISO.match(text)
    return iso[0] if iso else ""


def doi(text: str) -> str:
    """In lower case; "" for a filler and for what is none."""
    if text.lower() in FILLERS:
        return ""
    try:
        return normalise_doi(text).lower()
    except InvalidIdentifier:
        return ""


def pmid(text: str) -> str:
    if text.lower() in FILLERS:
        return ""
    try:
        return normalise_pmid(text)
    except InvalidIdentifier:
        return ""


@transaction.atomic
def store(told: Mapping[int, Iterable[Stored]]) -> int:
    """Replace what Retraction Watch said of these works before; how many changed."""
    changed = []
    for work in Reference.objects.select_for_update().filter(pk__in=told).order_by("pk"):
        others = [one for one in work.notices if one["source"] != Source.RETRACTION_WATCH]
        renewed = notices.normalise([*others, *told[work.pk]])
        if renewed != work.notices:
            work.notices, work.standing = renewed, notices.standing(renewed)
            changed.append(work)
    Reference.objects.bulk_update(changed, ["notices", "standing"], batch_size=500)
    return len(changed)
