"""RIS, the format of EndNote, Zotero, Mendeley and most journals, read and written."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import rispy
from django.utils.translation import gettext as _
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from references.choices import Origin, ReferenceType
from references.formats import dates
from references.formats.pieces import Loose, Piece, collect, nearest_type, understood
from references.works import names
from references.works.csl import Csl, date_parts
from references.works.entries import Batch
from references.works.identifiers import RESOLVER

# A copy may lose some of the two spaces before the dash and the one after it.
TAG = re.compile(r"([A-Z][A-Z0-9]) {0,3}-(?: +|$)")
START = re.compile(r"\s*TY {0,3}- *(\w*)")
ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
PMCID = re.compile(r"PMC\d+")
PUBMED = re.compile("pubmed|medline|nlm", re.IGNORECASE)
IS_DOI = re.compile(rf"(?:{RESOLVER}|doi\s?:?\s?)?10\.\d{{4}}", re.IGNORECASE)
TAGGED = re.compile(r"(PMID|PMCID)\s?:\s?((?:PMC)?\d+)")
MAPPING = {**TAG_KEY_MAPPING, "BT": "book_title", "ED": "editors"}
LISTS = [*LIST_TYPE_TAGS, "ED", "SN", "M3", "C2"]

TYPES = {
    kind.lower(): str(ours.value)
    for ours, kinds in (
        (ReferenceType.ARTICLE, "JOUR EJOUR JFULL MGZN NEWS INPR"),
        (ReferenceType.BOOK, "BOOK EBOOK EDBOOK PAMP SER"),
        (ReferenceType.CHAPTER, "CHAP ECHAP CONF CPAPER ENCYC DICT"),
        (ReferenceType.REPORT, "RPRT GOVDOC STAND UNPB"),
        (ReferenceType.THESIS, "THES"),
        (ReferenceType.WEBPAGE, "ELEC BLOG ICOMM MULTI"),
    )
    for kind in kinds.split()
}
WRITTEN_TYPES = {
    ReferenceType.ARTICLE: "JOUR",
    ReferenceType.BOOK: "BOOK",
    ReferenceType.CHAPTER: "CHAP",
    ReferenceType.REPORT: "RPRT",
    ReferenceType.THESIS: "THES",
    ReferenceType.WEBPAGE: "ELEC",
}
# CSL variable -> the fields of rispy that may hold it; we write the first
FIELDS = {
    "title": ["title", "primary_title"],
    "container-title": ["secondary_title", "journal_name", "alternate_title3", "book_title"],
    "container-title-short": ["alternate_title1", "alternate_title2"],
    "collection-title": ["tertiary_title"],
    "publisher": ["publisher"],
    "publisher-place": ["place_published"],
    "volume": ["volume"],
    "issue": ["number"],
    "edition": ["edition"],
    "language": ["language"],
    "abstract": ["abstract", "notes_abstract"],
    "DOI": ["doi"],
}
# The second title of a book is its series.
BOOK_FIELDS = {
    **FIELDS,
    "container-title": ["book_title", "alternate_title3"],
    "collection-title": ["tertiary_title", "secondary_title"],
}


class Parser(rispy.RisParser):
    """A parser that accepts tags with lost spaces, and addresses that hold a semicolon."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = MAPPING
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = LISTS
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def parse_line(self, line: str) -> tuple[str | None, str]:
        tag = TAG.match(line.strip())
        if tag and tag[1] in self.mapping:
            return tag[1], line.strip()[tag.end() :].strip()
        return None, line.strip()


class Writer(rispy.RisWriter):
    """A writer of records without a number before each."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = MAPPING
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = LISTS
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def set_header(self, _count: int) -> str:
        return ""


def read(text: str) -> Batch:
    return collect(Origin.RIS.value, pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield an entry for each record, and the text between records as loose text.

    A record ends at its end line or, if that is missing, where the next one begins.
    """
    loose: list[str] = []
    record: list[str] = []
    for line in text.splitlines():
        if START.match(line):
            yield from closed(record, [_("Its end line (ER) is missing.")])
            yield Loose("\n".join(loose))
            record, loose = [line], []
        elif record:
            record.append(line)
            if line.strip().startswith("ER") and TAG.match(line.strip()):
                yield from closed(record, [])
                record = []
        else:
            loose.append(line)
    yield from closed(record, [_("Its end line (ER) is missing.")])
    yield Loose("\n".join(loose))


def closed(lines: list[str], warnings: list[str]) -> Iterator[Piece]:
    """Yield the entry of the lines of a record, if there are any."""
    if not lines:
        return
    raw = "\n".join(lines).strip()
    first = START.match(lines[0])
    kind = first[1] if first else ""
    read = rispy.loads("\n".join([f"TY  - {kind}", *lines[1:], "ER  - "]), implementation=Parser)
    yield understood(raw, draft_of(read[0], kind, warnings), warnings)


