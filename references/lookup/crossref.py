"""Crossref, which is asked about DOIs.

Source of its answers: https://api.crossref.org/swagger-ui/index.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from references.choices import ReferenceType
from references.lookup import records
from references.lookup.errors import UnusableAnswer
from references.lookup.fetching import Fetcher, ask, host_of
from references.lookup.records import Record
from references.works import notices
from references.works.csl import MOST_NAMES
from references.works.names import Name

TYPES = {
    "journal-article": ReferenceType.ARTICLE,
    "proceedings-article": ReferenceType.ARTICLE,
    "book": ReferenceType.BOOK,
    "monograph": ReferenceType.BOOK,
    "edited-book": ReferenceType.BOOK,
    "reference-book": ReferenceType.BOOK,
    "book-chapter": ReferenceType.CHAPTER,
    "book-section": ReferenceType.CHAPTER,
    "book-part": ReferenceType.CHAPTER,
    "reference-entry": ReferenceType.CHAPTER,
    "report": ReferenceType.REPORT,
    "dissertation": ReferenceType.THESIS,
}
PUBLISHED = {
    ReferenceType.BOOK,
    ReferenceType.CHAPTER,
    ReferenceType.REPORT,
    ReferenceType.THESIS,
}


@dataclass(frozen=True, slots=True)
class Crossref:
    """The registry at `base`, such as "https://api.crossref.org"."""

    fetcher: Fetcher
    base: str
    variable: str = "DOI"

    def look_up(self, identifier: str) -> Record | None:
        """Look a DOI up; None if Crossref does not know it. Raises LookupFailed."""
        url = f"{self.base}/works/{quote(identifier, safe='')}"
        answer = ask(self.fetcher, url, {}, "application/json")
        if answer is None:
            return None
        message = answer.get("message")
        if not isinstance(message, dict):
            raise UnusableAnswer(host_of(url))
        return read(message)


def read(message: Mapping[str, Any]) -> Record:
    """Read a work as Crossref describes it."""
    title, marked = records.unmarked(titled(message), notices.Source.CROSSREF)
    kind = TYPES.get(records.text(message.get("type")))
    print_date, online = dates(message)
    raw = {
        "type": kind,
        "title": title,
        "author": people(message.get("author")),
        "editor": people(message.get("editor")),
        "container-title": records.plain(message.get("container-title")),
        "container-title-short": records.plain(message.get("short-container-title")),
        "issued": print_date or online or records.date(message.get("issued")),
        "available-date": online,
        "volume": message.get("volume"),
        "issue": message.get("issue"),
        "page": message.get("page") or message.get("article-number"),
        "publisher": records.plain(message.get("publisher")) if kind in PUBLISHED else "",
        "DOI": message.get("DOI"),
    }
    told = [notice(update) for update in records.objects(message.get("updated-by"))]
    return Record(records.known(raw), notices=records.weighed(told, marked))


def titled(message: Mapping[str, Any]) -> str:
    """The title with its subtitle.

    Some publishers give the subtitle apart, others apart and in the title as well.
    """
    title = records.plain(message.get("title"))
    subtitle = records.plain(message.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title.rstrip(':')}: {subtitle}"


def people(value: object) -> list[Name]:
    """Read a list of people."""
    return [person(one) for one in records.objects(value)[:MOST_NAMES]]


def person(raw: Mapping[str, Any]) -> Name:
    """Read a person or an organisation."""
    if not raw.get("family"):
        return {"literal": records.plain(raw.get("name") or raw.get("given"))}
    parts = {part: records.plain(raw.get(part)) for part in ("family", "given", "suffix")}
    return records.without_shouting({part: text for part, text in parts.items() if text})


def dates(message: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The dates in print and online.

    Lists of sources name the one in print; the one online is often a year earlier.
    """
    issue = message.get("journal-issue")
    of_issue = issue.get("published-print") if isinstance(issue, Mapping) else None
    printed = records.first_date([message.get("published-print"), of_issue])
    return printed, records.first_date([message.get("published-online")])


def notice(update: Mapping[str, Any]) -> dict[str, str]:
    """Read a notice about the work."""
    return {
        "kind": records.text(update.get("type")) or records.text(update.get("label")),
        "date": records.iso_day(update.get("updated")),
        "doi": records.text(update.get("DOI")),
        "source": notices.Source.CROSSREF,
    }
