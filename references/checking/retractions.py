"""Retractions from the file of Retraction Watch, imported without looking up any work.

Crossref publishes it at https://gitlab.com/crossref/retraction-watch-data: a CSV of tens of
megabytes with a row per notice.
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
# The values that stand for an unknown identifier.
FILLERS = {"", "0", "unavailable"}


class UnreadableFile(SourceError):
    """The file is not the one of Retraction Watch, or it is cut off."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of an import.

    `rows` counts the rows of the file, `matched` the sources that it names, `changed` those whose
    notices changed. `unnamed` holds the ids of sources that an earlier file named and this one does
    not. They keep their notices: the file may be a part of the whole, and a retraction must not
    vanish.
    """

    rows: int
    matched: int
    changed: int
    unnamed: list[int]


def import_file(file: TextIO) -> Summary:
    """Store the notices of a file. Raises UnreadableFile, after which nothing has changed."""
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
    """Our sources by DOI and PMID, and those with a notice of Retraction Watch. One query."""

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
        """The ids of our sources that a row names."""
        found = {
            self.by_doi.get(doi(row["OriginalPaperDOI"])),
            self.by_pmid.get(pmid(row["OriginalPaperPubMedID"])),
        }
        return {key for key in found if key is not None}


def rows(file: TextIO) -> Iterator[dict[str, str]]:
    """Yield the columns of each row that we use; "" for those that a short row lacks."""
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
    """Build the notice of a row."""
    return {
        "kind": row["RetractionNature"],
        "date": day(row["RetractionDate"]),
        "doi": doi(row["RetractionDOI"]),
        "source": Source.RETRACTION_WATCH.value,
    }


def day(text: str) -> str:
    """Read a date as "2021-03-04"; "" if it is none."""
    if american := AMERICAN.match(text):
        month, number, year = american.groups()
        return f"{year}-{month:0>2}-{number:0>2}"
    iso = ISO.match(text)
    return iso[0] if iso else ""


def doi(text: str) -> str:
    """Read a DOI in lower case; "" if it is unknown or invalid."""
    if text.lower() in FILLERS:
        return ""
    try:
        return normalise_doi(text).lower()
    except InvalidIdentifier:
        return ""


def pmid(text: str) -> str:
    """Read a PMID; "" if it is unknown or invalid."""
    if text.lower() in FILLERS:
        return ""
    try:
        return normalise_pmid(text)
    except InvalidIdentifier:
        return ""


@transaction.atomic
def store(told: Mapping[int, Iterable[Stored]]) -> int:
    """Replace the notices of Retraction Watch on these sources. Returns how many changed."""
    changed = []
    for work in Reference.objects.select_for_update().filter(pk__in=told).order_by("pk"):
        others = [one for one in work.notices if one["source"] != Source.RETRACTION_WATCH]
        renewed = notices.normalise([*others, *told[work.pk]])
        if renewed != work.notices:
            work.notices, work.standing = renewed, notices.standing(renewed)
            changed.append(work)
    Reference.objects.bulk_update(changed, ["notices", "standing"], batch_size=500)
    return len(changed)