def draft_of(record: dict[str, Any], kind: str, warnings: list[str]) -> dict[str, Any]:
    """Build the CSL variables of a record, before they are checked."""
    ours = nearest_type(kind, TYPES, warnings)
    known = BOOK_FIELDS if ours == ReferenceType.BOOK else FIELDS
    draft: dict[str, Any] = {"type": ours}
    for variable, fields in known.items():
        draft[variable] = next((record[field] for field in fields if record.get(field)), "")
    draft["author"] = read_names(record, "authors", "first_authors")
    draft["editor"] = read_names(record, "editors", "secondary_authors")
    draft["page"] = page(record.get("start_page", ""), record.get("end_page", ""))
    draft["issued"] = best_date(
        *(record.get(field, "") for field in ("date", "year", "publication_year"))
    )
    draft["accessed"] = dates.read(record.get("access_date", ""))
    if ours in {ReferenceType.REPORT, ReferenceType.THESIS}:
        draft["genre"] = next(iter(record.get("type_of_work", [])), "")
    for number in record.get("issn", []):
        draft.setdefault("ISSN" if ISSN.match(number) and len(number) < 12 else "ISBN", number)
    return {**draft, **identifiers(record, draft["DOI"])}


def read_names(record: dict[str, Any], *fields: str) -> list[names.Name]:
    """Read the names in the first of these fields that has any."""
    lines: list[str] = next((record[field] for field in fields if record.get(field)), [])
    return [name for name in map(names.from_line, lines) if name]


def page(start: str, end: str) -> str:
    """Join the first and the last page."""
    return start if not end or end == start or "-" in start else f"{start}-{end}"


def best_date(*candidates: str) -> dict[str, Any]:
    """The fullest of the dates: the year stands in one field and the day in another."""
    read = [dates.read(text) for text in candidates]
    return max(read, key=lambda date: len(str(date_parts(date))) if date else 0)


def identifiers(record: dict[str, Any], doi: str) -> dict[str, str]:
    """Find the DOI, PMID, PMCID and URL, which programs put in different fields."""
    addresses = [*record.get("type_of_work", []), *record.get("urls", [])]
    dois = [text for text in addresses if IS_DOI.match(text)]
    urls = [text for text in addresses if text.startswith("http") and text not in dois]
    notes = dict(TAGGED.findall("\n".join(record.get("notes", []))))
    found = {
        "DOI": next(iter([doi, *dois] if doi else dois), ""),
        "PMID": notes.get("PMID", ""),
        "PMCID": notes.get("PMCID", ""),
        "URL": next(iter(urls), ""),
    }
    if PUBMED.search(record.get("name_of_database", "")):
        found["PMID"] = record.get("accession_number", "") or found["PMID"]
    for text in record.get("custom2", []):
        if PMCID.fullmatch(text):
            found["PMCID"] = text
    return found


def write(csls: Iterable[Csl]) -> str:
    return rispy.dumps([record_of(csl) for csl in csls], implementation=Writer)


def record_of(csl: Csl) -> dict[str, Any]:
    """Build the record of a work."""
    known = BOOK_FIELDS if csl["type"] == ReferenceType.BOOK else FIELDS
    issued, accessed = (date_parts(csl.get(name, {})) for name in ("issued", "accessed"))
    record: dict[str, Any] = {"type_of_reference": WRITTEN_TYPES[csl["type"]]}
    record["authors"] = [names.to_line(name).rstrip() for name in csl.get("author", [])]
    record["secondary_authors"] = [names.to_line(name) for name in csl.get("editor", [])]
    for variable, (field, *_others) in known.items():
        record[field] = csl.get(variable, "")
    record["start_page"], record["end_page"] = start_and_end(csl.get("page", ""))
    record["year"] = str(issued[0][0]) if issued else ""
    record["date"] = slashes(issued[0]) if issued else ""
    record["access_date"] = slashes(accessed[0]) if accessed else ""
    record["issn"] = [csl[number] for number in ("ISSN", "ISBN") if csl.get(number)]
    record["type_of_work"] = [csl["genre"]] if csl.get("genre") else []
    record["urls"] = [csl["URL"]] if csl.get("URL") else []
    if csl.get("PMID"):
        record |= {"accession_number": csl["PMID"], "name_of_database": "PubMed"}
    record["custom2"] = [csl["PMCID"]] if csl.get("PMCID") else []
    return {field: value for field, value in record.items() if value}


def start_and_end(page: str) -> tuple[str, str]:
    """Split a range into its first and last page; other pages stay whole."""
    start, dash, end = page.partition("-")
    whole = (
        not dash or not start.strip() or start == end or f"{start.strip()}-{end.strip()}" != page
    )
    return (page, "") if whole or not end else (start, end)


def slashes(parts: list[int]) -> str:
    """Write a date as RIS does. Example: [2020, 5] becomes "2020/05//"."""
    return "/".join([*(f"{number:02}" for number in parts), *[""] * (4 - len(parts))])
