"""PubMed, which is asked about PMIDs.

Source of its answers: https://www.ncbi.nlm.nih.gov/books/NBK25499/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from references.choices import ReferenceType
from references.formats import dates, nbib
from references.lookup import records
from references.lookup.errors import UnusableAnswer
from references.lookup.fetching import Fetcher, ask, host_of
from references.lookup.records import Record
from references.works import notices
from references.works.csl import MOST_NAMES
from references.works.names import Name

TOOL = "kinesite"
IDENTIFIERS = {"doi": "DOI", "pubmed": "PMID", "pmc": "PMCID"}
# The publication type of a retracted work. Those of other notices are given to the notice itself.
TAKEN_BACK = "Retracted Publication"
# These find the day and the DOI in "Some J. 2021 Mar 4;12(1):5. doi: 10.1000/notice."
DAY = re.compile(r"\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?(?=[;:.])")
DOI = re.compile(r"doi: ?(10\.\S+)")
LONGEST_SOURCE = 500


@dataclass(frozen=True, slots=True)
class PubMed:
    """The registry at `base`, such as "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"."""

    fetcher: Fetcher
    base: str
    email: str
    variable: str = "PMID"

    def look_up(self, identifier: str) -> Record | None:
        """Look a PMID up; None if PubMed does not know it. Raises LookupFailed."""
        url = f"{self.base}/esummary.fcgi"
        asked = {"db": "pubmed", "id": identifier, "retmode": "json"}
        answer = ask(
            self.fetcher, url, asked | {"tool": TOOL, "email": self.email}, "application/json"
        )
        if answer is None or "esummaryresult" in answer:  # its text is "Invalid uid"
            return None
        result = answer.get("result")
        summary = result.get(identifier) if isinstance(result, dict) else None
        if not isinstance(summary, dict):
            raise UnusableAnswer(host_of(url))
        return None if "error" in summary else read(summary)


def read(summary: Mapping[str, Any]) -> Record:
    """Read a work as PubMed summarises it."""
    title, marked = records.unmarked(
        nbib.bare_title(records.plain(summary.get("title"))), notices.Source.PUBMED
    )
    online = dates.read(records.text(summary.get("epubdate")))
    book = records.plain(summary.get("booktitle"))
    raw = {
        **identifiers(summary),
        "type": ReferenceType.CHAPTER if book else ReferenceType.ARTICLE,
        "title": title,
        "author": people(summary.get("authors")),
        "container-title": book or records.plain(summary.get("fulljournalname")),
        "container-title-short": records.plain(summary.get("source")),
        "issued": dates.read(records.text(summary.get("pubdate"))) or online,
        "available-date": online,
        "volume": summary.get("volume"),
        "issue": summary.get("issue"),
        "page": summary.get("pages"),
    }
    types = records.texts(summary.get("pubtype"))
    told = [notice(one) for one in records.objects(summary.get("references"))]
    if TAKEN_BACK in types:
        marked.append({"kind": TAKEN_BACK, "source": notices.Source.PUBMED})
    return Record(records.known(raw), types, records.weighed(told, marked))


def identifiers(summary: Mapping[str, Any]) -> dict[str, str]:
    """Read the DOI, PMID and PMCID; the first of each counts."""
    found: dict[str, str] = {}
    for one in records.objects(summary.get("articleids")):
        if variable := IDENTIFIERS.get(records.text(one.get("idtype"))):
            found.setdefault(variable, records.text(one.get("value")))
    return found


def people(value: object) -> list[Name]:
    """Read a list of people."""
    return [person(one) for one in records.objects(value)[:MOST_NAMES]]


def person(raw: Mapping[str, Any]) -> Name:
    """Read a person, such as "Popovich JM Jr", or an organisation, a "CollectiveName"."""
    name = records.plain(raw.get("name"))
    if records.text(raw.get("authtype")) == "CollectiveName":
        return {"literal": name}
    return nbib.person(name)


def notice(reference: Mapping[str, Any]) -> dict[str, str]:
    """Read a notice about the work.

    Its kind is "Retraction in" at a retracted work. "Retraction of", at the notice itself, is
    dropped later.
    """
    source = records.text(reference.get("refsource"))[:LONGEST_SOURCE]
    day, doi = DAY.search(source), DOI.search(source)
    return {
        "kind": records.text(reference.get("reftype")),
        "date": records.iso_day(dates.read(day[0])) if day else "",
        "doi": doi[1].rstrip(".") if doi else "",
        "source": notices.Source.PUBMED,
    }
