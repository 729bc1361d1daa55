"""BibTeX and BibLaTeX, read and written."""

import logging
import re
from collections.abc import Iterable, Iterator

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import parse_single_name_into_parts as parts_of_name
from bibtexparser.middlewares.names import split_multiple_persons_names as split_names
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import Block, ExplicitComment, Field, ImplicitComment, ParsingFailedBlock
from bibtexparser.model import Entry as Record
from bibtexparser.splitter import Splitter
from django.utils.translation import gettext as _

from references.choices import Origin, ReferenceType
from references.formats import dates
from references.formats.cite_keys import cite_keys
from references.formats.latex import decode, decode_address, encode
from references.formats.pieces import Loose, Piece, collect, nearest_type, understood
from references.works import csl as csl_json
from references.works.csl import Csl
from references.works.entries import Batch, Entry, SetAside
from references.works.names import Name

# The package warns of each broken entry, but the editor gets a warning of our own.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

TYPES = {
    kind: str(ours.value)
    for ours, kinds in (
        (ReferenceType.ARTICLE, "article suppperiodical periodical"),
        (ReferenceType.BOOK, "book booklet mvbook collection proceedings reference"),
        (ReferenceType.CHAPTER, "inbook incollection inproceedings conference inreference"),
        (ReferenceType.REPORT, "report techreport manual standard unpublished"),
        (ReferenceType.THESIS, "thesis phdthesis mastersthesis bathesis"),
        (ReferenceType.WEBPAGE, "online electronic www webpage misc"),
    )
    for kind in kinds.split()
}
WRITTEN_TYPES = {
    ReferenceType.ARTICLE: "article",
    ReferenceType.BOOK: "book",
    ReferenceType.CHAPTER: "incollection",
    ReferenceType.REPORT: "report",
    ReferenceType.THESIS: "thesis",
    ReferenceType.WEBPAGE: "online",
}
# CSL variable -> the fields that may hold it; we write the first
FIELDS = {
    "title": ["title"],
    "container-title": ["booktitle", "journal", "journaltitle"],
    "container-title-short": ["shortjournal"],
    "collection-title": ["series"],
    "publisher": ["publisher", "institution", "school", "organization"],
    "publisher-place": ["address", "location"],
    "volume": ["volume"],
    "issue": ["number", "issue"],
    "page": ["pages", "eid", "articleno", "article-number"],
    "edition": ["edition"],
    "genre": ["type"],
    "ISBN": ["isbn"],
    "ISSN": ["issn"],
    "language": ["language", "langid"],
    "abstract": ["abstract"],
    "DOI": ["doi"],
    "PMID": ["pmid"],
    "PMCID": ["pmcid", "pmc"],
    "URL": ["url", "howpublished"],
}
ADDRESSES = {"DOI", "PMID", "PMCID", "URL"}
NAMES = ("author", "editor")
# The next field, in a value whose brace was never closed.
SWALLOWED = re.compile(r",\s{0,50}[a-z]{2,20}\s{0,50}=\s{0,50}[{\"\d]", re.IGNORECASE)
# A name that BibTeX reads back unchanged without braces.
WHOLE_NAME = re.compile(r"(?!.*(?:\band\b|--))[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*)*", re.IGNORECASE)


