"""NBIB, the format of PubMed's "Cite" and "Send to". It is read and not written."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from references.choices import Origin, ReferenceType
from references.formats import dates
from references.formats.pieces import Loose, Piece, collect, understood
from references.works.entries import Batch
from references.works.names import Name, from_line

TAG = re.compile(r"([A-Z]{2,4}) *- ?(.*)")
IDENTIFIER = re.compile(r"(\S+) \[(doi|pii|pmc)\]")
SUFFIX = re.compile(r" (Jr|Sr|[2-4](?:nd|rd|th)|I{2,3}|IV)\.?$")


def read(text: str) -> Batch:
    return collect(Origin.NBIB.value, pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield an entry for each record, and the text before the first as loose text."""
    head, *records = re.split(r"(?m)^(?=[ \t]*PMID *- ?\d)", text)
    yield Loose(head)
    for record in records:
        fields, order = read_fields(record)
        yield understood(record.strip(), draft_of(fields, order), warnings_of(fields))


def read_fields(record: str) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """Read the values of each tag, and all tags with their values in the order of the file."""
    pairs: list[tuple[str, str]] = []
    for line in record.splitlines():
        tag = TAG.match(line)
        if tag:
            pairs.append((tag[1], tag[2].strip()))
        elif pairs and line.strip():
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
    fields: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        fields[name].append(value)
    return fields, pairs


def draft_of(fields: dict[str, list[str]], pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Build the CSL variables of a record, before they are checked."""
    first = {name: values[0] for name, values in fields.items()}
    book = first.get("BTI", "")
    title = first.get("TI") or first.get("CTI") or book or first.get("TT", "")
    found = identifiers([*fields["LID"], *fields["AID"]])
    kind = ReferenceType.ARTICLE
    if book:
        kind = ReferenceType.BOOK if title == book else ReferenceType.CHAPTER
    return {
        "type": kind.value,
        "title": bare_title(title),
        "author": authors(fields, pairs),
        "editor": [person(name) for name in fields["FED"] or fields["ED"]],
        "container-title": (book if title != book else "") or first.get("JT") or first.get("TA"),
        "container-title-short": first.get("TA") if first.get("JT") else "",
        "issued": dates.read(first.get("DP", "")),
        "volume": first.get("VI"),
        "issue": first.get("IP"),
        "page": first.get("PG") or (found.get("pii", "") if not found.get("doi") else ""),
        "publisher": first.get("PB"),
        "publisher-place": first.get("PL") if book else "",
        "ISSN": first.get("IS", "").partition(" ")[0],
        "language": first.get("LA"),
        "abstract": first.get("AB"),
        "PMID": first.get("PMID"),
        "PMCID": first.get("PMC") or found.get("pmc"),
        "DOI": found.get("doi"),
    }


def identifiers(values: list[str]) -> dict[str, str]:
    """Read identifiers such as "10.2519/jospt.2019.8825 [doi]", the first of each kind."""
    found: dict[str, str] = {}
    for value in values:
        if match := IDENTIFIER.fullmatch(value):
            found.setdefault(match[2], match[1])
    return found


def authors(fields: dict[str, list[str]], pairs: list[tuple[str, str]]) -> list[Name]:
    """Read the people and organisations, in the order of the file."""
    full = "FAU" if fields["FAU"] else "AU"
    return [
        {"literal": value} if tag == "CN" else person(value)
        for tag, value in pairs
        if tag in {full, "CN"}
    ]


def person(text: str) -> Name:
    """Read a name such as "Popovich, John M Jr", or the short "Popovich JM Jr"."""
    suffix = SUFFIX.search(text)
    name = text[: suffix.start()] if suffix else text
    if "," not in name:
        name = re.sub(r" (?=[A-Z]{1,4}$)", ", ", name)
    return {**from_line(name), **({"suffix": suffix[1]} if suffix else {})}


def bare_title(title: str) -> str:
    """Remove the full stop, and the brackets around a translated title."""
    title = title.rstrip()
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    return title[1:-1] if title.startswith("[") and title.endswith("]") else title


def warnings_of(fields: dict[str, list[str]]) -> list[str]:
    """Warn of a retracted work and of the notice of a retraction."""
    if fields["RIN"] or "Retracted Publication" in fields["PT"]:
        return [_("PubMed says that this work was retracted.")]
    if fields["ROF"] or "Retraction of Publication" in fields["PT"]:
        return [_("This is the notice that retracts another work, not a study itself.")]
    return []
