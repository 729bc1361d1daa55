"""CSL-JSON as Zotero and the registries give it, read and written."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from references.choices import Origin, ReferenceType
from references.formats import dates
from references.formats.cite_keys import cite_keys
from references.formats.pieces import Piece, collect, nearest_type, understood
from references.works.csl import DATES, NAMES, Csl
from references.works.entries import Batch, Entry, SetAside

DECODER = json.JSONDecoder()
TYPES = {
    kind: str(ours.value)
    for ours, kinds in (
        (
            ReferenceType.ARTICLE,
            "article-journal journal-article article article-magazine article-newspaper review",
        ),
        (ReferenceType.BOOK, "book monograph edited-book collection reference-book pamphlet"),
        (
            ReferenceType.CHAPTER,
            "chapter book-chapter paper-conference proceedings-article entry entry-dictionary "
            "entry-encyclopedia",
        ),
        (ReferenceType.REPORT, "report standard manuscript speech"),
        (ReferenceType.THESIS, "thesis dissertation"),
        (ReferenceType.WEBPAGE, "webpage website post post-weblog"),
    )
    for kind in kinds.split()
}
OTHER_NAMES = {
    "journalAbbreviation": "container-title-short",
    "short-container-title": "container-title-short",
    "article-number": "page",
}


def read(text: str) -> Batch:
    return collect(Origin.CSL_JSON.value, pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield a piece for each object, so that a cut-off file still gives those before the cut."""
    at, end = skip(text, 0), len(text)
    while at < end:
        if text[at] != "{":
            yield SetAside(text[at:], _("This is no list of records in CSL-JSON."))
            return
        try:
            record, stop = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield SetAside(text[at:], _("From here on the CSL-JSON is broken."))
            return
        yield as_piece(text[at:stop], record)
        at = skip(text, stop)


def skip(text: str, at: int) -> int:
    """Find the next character that is neither blank nor around or between records."""
    while at < len(text) and (text[at] in "[,]" or text[at].isspace()):
        at += 1
    return at


def as_piece(raw: str, record: Mapping[str, Any]) -> Entry | SetAside:
    """Build the entry of a record."""
    warnings: list[str] = []
    draft = {OTHER_NAMES.get(name, name): value for name, value in record.items()}
    draft |= {name: value for name, value in record.items() if name not in OTHER_NAMES}
    draft["type"] = nearest_type(str(record.get("type") or ""), TYPES, warnings)
    for variable in DATES:
        if variable in draft:
            draft[variable] = as_date(draft[variable])
    for variable in NAMES:
        if isinstance(draft.get(variable), list):
            draft[variable] = [as_name(name) for name in draft[variable]]
    return understood(raw, draft, warnings)


def as_date(value: object) -> object:
    """Bring a date to CSL's form if it is written as a text."""
    if isinstance(value, Mapping) and not value.get("date-parts"):
        value = value.get("raw") or value.get("literal") or ""
    return dates.read(str(value)) if isinstance(value, (str, int)) else value


def as_name(value: object) -> object:
    """Bring a name to CSL's form.

    Crossref says "name" for an organisation, and some programs write a name as a text.
    """
    if isinstance(value, str):
        return {"literal": value}
    if isinstance(value, Mapping) and value.get("name") and not value.get("family"):
        return {"literal": value["name"]}
    return value


def write(csls: Iterable[Csl]) -> str:
    """Write works as a file."""
    works = list(csls)
    records = [{"id": key, **csl} for key, csl in zip(cite_keys(works), works, strict=True)]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