def read(text: str) -> Batch:
    """Read a file, with its entries in the order given."""
    return collect(Origin.BIBTEX.value, pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield entries, loose text and pieces that are set aside, in the order of the file."""
    found = blocks(text)
    for block in found:
        if isinstance(block, Record):
            yield from_record(block, [])
        elif isinstance(block, ParsingFailedBlock):
            # Only the last entry can have been cut off by a copy that ended too early.
            entry = mended(block.raw or "") if block is found[-1] else None
            reason = _("This entry is broken: a brace or a comma is missing in it.")
            yield entry or SetAside(block.raw or "", reason)
        elif isinstance(block, ImplicitComment):
            yield Loose(block.comment)
        elif isinstance(block, ExplicitComment):
            yield SetAside(block.raw or "", _("This is a comment in the file."))


def blocks(text: str) -> list[Block]:
    """Split a file into blocks.

    Two entries with one key stay two entries: a key means nothing outside its file.
    """
    library = Library()
    for number, block in enumerate(Splitter(text).split().blocks):
        inner = getattr(block, "ignore_error_block", None) or block
        if isinstance(inner, Record):
            inner.key = str(number)
            library.add(inner)
        elif inner is block:  # otherwise it repeats an abbreviation (@string)
            library.add(block)
    for step in default_parse_stack():
        library = step.transform(library)
    return list(library.blocks)


def mended(raw: str) -> Entry | SetAside | None:
    """Read an entry with the braces that it lacks; None if that makes no sense."""
    missing = len(re.findall(r"(?<!\\)\{", raw)) - len(re.findall(r"(?<!\\)\}", raw))
    if not 0 < missing < 4:
        return None
    found = blocks(raw.rstrip().rstrip(",") + "}" * missing)
    if len(found) != 1 or not isinstance(found[0], Record):
        return None
    if any(SWALLOWED.search(str(field.value)) for field in found[0].fields):
        return None
    return from_record(found[0], [_("This entry was cut off. Check it.")], raw)


def from_record(record: Record, warnings: list[str], raw: str = "") -> Entry | SetAside:
    """Build the entry of a record; the first of two equal fields counts."""
    raw = raw or record.raw or ""
    values: dict[str, str] = {}
    for field in record.fields:
        key = field.key.strip().lower()
        if values.setdefault(key, str(field.value)) != str(field.value):
            warnings.append(
                _("“%(field)s” stands in it twice; the first one is kept.") % {"field": key[:50]}
            )
    draft = {"type": nearest_type(record.entry_type, TYPES, warnings), **texts(values)}
    for variable in NAMES:
        draft[variable] = read_names(values.get(variable, ""), warnings)
    draft["issued"] = issued(values)
    draft["accessed"] = dates.read(decode(values.get("urldate", "")))
    return understood(raw, draft, warnings)


def texts(values: dict[str, str]) -> dict[str, object]:
    """Read the variables that are texts."""
    found: dict[str, object] = {}
    for variable, names in FIELDS.items():
        value = next((values[name] for name in names if values.get(name)), "")
        found[variable] = (decode_address if variable in ADDRESSES else decode)(
            value.replace("--", "-") if variable == "page" else value
        )
    if not str(found["URL"]).startswith("http") and not values.get("url"):
        found["URL"] = ""
    if values.get("eprinttype", "").lower() == "pubmed":
        found["PMID"] = found["PMID"] or values.get("eprint", "")
    return found


def issued(values: dict[str, str]) -> dict[str, object]:
    """Read the date on which the work appeared."""
    if date := dates.read(decode(values.get("date", ""))):
        return date
    # Months are written without quotes, and joined as in: may # "/" # jun
    told = [re.sub(r'[\s#"]', "", values.get(name, "")) for name in ("year", "month", "day")]
    if told[1].isdecimal():
        told = ["-".join(part.zfill(2) for part in told if part)]
    return dates.read(decode(" ".join(told)))


def read_names(text: str, warnings: list[str]) -> list[Name]:
    """Read a list of names, and warn if it ends with "and others".

    It is split before it is decoded, since braces tell where a name ends and what is an
    organisation.
    """
    names = split_names(" ".join(text.split()))
    if names and names[-1].lower() == "others":
        names.pop()
        warnings.append(_("Not all authors are named."))
    return [name for name in map(read_name, names) if name]


def read_name(text: str) -> Name:
    """Read one name; one in braces is that of an organisation."""
    parts = parts_of_name(text, strict=False)
    if text.startswith("{") and not parts.first and not text.endswith(","):
        return {"literal": decode(text)}
    family = decode(" ".join([*parts.von, *parts.last]))
    given, suffix = decode(" ".join(parts.first)), decode(" ".join(parts.jr))
    return {"family": family, "given": given, "suffix": suffix}


def write(csls: Iterable[Csl]) -> str:
    """Write works as a file."""
    works = list(csls)
    records: list[Block] = [
        Record(WRITTEN_TYPES[csl["type"]], key, list(fields_of(csl)))
        for key, csl in zip(cite_keys(works), works, strict=True)
    ]
    return write_string(Library(records)) if records else ""


def fields_of(csl: Csl) -> Iterator[Field]:
    """Yield the fields of a work."""
    for variable in NAMES:
        if csl.get(variable):
            yield Field(variable, " and ".join(map(write_name, csl[variable])))
    for variable, (name, *others) in FIELDS.items():
        if variable == "container-title" and csl["type"] == ReferenceType.ARTICLE:
            name = others[0]
        if csl.get(variable):
            yield Field(name, encode(csl[variable]))
    yield from date_fields(csl_json.issued(csl))
    if accessed := csl_json.date_parts(csl.get("accessed", {})):
        yield Field("urldate", "/".join(map(csl_json.iso, accessed)))


def date_fields(issued: list[list[int]]) -> Iterator[Field]:
    """Yield the fields of a date. BibLaTeX reads `date`, BibTeX reads `year` and `month`."""
    if not issued:
        return
    yield Field("year", str(issued[0][0]))
    if len(issued) > 1 or len(issued[0]) > 2:
        yield Field("date", "/".join(map(csl_json.iso, issued)))
    if len(issued[0]) > 1:
        yield Field("month", dates.MONTHS[issued[0][1] - 1], enclosing="no-enclosing")


def write_name(name: Name) -> str:
    """Write a name, with braces around the parts that BibTeX would split.

    It makes initials only of parts without braces.
    """
    if "literal" in name:
        return f"{{{encode(name['literal'])}}}"
    parts = [name["family"], name.get("suffix"), name.get("given")]
    family, *rest = [
        part if WHOLE_NAME.fullmatch(part) else f"{{{encode(part)}}}" for part in parts if part
    ]
    return ", ".join([family, *rest]) if rest else f"{{{family}}},"
